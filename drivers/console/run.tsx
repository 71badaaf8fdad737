import { render } from 'ink';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { View } from '../../menus/view.ts';
import { wordsFor } from '../../menus/words/audience.ts';
import { en } from '../../menus/words/en.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageId } from '../../menus/words/languages.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import { type AskedNumbers, NOTHING_SEEN, Sight } from '../keys/sight.ts';
import { createTerminalKeyReader } from '../terminal/key-reader.ts';
import type { TerminalKey } from '../terminal/keys.ts';
import { paintedStream, ScreenPainter } from '../terminal/painter.ts';
import { ASK_SIZE, PASTE_BRACKETS_OFF, PASTE_BRACKETS_ON } from '../terminal/sequences.ts';
import { TERMINAL_REPERTOIRES } from './characters.ts';
import { Face } from './face.tsx';
import { meaningOf } from './key-meaning.ts';
import { edited, keptEdit, type LineEdit, lineField, openedBy, withEdit } from './line-edit.ts';
import { newLines, ownPageLines, plainLines } from './line-face.ts';
import { openConsoleLink } from './link.ts';
import type { Headline } from './messages.ts';
import type { OwnPage } from './own-page.ts';
import { ENTER_SCREEN, LEAVE_SCREEN, sizeOf, type Terminal, type TerminalSize } from './terminal.ts';

export interface ConsoleOptions {
  readonly socket: string;
  readonly name: string;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Called when the operator leaves by Ctrl-]; null: no key leaves. */
  readonly onLeave: (() => void) | null;
}

/** Everything the screen shows. */
interface Shown {
  readonly words: FaceWords;
  readonly lost: string | null;
  readonly headline: Headline | null;
  readonly view: View | null;
  /** What the view asks; null: nothing. */
  readonly asked: AskedNumbers | null;
  readonly page: OwnPage | null;
  readonly told: string | null;
  /** What the operator has made of the field; null: it is as the daemon has it. */
  readonly edit: LineEdit | null;
}

const NOTHING_YET: Shown = {
  words: en.console.face,
  lost: null,
  headline: null,
  view: null,
  asked: null,
  page: null,
  told: null,
  edit: null,
};

interface Screen {
  show(shown: Shown): void;
  /** Draws everything again, after Ctrl-L or a change of size. */
  redraw(): void;
  /** Sends everything again without erasing first. */
  repaint(): void;
  /** The terminal told its size. */
  resize(size: TerminalSize): void;
  close(): void;
}

/** Changes within this time are drawn together, in milliseconds, so that a slow line is not sent stale screens. */
const DRAW_ms = 16;

/** A character opens a value of the list; keys typed meanwhile wait for it, no longer than this, in milliseconds. */
const OPENING_ms = 1_000;
/** Everything is sent again after this time, for those who join a serial line late, in milliseconds. */
const REPAINT_ms = 60_000;
/** The log is asked for this often while it is shown, in milliseconds. */
const LOG_ms = 2_000;

/**
 * Runs the console until it is stopped. Of the keys only Ctrl-] ends it, and only where `onLeave` is given: in raw mode
 * Ctrl-C, Ctrl-Z and Ctrl-\ arrive as bytes and are ignored.
 * @returns the function that stops the console and restores the terminal
 */
export function runConsole(options: ConsoleOptions): () => void {
  const { stdin, stdout, clock } = options;
  let shown = NOTHING_YET;
  const sight = new Sight(clock);
  let language: LanguageId = DEFAULT_LANGUAGE;
  const repertoire = TERMINAL_REPERTOIRES[options.terminal.characters];
  const screen = options.terminal.mode === 'screen' ? fullScreen(options) : printedLines(options);
  const drawing = new Alarm(clock);
  const change = (parts: Partial<Shown>) => {
    shown = { ...shown, ...parts };
    if (!drawing.isSet) {
      drawing.after(DRAW_ms, draw);
    }
  };

  /** A question counts as seen once its last byte has been written to the terminal. */
  const draw = () => {
    screen.show(shown);
    const { asked } = shown;
    sight.ask(asked);
    stdout.write('', () => sight.shows(asked?.answer ?? NOTHING_SEEN));
  };

  /** Loads the console's own texts in the language of the views. */
  const showLanguage = (wanted: LanguageId) => {
    if (wanted === language) return;
    language = wanted;
    void LANGUAGES[wanted].load().then((loaded) => {
      if (wanted === language) change({ words: wordsFor(loaded, 'console', repertoire).face });
    });
  };
  /** A form was open when the connection was lost. */
  let lostForm = false;
  const link = openConsoleLink(
    { ...options, characters: options.terminal.characters },
    {
      onMessage(message) {
        switch (message.type) {
          case 'welcome':
            change({
              lost: null,
              told:
                shown.lost === null ? null : lostForm ? shown.words.againWithoutEntries : shown.words.again,
            });
            return;
          case 'headline':
            change({ headline: message.headline });
            showLanguage(message.headline.language);
            return;
          case 'view':
            change({
              edit: keptEdit(message.view, shown.edit, wasSent),
              view: message.view,
              asked: message.asked,
              page: message.view.screen.kind === 'status' ? shown.page : null,
            });
            if (message.view.screen.kind !== 'proposal') goOn();
            return;
          case 'log':
            if (shown.page?.kind === 'log') change({ page: { kind: 'log', lines: message.lines } });
        }
      },
      onLost(why) {
        lostForm = shown.view?.screen.kind === 'field';
        change({ lost: why, headline: null, view: null, asked: null, page: null, edit: null });
      },
    },
  );

  const logTimer = new Alarm(clock);
  const followLog = () => {
    if (shown.page?.kind !== 'log') return;
    link.askLog();
    logTimer.after(LOG_ms, followLog);
  };
  const open = (page: 'log' | 'qr') => {
    change({ page: page === 'qr' ? { kind: 'qr' } : { kind: 'log', lines: [] } });
    followLog();
  };

  /** The edited text was sent with the last key. */
  let wasSent = false;
  /** Keys that arrive together were not all made for what is shown: only the first can answer it. */
  let isFirstOfRead = true;
  /** Edits the field; Escape takes a change back first. @returns whether the key is done with */
  const editLine = (key: TerminalKey): boolean => {
    const field = shown.view === null || shown.page !== null ? null : lineField(shown.view);
    // Then any key stays, and does nothing else.
    const isLeaving = shown.view?.leavingIn_s !== null;
    if (field === null || isLeaving) return false;
    const isTakenBack = key.kind === 'named' && key.name === 'escape' && shown.edit?.isChanged === true;
    const edit = isTakenBack ? null : edited(field, shown.edit, key);
    if (edit === null && !isTakenBack) return false;
    wasSent = false;
    change({ edit, told: null });
    return true;
  };

  /** A character was sent that opens a value; the keys after it belong to the field that is on its way. */
  let opening: { readonly character: string; readonly waiting: TerminalKey[] } | null = null;
  const openingTimer = new Alarm(clock);
  /** The field has come, or nothing has: the keys that waited are taken. */
  const goOn = () => {
    if (opening === null) return;
    const { character, waiting } = opening;
    opening = null;
    openingTimer.cancel();
    const field = shown.view === null ? null : lineField(shown.view);
    if (field !== null) change({ edit: openedBy(field, character) });
    // They were made before the field could be seen.
    isFirstOfRead = false;
    for (const key of waiting) take(key);
  };

  const take = (key: TerminalKey) => {
    if (key.kind === 'position') {
      screen.resize({ columns: key.column, rows: key.row });
      return;
    }
    if (opening !== null) {
      opening.waiting.push(key);
      return;
    }
    if (editLine(key)) return;
    if (key.kind === 'character' && shown.view?.screen.kind === 'proposal' && shown.page === null) {
      opening = { character: key.character, waiting: [] };
      openingTimer.after(OPENING_ms, goOn);
    }
    const canLeave = options.onLeave !== null;
    const meaning = meaningOf(key, { view: shown.view, isOwnPage: shown.page !== null, canLeave });
    if (shown.told !== null) change({ told: null });
    switch (meaning.kind) {
      case 'keys':
        for (const event of meaning.events) {
          const { edit } = shown;
          wasSent = edit?.isChanged ?? false;
          link.send(event, isFirstOfRead ? sight.seen() : NOTHING_SEEN, wasSent && edit ? edit.text : null);
          isFirstOfRead = false;
        }
        if (meaning.repaints) screen.repaint();
        return;
      case 'open':
        open(meaning.page);
        return;
      case 'close':
        change({ page: null });
        return;
      case 'redraw':
        screen.redraw();
        return;
      case 'leave':
        options.onLeave?.();
        return;
      case 'nothing':
    }
  };
  const keys = createTerminalKeyReader(clock, take);

  const repainting = new Alarm(clock);
  const repaintLater = () =>
    repainting.after(REPAINT_ms, () => {
      screen.repaint();
      repaintLater();
    });
  repaintLater();
  const onData = (text: string) => {
    isFirstOfRead = true;
    keys.read(text);
  };
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  const onResize = () => screen.redraw();
  stdout.on('resize', onResize);
  screen.show(shown);

  return () => {
    stdout.off('resize', onResize);
    stdin.off('data', onData);
    for (const alarm of [drawing, logTimer, repainting, openingTimer]) alarm.cancel();
    sight.close();
    keys.stop();
    link.close();
    screen.close();
    stdin.setRawMode(false);
    stdin.pause();
  };
}

function fullScreen({ stdout, terminal, onLeave }: ConsoleOptions): Screen {
  stdout.write(ENTER_SCREEN + PASTE_BRACKETS_ON);
  const painter = new ScreenPainter((text) => stdout.write(text));
  let last = NOTHING_YET;
  /** What a line without a size was told by the terminal itself. */
  let told: TerminalSize | null = null;
  const tellsSize = Boolean(stdout.columns && stdout.rows);
  const askSize = () => {
    if (!tellsSize) stdout.write(ASK_SIZE);
  };
  const face = () => {
    // Ink reads the size from the stream, and a serial line has none.
    const size = told ?? sizeOf(stdout);
    Object.assign(stdout, size);
    const view = last.view && withEdit(last.view, last.edit);
    return <Face {...last} view={view} terminal={terminal} size={size} canLeave={onLeave !== null} />;
  };
  askSize();
  const ink = render(face(), {
    stdout: paintedStream(stdout, painter),
    // In debug mode Ink writes every frame in full, which the painter needs.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const drawAnew = () => ink.rerender(face());
  return {
    show(shown) {
      last = shown;
      drawAnew();
    },
    redraw() {
      askSize();
      painter.forget();
      drawAnew();
    },
    repaint() {
      askSize();
      stdout.write(PASTE_BRACKETS_ON);
      painter.paintOver();
      drawAnew();
    },
    resize(size) {
      const isNew = size.columns !== told?.columns || size.rows !== told.rows;
      if (tellsSize || !isNew) return;
      told = size;
      painter.forget();
      drawAnew();
    },
    close() {
      ink.unmount();
      stdout.write(PASTE_BRACKETS_OFF + LEAVE_SCREEN);
    },
  };
}

function printedLines({ stdout, terminal }: ConsoleOptions): Screen {
  let printed: readonly string[] = [];
  let current: readonly string[] = [];
  const print = () => {
    for (const text of newLines(printed, current)) {
      stdout.write(`${text}\r\n`);
    }
    printed = current;
  };
  return {
    show({ words, lost, headline, view, edit, page, told }) {
      const again = told === null ? [] : [told];
      current =
        lost !== null
          ? [words.noService, lost, words.noServiceHelp]
          : page !== null && headline !== null
            ? ownPageLines(page, headline, words)
            : [
                ...again,
                ...plainLines(
                  headline,
                  view && withEdit(view, edit),
                  terminal,
                  words,
                  sizeOf(stdout).columns,
                ),
              ];
      print();
    },
    redraw() {
      printed = [];
      print();
    },
    repaint: () => undefined,
    resize: () => undefined,
    close: () => undefined,
  };
}
