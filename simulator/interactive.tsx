import { writeFileSync } from 'node:fs';
import { render } from 'ink';
import { ERASE_SCREEN } from '../drivers/console/terminal.ts';
import { createTerminalKeyReader } from '../drivers/terminal/key-reader.ts';
import { realClock } from '../firmware/clock.ts';
import { type Bench, type BenchOptions, setUpBench } from './bench.ts';
import { type Hands, Operator } from './operator.ts';
import { BenchScreen } from './screens/bench-screen.tsx';
import type { BenchView, EventRow } from './screens/bench-view.ts';
import { eventOfLogLine, settingRows, transactionText } from './screens/describe.ts';
import { writeCommand } from './script/command.ts';
import { Recorder } from './script/recorder.ts';
import { BENCH_SWITCHES } from './switches.ts';
import { borrowTerminal } from './terminal.ts';
import { realTime } from './time.ts';

export interface InteractiveOptions {
  readonly bench: Omit<BenchOptions, 'time' | 'onLogLine'>;
  /** Where what was pressed is written as a script; null: nowhere. */
  readonly record: string | null;
  readonly hasColour: boolean;
}

/** As many as the highest terminal shows. */
const MOST_EVENTS = 200;

/** The front panel in the terminal, until Ctrl-C. */
export async function runInteractive(options: InteractiveOptions): Promise<void> {
  const events: EventRow[] = [];
  const { stdout } = process;
  let redraws = 0;
  let draw = (): void => {};

  const note = (event: EventRow): void => {
    events.push(event);
    events.splice(0, events.length - MOST_EVENTS);
    draw();
  };
  const bench = setUpBench({
    ...options.bench,
    time: realTime(realClock),
    onLogLine: (line) => note(eventOfLogLine(line)),
  });
  const say = (tone: EventRow['tone'], text: string): void => note({ time: clockText(), tone, text });
  const { record } = options;
  const recorder = record === null ? null : new Recorder(realClock.now());

  const left = new Promise<void>((leave) => {
    const operator = new Operator({
      bench,
      recorder,
      onCommand(command) {
        say('key', writeCommand(command));
        if (record !== null && recorder !== null) {
          writeFileSync(record, recorder.script);
        }
      },
      onHands: () => draw(),
      onScreenshot: () => say('info', `picture: ${savePicture(bench)}`),
      onRedraw() {
        stdout.write(ERASE_SCREEN);
        redraws++;
        draw();
      },
      onLeave: leave,
    });
    const keys = createTerminalKeyReader(realClock, (key) => operator.key(key));
    const terminal = borrowTerminal((text) => keys.read(text));
    const screen = (): React.ReactElement => (
      <BenchScreen
        key={redraws}
        view={viewOf(bench, operator.hands, events)}
        columns={stdout.columns}
        rows={stdout.rows}
        hasColour={options.hasColour}
        selected={operator.hands.selected}
        isHelp={operator.hands.isHelp}
      />
    );
    void bench.powerOn();
    const ink = render(screen(), {
      exitOnCtrlC: false,
      patchConsole: false,
      incrementalRendering: true,
    });
    draw = () => ink.rerender(screen());
    bench.onChange(draw);
    stdout.on('resize', draw);
    // The countdown of a change and the idle notice move without an event of the bench.
    void left.then(() => {
      draw = () => {};
      keys.stop();
      ink.unmount();
      terminal.giveBack();
    });
  });
  await left;
  await bench.stop();
}

function viewOf(bench: Bench, hands: Hands, events: readonly EventRow[]): BenchView {
  const { columns, rows } = bench.geometry;
  const frame = bench.frame();
  const appliance = bench.appliance();
  return {
    title: `${columns === 20 ? 'CFA-635' : 'CFA-633'}, ${columns}x${rows}`,
    glass: {
      geometry: bench.geometry,
      rows: frame.rows,
      cursor: frame.cursor,
      brightness_percent: frame.backlight,
    },
    lamps: bench.lamps(),
    pressed: hands.pressed,
    settings: settingRows(appliance),
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
  const file = `bezel-${new Date(realClock.now()).toISOString().replace(/[:.]/g, '-')}.png`;
  writeFileSync(file, bench.screenshot());
  return file;
}

function clockText(): string {
  return new Date(realClock.now()).toISOString().slice(11, 19);
}
