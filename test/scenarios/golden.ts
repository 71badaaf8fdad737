import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cfa635ModelName } from '../../drivers/cfa635/models.ts';
import { createBench } from '../../simulator/bench.ts';
import { type ScriptLine, writeCommand } from '../../simulator/script/command.ts';
import { parseScript } from '../../simulator/script/parse.ts';
import { runScript } from '../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../simulator/switches.ts';

const HERE = import.meta.dirname;
const SCENARIO = '.scenario';
const GOLDEN = '.golden';

/** The two sizes of glass every scenario is run at. */
export const GLASSES: readonly { readonly size: string; readonly model: Cfa635ModelName }[] = [
  { size: '20x4', model: 'cfa635' },
  { size: '16x2', model: 'cfa633' },
];

/** Names of all scenarios, without their ending. */
export function scenarioNames(): readonly string[] {
  return readdirSync(HERE)
    .filter((file) => file.endsWith(SCENARIO))
    .map((file) => file.slice(0, -SCENARIO.length))
    .sort();
}

/** Names of all golden files of one size, without their ending. */
export function goldenNames(size: string): readonly string[] {
  const directory = join(HERE, 'golden', size);
  if (!existsSync(directory)) {
    return [];
  }
  return readdirSync(directory)
    .map((file) => file.slice(0, -GOLDEN.length))
    .sort();
}

/**
 * Runs a scenario on a bench of its own.
 * @returns every frame it printed, in order, each under the line of the script that led to it
 * @throws Error when the script is wrong or an expectation does not hold
 */
export async function framesOf(name: string, model: Cfa635ModelName): Promise<string> {
  const file = `${name}${SCENARIO}`;
  const script = parseScript(readFileSync(join(HERE, file), 'utf8'), BENCH_SWITCHES);
  if (!script.ok) {
    throw new Error(script.errors.map(({ line, why }) => `${file}:${line}: ${why}`).join('\n'));
  }
  const printed: string[] = [];
  const bench = await createBench({ model });
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

export function readGolden(size: string, name: string): string | null {
  const path = goldenPath(size, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

export function writeGolden(size: string, name: string, frames: string): void {
  const path = goldenPath(size, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, frames);
}

/** Golden files whose scenario is gone. */
export function removeStaleGolden(): void {
  const scenarios = new Set(scenarioNames());
  for (const { size } of GLASSES) {
    for (const name of goldenNames(size).filter((each) => !scenarios.has(each))) {
      rmSync(goldenPath(size, name));
    }
  }
}

function goldenPath(size: string, name: string): string {
  return join(HERE, 'golden', size, `${name}${GOLDEN}`);
}
