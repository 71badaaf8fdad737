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
import { type TerminalKey, toKeyEvent } from '../terminal/keys.ts';
import { paintedStream, ScreenPainter } from '../terminal/painter.ts';
import { PASTE_BRACKETS_OFF, PASTE_BRACKETS_ON } from '../terminal/sequences.ts';
import { TERMINAL_REPERTOIRES } from './characters.ts';
import { Face } from './face.tsx';
import { newLines, plainLines } from './line-face.ts';
import { openConsoleLink } from './link.ts';
import type { Headline } from './messages.ts';
import { ENTER_SCREEN, LEAVE_SCREEN, sizeOf, type Terminal } from './terminal.ts';

export interface ConsoleOptions {
  readonly socket: string;
  readonly name: string;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** Everything the screen shows. */
interface Shown {
  readonly words: FaceWords;
  readonly lost: string | null;
  readonly headline: Headline | null;
  readonly view: View | null;
  /** What the view asks; null: nothing. */
  readonly asked: AskedNumbers | null;
}

interface Screen {
  show(shown: Shown): void;
  /** Draws everything again, after Ctrl-L or a change of size. */
  redraw(): void;
  close(): void;
}

/** Changes within this time are drawn together, in milliseconds, so that a slow line is not sent stale screens. */
const DRAW_ms = 16;

/**
 * Runs the console until it is stopped. No key ends it: in raw mode Ctrl-C, Ctrl-Z and Ctrl-\ arrive as bytes and are
 * ignored.
 * @returns the function that stops the console and restores the terminal
 */
export function runConsole(options: ConsoleOptions): () => void {
  const { stdin, stdout, clock } = options;
  let shown: Shown = { words: en.console.face, lost: null, headline: null, view: null, asked: null };
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
  const link = openConsoleLink(
    { ...options, characters: options.terminal.characters },
    {
      onMessage(message) {
        if (message.type === 'welcome') {
          change({ lost: null });
        } else if (message.type === 'headline') {
          change({ headline: message.headline });
          showLanguage(message.headline.language);
        } else {
          change({ view: message.view, asked: message.asked });
        }
      },
      onLost: (why) => change({ lost: why, headline: null, view: null, asked: null }),
    },
  );
  /** Keys that arrive together were not all made for what is shown: only the first can answer it. */
  let isFirstOfRead = true;
  const keys = createTerminalKeyReader(clock, (key) => {
    if (isRedraw(key)) {
      screen.redraw();
      return;
    }
    const event = toKeyEvent(key);
    if (event !== null) {
      link.send(event, isFirstOfRead ? sight.seen() : NOTHING_SEEN);
      isFirstOfRead = false;
    }
  });

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
    drawing.cancel();
    sight.close();
    keys.stop();
    link.close();
    screen.close();
    stdin.setRawMode(false);
    stdin.pause();
  };
}

const isRedraw = (key: TerminalKey): boolean => key.kind === 'control' && key.letter === 'l';

function fullScreen({ stdout, terminal }: ConsoleOptions): Screen {
  stdout.write(ENTER_SCREEN + PASTE_BRACKETS_ON);
  const painter = new ScreenPainter((text) => stdout.write(text));
  let last: Shown = { words: en.console.face, lost: null, headline: null, view: null, asked: null };
  const face = () => {
    // Ink reads the size from the stream, and a serial line has none.
    const size = sizeOf(stdout);
    Object.assign(stdout, size);
    return <Face {...last} terminal={terminal} size={size} />;
  };
  const ink = render(face(), {
    stdout: paintedStream(stdout, painter),
    // In debug mode Ink writes every frame in full, which the painter needs.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    show(shown) {
      last = shown;
      ink.rerender(face());
    },
    redraw() {
      painter.forget();
      ink.rerender(face());
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
    show({ words, lost, headline, view }) {
      current =
        lost === null
          ? plainLines(headline, view, terminal, words, sizeOf(stdout).columns)
          : [words.noService, lost];
      print();
    },
    redraw() {
      printed = [];
      print();
    },
    close: () => undefined,
  };
}
