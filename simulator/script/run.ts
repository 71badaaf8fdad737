import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { Command, Lamp, ScriptLine } from './command.ts';
import { closestMiss, firstDifference, frameBox, type Place, type PrintedPanel } from './frame-box.ts';

/** How long an expectation may take to hold, in milliseconds of the bench's time. */
const EXPECT_WITHIN_ms = 2000;

/** What a script needs of a bench. */
export interface ScriptedBench {
  /** The keys the panel has. */
  readonly keys: PanelKeys;
  press(key: PanelKey): Promise<void>;
  hold(key: PanelKey, duration_ms: number): Promise<void>;
  type(text: string): Promise<void>;
  wait(duration_ms: number): Promise<void>;
  /** Resolves to true as soon as the condition holds, to false when it does not within the time. */
  waitUntil(condition: () => boolean, within_ms: number): Promise<boolean>;
  /** What the panel shows now. */
  panel(): PrintedPanel;
  fault(name: string, value: string): Promise<void>;
  restart(): Promise<void>;
  /** The panel as a PNG. */
  screenshot(): Buffer;
}

/** Where a script's output goes. */
export interface ScriptOutput {
  /** `line` is where the `frame` command stands. */
  frame(box: string, line: ScriptLine): void;
  screenshot(file: string, png: Buffer): void;
}

export type ScriptOutcome =
  | { readonly ok: true }
  /** An expectation that did not hold: where, and the frame with a caret at the first difference. */
  | { readonly ok: false; readonly line: number; readonly why: string };

/** Runs the lines in order; stops at the first expectation that does not hold. */
export async function runScript(
  lines: readonly ScriptLine[],
  bench: ScriptedBench,
  output: ScriptOutput,
): Promise<ScriptOutcome> {
  for (const line of lines) {
    const why = await runCommand(line, bench, output);
    if (why !== null) {
      return { ok: false, line: line.line, why };
    }
  }
  return { ok: true };
}

/** Resolves to the failure, or null. */
async function runCommand(
  line: ScriptLine,
  bench: ScriptedBench,
  output: ScriptOutput,
): Promise<string | null> {
  const { command } = line;
  switch (command.kind) {
    case 'press':
    case 'hold':
      if (!bench.keys.has(command.key)) {
        return `this panel has no ${command.key}; its keys are ${[...bench.keys].join(' ')}`;
      }
      await pressOrHold(command, bench);
      return null;
    case 'type':
      await bench.type(command.text);
      return null;
    case 'wait':
      await bench.wait(command.duration_ms);
      return null;
    case 'fault':
      await bench.fault(command.name, command.value);
      return null;
    case 'restart':
      await bench.restart();
      return null;
    case 'frame':
      output.frame(frameBox(bench.panel()), line);
      return null;
    case 'screenshot':
      output.screenshot(command.file, bench.screenshot());
      return null;
    case 'expect':
    case 'expect-line':
    case 'expect-led': {
      const expectation = expectationOf(command);
      const met = await bench.waitUntil(() => expectation.holds(bench.panel()), EXPECT_WITHIN_ms);
      return met ? null : complaint(expectation, bench.panel());
    }
  }
}

async function pressOrHold(
  command: Extract<Command, { kind: 'press' | 'hold' }>,
  bench: ScriptedBench,
): Promise<void> {
  if (command.kind === 'hold') {
    await bench.hold(command.key, command.duration_ms);
    return;
  }
  for (let count = 0; count < command.times; count++) {
    await bench.press(command.key);
  }
}

interface Expectation {
  /** `"SETUP NETWORK"`, `line 2 to be "..."`. */
  readonly what: string;
  holds(panel: PrintedPanel): boolean;
  /** Where the panel first differs from what was expected; null: nowhere in particular. */
  miss(panel: PrintedPanel): Place | null;
}

type Expecting = Extract<Command, { kind: `expect${string}` }>;

function expectationOf(command: Expecting): Expectation {
  switch (command.kind) {
    case 'expect':
      return {
        what: JSON.stringify(command.text),
        holds: ({ rows }) => rows.some((row) => row.includes(command.text)),
        miss: ({ rows }) => closestMiss(rows, command.text),
      };
    case 'expect-line':
      return lineExpectation(command.line, command.text);
    case 'expect-led':
      return ledExpectation(command.lamp, command.lit);
  }
}

function lineExpectation(line: number, text: string): Expectation {
  const row = line - 1;
  return {
    what: `line ${line} to be ${JSON.stringify(text)}`,
    holds: ({ rows }) => rows[row]?.trimEnd() === text.trimEnd(),
    miss: ({ rows }) => {
      const found = rows[row];
      return found === undefined ? null : { row, column: firstDifference(found, text) };
    },
  };
}

function ledExpectation(lamp: Lamp, lit: boolean): Expectation {
  return {
    what: `${lamp} ${lit ? 'on' : 'off'}`,
    holds: ({ lamps }) => lamps[lamp] === lit,
    miss: () => null,
  };
}

function complaint(expectation: Expectation, panel: PrintedPanel): string {
  const box = frameBox(panel, expectation.miss(panel));
  return `expected ${expectation.what} within ${EXPECT_WITHIN_ms / 1000} s, the panel shows\n${box}`;
}
