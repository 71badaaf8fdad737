import { writeFileSync } from 'node:fs';
import { render } from 'ink';
import type { ReactElement } from 'react';
import { sizeOf, type TerminalSize } from '../drivers/console/terminal.ts';
import { createTerminalKeyReader } from '../drivers/terminal/key-reader.ts';
import { paintedStream, ScreenPainter } from '../drivers/terminal/painter.ts';
import { realClock } from '../firmware/clock.ts';
import { Alarm } from '../menus/alarm.ts';
import { type Bench, setUpBench } from './bench.ts';
import type { BenchOptions } from './bench-options.ts';
import { type Hands, Operator } from './operator.ts';
import { choosePanel, sizeName } from './panel-choice.ts';
import { BenchScreen } from './screens/bench-screen.tsx';
import type { BenchView, EventRow } from './screens/bench-view.ts';
import { eventOfLogLine, settingRows, transactionText } from './screens/describe.ts';
import type { BenchSymbols } from './screens/theme.ts';
import { type Command, writeCommand } from './script/command.ts';
import type { ScriptPanel } from './script/parse.ts';
import { mergedWith, Recorder } from './script/recorder.ts';
import { BENCH_SWITCHES } from './switches.ts';
import { borrowTerminal } from './terminal.ts';
import { realTime } from './time.ts';

export interface InteractiveOptions {
  readonly bench: Omit<BenchOptions, 'time' | 'onLogLine'> & { readonly socket: string };
  /** File to record the key presses in, as a script; null: none. */
  readonly record: string | null;
  readonly hasColour: boolean;
  readonly symbols: BenchSymbols;
}

/** As many events as the tallest terminal shows. */
const MOST_EVENTS = 200;

/** Changes within this time are drawn together, in milliseconds: 60 pictures a second at most. */
const DRAW_ms = 16;

/** The front panel in the terminal, until Ctrl-C. */
export async function runInteractive(options: InteractiveOptions): Promise<void> {
  const { record } = options;
  const events = new EventList();
  const bench = await setUpBench({
    ...options.bench,
    time: realTime(realClock),
    onLogLine: (line) => events.add(eventOfLogLine(line)),
  });
  const recorder = record === null ? null : new Recorder(realClock.now(), panelOf(options.bench));
  const say = (tone: EventRow['tone'], text: string): void => events.add({ time: clockText(), tone, text });
  let close = (): void => {};
  await new Promise<void>((leave) => {
    const operator = new Operator({
      bench,
      recorder,
      onCommand(command) {
        events.addCommand(command, clockText());
        if (record !== null && recorder !== null) {
          writeFileSync(record, recorder.script);
        }
      },
      onHands: () => screen.draw(),
      onScreenshot: () => say('info', `picture: ${savePicture(bench)}`),
      onRedraw: () => screen.repaint(),
      onLeave: leave,
      onTrouble: (why) => say('error', why),
    });
    const keys = createTerminalKeyReader(realClock, (key) => operator.key(key));
    const terminal = borrowTerminal(
      (text) => keys.read(text),
      () => screen.close(),
    );
    void bench.powerOn();
    const screen = openScreen(({ columns, rows }) => (
      <BenchScreen
        view={viewOf(bench, operator.hands, events.rows)}
        socket={options.bench.socket}
        columns={columns}
        rows={rows}
        hasColour={options.hasColour}
        symbols={options.symbols}
        selected={operator.hands.selected}
        isHelp={operator.hands.isHelp}
      />
    ));
    events.onChange = screen.draw;
    bench.onChange(screen.draw);
    close = () => {
      keys.stop();
      terminal.giveBack();
    };
  });
  close();
  await bench.stop();
}

/** The panel that a script recorded on this bench names. */
function panelOf({ panel, geometry }: BenchOptions): ScriptPanel | null {
  const chosen = choosePanel(panel, geometry);
  if (!chosen.ok || (panel === undefined && geometry === undefined)) return null;
  const { family, model } = chosen.choice;
  return {
    panel: panel ?? model.name,
    ...(family.geometry === null ? { geometry: chosen.choice.geometry } : {}),
  };
}

/** The newest events. */
class EventList {
  onChange: () => void = () => {};
  #rows: readonly EventRow[] = [];
  #lastCommand: Command | undefined;

  get rows(): readonly EventRow[] {
    return this.#rows;
  }

  add(event: EventRow): void {
    this.#lastCommand = undefined;
    this.#rows = [...this.#rows.slice(1 - MOST_EVENTS), event];
    this.onChange();
  }

  /** Adds a command; the same key again, or more typed text, is merged into the last line. */
  addCommand(command: Command, time: string): void {
    const merged = mergedWith(this.#lastCommand, command);
    if (merged !== null) {
      this.#rows = this.#rows.slice(0, -1);
    }
    const shown = merged ?? command;
    this.add({ time, tone: 'key', text: writeCommand(shown) });
    this.#lastCommand = shown;
  }
}

interface Screen {
  /** Something changed: draws soon. */
  draw(): void;
  /** Draws at once, every line. */
  repaint(): void;
  close(): void;
}

/** Ink on the terminal, one picture at most every `DRAW_ms`. */
function openScreen(picture: (size: TerminalSize) => ReactElement): Screen {
  const { stdout } = process;
  const painter = new ScreenPainter((text) => stdout.write(text));
  const ink = render(picture(sizeOf(stdout)), {
    stdout: paintedStream(stdout, painter),
    // Debug mode hands every frame to the painter, whole.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const drawing = new Alarm(realClock);
  let isClosed = false;
  const drawNow = (): void => {
    drawing.cancel();
    ink.rerender(picture(sizeOf(stdout)));
  };
  const onResize = (): void => {
    painter.forget();
    drawNow();
  };
  stdout.on('resize', onResize);
  return {
    draw() {
      // What still changes while the bench stops is not drawn.
      if (!isClosed && !drawing.isSet) {
        drawing.after(DRAW_ms, drawNow);
      }
    },
    repaint: () => painter.repaint(),
    close() {
      stdout.off('resize', onResize);
      drawing.cancel();
      isClosed = true;
      painter.close();
      ink.unmount();
    },
  };
}

function viewOf(bench: Bench, hands: Hands, events: readonly EventRow[]): BenchView {
  const frame = bench.frame();
  const appliance = bench.appliance();
  return {
    title: `${bench.title}, ${sizeName(bench.geometry)}${bench.hasOwnLeds ? '' : ", the board's LEDs"}`,
    keys: bench.keys,
    glass: {
      geometry: bench.geometry,
      rows: frame.rows,
      cursor: frame.cursor,
      brightness_percent: bench.brightness_percent,
    },
    lamps: bench.lamps(),
    pressed: hands.pressed,
    settings: settingRows(appliance, bench.world.configured.proxy),
    transaction: transactionText(appliance.transaction),
    switches: BENCH_SWITCHES.map((each) => ({
      name: each.name,
      value: each.state(bench.parts),
      isNormal: each.isNormal(bench.parts),
    })),
    events,
  };
}

/** Saves what the panel shows; returns the file's name. */
function savePicture(bench: Bench): string {
  const file = `bezel-${new Date(realClock.wallTime()).toISOString().replace(/[:.]/g, '-')}.png`;
  writeFileSync(file, bench.screenshot());
  return file;
}

function clockText(): string {
  return new Date(realClock.wallTime()).toISOString().slice(11, 19);
}
