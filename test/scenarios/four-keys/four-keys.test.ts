import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ScriptLine, writeCommand } from '../../../simulator/script/command.ts';
import { parseScript } from '../../../simulator/script/parse.ts';
import { runScript } from '../../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../../simulator/switches.ts';
import { isUpdating } from '../../support/updating.ts';
import { createEzioBench } from './ezio-bench.ts';

const HERE = import.meta.dirname;
const GOLDEN = join(HERE, 'golden');

function scenarios(): string[] {
  return readdirSync(HERE)
    .filter((file) => file.endsWith('.scenario'))
    .map((file) => file.slice(0, -'.scenario'.length));
}

/** The last thing that was done before this frame. */
function leadingTo(lines: readonly ScriptLine[], frame: ScriptLine): string {
  const done = lines
    .slice(0, lines.indexOf(frame))
    .filter(({ command }) => command.kind !== 'frame' && !command.kind.startsWith('expect'));
  const last = done.at(-1);
  return last === undefined ? 'after the start' : `after ${writeCommand(last.command)}`;
}

async function framesOf(name: string): Promise<string> {
  const script = parseScript(readFileSync(join(HERE, `${name}.scenario`), 'utf8'), BENCH_SWITCHES);
  if (!script.ok) throw new Error(script.errors.map(({ line, why }) => `${name}:${line}: ${why}`).join('\n'));
  const printed: string[] = [];
  const outcome = await runScript(script.lines, await createEzioBench(), {
    frame: (box, line) => printed.push(`${printed.length + 1}. ${leadingTo(script.lines, line)}\n${box}\n`),
    screenshot: () => undefined,
  });
  if (!outcome.ok)
    throw new Error(`${name}:${outcome.line}: ${outcome.why}\n\nbefore it:\n${printed.join('\n')}`);
  return printed.join('\n');
}

describe('every wizard on 16x2 with up, down, ENTER and ESC alone', () => {
  const updating = isUpdating(process.env);

  it.each(scenarios())('%s', async (name) => {
    const frames = await framesOf(name);
    const golden = join(GOLDEN, `${name}.golden`);
    if (updating) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(golden, frames);
    }
    expect(frames).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : null);
  });

  it('there is a golden file for each scenario and none without', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(
      scenarios()
        .map((name) => `${name}.golden`)
        .sort(),
    );
  });
});
