import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBench } from '../../simulator/bench.ts';
import { type ScriptLine, writeCommand } from '../../simulator/script/command.ts';
import { parseScript } from '../../simulator/script/parse.ts';
import { runScript } from '../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../simulator/switches.ts';

const HERE = import.meta.dirname;
const SCENARIO = '.scenario';
const GOLDEN = '.golden';

/** Panels and the scenarios that are run on them: every one at both sizes of glass, those of four keys on an EZIO. */
export const RUNS: readonly Run[] = [
  { title: 'on 20x4', panel: 'cfa635', scenarios: HERE, golden: join(HERE, 'golden/20x4') },
  { title: 'on 16x2', panel: 'cfa633', scenarios: HERE, golden: join(HERE, 'golden/16x2') },
  {
    title: 'on 16x2 with up, down, ENTER and ESC alone',
    panel: 'ezio',
    scenarios: join(HERE, 'four-keys'),
    golden: join(HERE, 'four-keys/golden'),
  },
];

interface Run {
  readonly title: string;
  /** As the simulator names it. */
  readonly panel: string;
  /** Directories. */
  readonly scenarios: string;
  readonly golden: string;
}

/** Names of all scenarios of a run, without their ending. */
export function scenarioNames({ scenarios }: Run): readonly string[] {
  return namesIn(scenarios, SCENARIO);
}

/** Names of all golden files of a run, without their ending. */
export function goldenNames({ golden }: Run): readonly string[] {
  return existsSync(golden) ? namesIn(golden, GOLDEN) : [];
}

function namesIn(directory: string, ending: string): readonly string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/**
 * Runs a scenario on a bench of its own.
 * @returns every frame it printed, in order, each under the line of the script that led to it
 * @throws Error when the script is wrong or an expectation does not hold
 */
export async function framesOf({ panel, scenarios }: Run, name: string): Promise<string> {
  const file = `${name}${SCENARIO}`;
  const script = parseScript(readFileSync(join(scenarios, file), 'utf8'), BENCH_SWITCHES);
  if (!script.ok) {
    throw new Error(script.errors.map(({ line, why }) => `${file}:${line}: ${why}`).join('\n'));
  }
  const printed: string[] = [];
  const bench = await createBench({ panel });
  const outcome = await runScript(script.lines, bench, {
    frame: (box, line) => printed.push(`${printed.length + 1}. ${leadingTo(script.lines, line)}\n${box}\n`),
    screenshot: () => undefined,
  });
  await bench.stop();
  if (!outcome.ok) {
    throw new Error(`${file}:${outcome.line}: ${outcome.why}\n\nframes before it:\n${printed.join('\n')}`);
  }
  return printed.join('\n');
}

/** What a frame of this script was asked for after: the last thing that was done. */
function leadingTo(lines: readonly ScriptLine[], frame: ScriptLine): string {
  const done = lines
    .slice(0, lines.indexOf(frame))
    .filter(({ command }) => command.kind !== 'frame' && !command.kind.startsWith('expect'));
  const last = done.at(-1);
  return last === undefined ? 'after the start' : `after ${writeCommand(last.command)}`;
}

export function readGolden(run: Run, name: string): string | null {
  const path = goldenPath(run, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

export function writeGolden(run: Run, name: string, frames: string): void {
  mkdirSync(run.golden, { recursive: true });
  writeFileSync(goldenPath(run, name), frames);
}

/** Golden files whose scenario is gone. */
export function removeStaleGolden(): void {
  for (const run of RUNS) {
    const scenarios = new Set(scenarioNames(run));
    for (const name of goldenNames(run).filter((each) => !scenarios.has(each))) {
      rmSync(goldenPath(run, name));
    }
  }
}

function goldenPath({ golden }: Run, name: string): string {
  return join(golden, `${name}${GOLDEN}`);
}
