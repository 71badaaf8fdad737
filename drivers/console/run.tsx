import { render } from 'ink';
import type { Clock } from '../../menus/clock.ts';
import type { View } from '../../menus/view.ts';
import { createTerminalKeyReader } from '../terminal/key-reader.ts';
import { type TerminalKey, toKeyEvent } from '../terminal/keys.ts';
import { PASTE_BRACKETS_OFF, PASTE_BRACKETS_ON } from '../terminal/sequences.ts';
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

/** What the glass is drawn from. */
interface Shown {
  readonly lost: string | null;
  readonly headline: Headline | null;
  readonly view: View | null;
  readonly redraws: number;
}

interface Screen {
  show(shown: Shown): void;
  close(): void;
}

/**
 * Runs the console until it is told to stop. No key leaves it: Ctrl-C, Ctrl-Z and Ctrl-\ arrive as bytes in raw mode
 * and mean nothing.
 * @returns gives the terminal back as it was
 */
export function runConsole(options: ConsoleOptions): () => void {
  const { stdin, stdout, clock } = options;
  let shown: Shown = { lost: null, headline: null, view: null, redraws: 0 };
  const screen = options.terminal.mode === 'screen' ? fullScreen(options) : printedLines(options);
  const change = (parts: Partial<Shown>) => {
    shown = { ...shown, ...parts };
    screen.show(shown);
  };
  const redraw = () => change({ redraws: shown.redraws + 1 });

  const link = openConsoleLink(options, {
    onMessage(message) {
      if (message.type === 'welcome') {
        change({ lost: null });
      } else if (message.type === 'headline') {
        change({ headline: message.headline });
      } else {
        change({ view: message.view });
      }
    },
    onLost: (why) => change({ lost: why, headline: null, view: null }),
  });
  const keys = createTerminalKeyReader(clock, (key) => {
    if (isRedraw(key)) {
      redraw();
      return;
    }
    const event = toKeyEvent(key);
    if (event !== null) {
      link.send(event);
    }
  });

  const onData = (text: string) => keys.read(text);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  stdout.on('resize', redraw);
  screen.show(shown);

  return () => {
    stdout.off('resize', redraw);
    stdin.off('data', onData);
    keys.stop();
    link.close();
    screen.close();
    stdin.setRawMode(false);
    stdin.pause();
  };
}

const isRedraw = (key: TerminalKey): boolean => key.kind === 'control' && key.letter === 'l';

function fullScreen({ stdin, stdout, terminal }: ConsoleOptions): Screen {
  stdout.write(ENTER_SCREEN + PASTE_BRACKETS_ON);
  const face = (shown: Shown) => {
    // Ink takes the size from the stream, and a serial line has none.
    const size = sizeOf(stdout);
    Object.assign(stdout, size);
    return <Face {...shown} terminal={terminal} size={size} />;
  };
  const ink = render(face({ lost: null, headline: null, view: null, redraws: 0 }), {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    // A fifth of the bytes: only changed lines are sent, which is felt on a serial line.
    incrementalRendering: true,
  });
  return {
    show: (shown) => ink.rerender(face(shown)),
    close() {
      ink.unmount();
      stdout.write(PASTE_BRACKETS_OFF + LEAVE_SCREEN);
    },
  };
}

function printedLines({ stdout, terminal }: ConsoleOptions): Screen {
  let printed: readonly string[] = [];
  let redraws = 0;
  return {
    show(shown) {
      const { columns } = sizeOf(stdout);
      const lines =
        shown.lost === null
          ? plainLines(shown.headline, shown.view, terminal, columns)
          : ["The appliance's service does not answer.", shown.lost];
      const before = shown.redraws === redraws ? printed : [];
      redraws = shown.redraws;
      for (const text of newLines(before, lines)) {
        stdout.write(`${text}\r\n`);
      }
      printed = lines;
    },
    close: () => undefined,
  };
}
