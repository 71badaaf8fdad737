import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBench } from '../../simulator/bench.ts';
import { frameBox } from '../../simulator/script/frame-box.ts';
import { parseScript } from '../../simulator/script/parse.ts';
import { runScript } from '../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../simulator/switches.ts';

const MANUAL = join(import.meta.dirname, '../../firmware/MANUAL.md');
const FENCE = '```';

/**
 * A step of the manual: what the reader is told to do, as a script in a comment nobody sees, and the picture of
 * the glass that follows it.
 */
interface Step {
  /** Line of the manual, counted from 1. */
  readonly line: number;
  readonly script: string;
  readonly picture: readonly string[];
  /** First and last line of the picture in the manual, counted from 0, without the fences. */
  readonly from: number;
  readonly to: number;
}

export interface Section {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The chapters that have steps. Each is followed on an appliance of its own, fresh from the factory. */
export function manualSections(): readonly Section[] {
  const lines = readFileSync(MANUAL, 'utf8').split('\n');
  const sections: { title: string; steps: Step[] }[] = [];
  let script: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('## ')) sections.push({ title: line.slice(3), steps: [] });
    const comment = /^\s*<!--(.*?)-->\s*$/.exec(line);
    if (comment) script.push(...(comment[1] ?? '').split(';').map((command) => command.trim()));
    if (line.trim() !== `${FENCE}lcd`) continue;
    const from = index + 1;
    while (lines[index + 1]?.trim() !== FENCE) index++;
    const to = index;
    const picture = lines.slice(from, to + 1).map((row) => row.trim());
    sections.at(-1)?.steps.push({ line: from, script: script.join('\n'), picture, from, to });
    script = [];
  }
  return sections.filter(({ steps }) => steps.length > 0);
}

/**
 * Follows a chapter from its first step to its last.
 * @returns the picture after each step, as the panel shows it
 * @throws Error when a step's script is wrong or what it expects does not come
 */
export async function follow({ steps }: Section): Promise<readonly (readonly string[])[]> {
  const pictures: string[][] = [];
  const bench = await createBench();
  try {
    for (const { line, script } of steps) {
      const parsed = parseScript(script, BENCH_SWITCHES);
      if (!parsed.ok) throw new Error(parsed.errors.map(({ why }) => `MANUAL.md:${line}: ${why}`).join('\n'));
      const outcome = await runScript(parsed.lines, bench, {
        frame: () => undefined,
        screenshot: () => undefined,
      });
      if (!outcome.ok) throw new Error(`MANUAL.md:${line}: ${outcome.why}`);
      pictures.push(frameBox(bench.panel()).split('\n').slice(0, -1));
    }
  } finally {
    await bench.stop();
  }
  return pictures;
}

/** Puts the pictures into the manual in place of those that stand there. */
export async function redrawManual(): Promise<void> {
  const lines = readFileSync(MANUAL, 'utf8').split('\n');
  const drawn: { readonly step: Step; readonly picture: readonly string[] }[] = [];
  for (const section of manualSections()) {
    const pictures = await follow(section);
    drawn.push(...section.steps.map((step, index) => ({ step, picture: pictures[index] ?? [] })));
  }
  for (const { step, picture } of drawn.toReversed()) {
    const indent = /^\s*/.exec(lines[step.from - 1] ?? '')?.[0] ?? '';
    const rows = picture.map((row) => `${indent}${row}`);
    lines.splice(step.from, step.to - step.from + 1, ...rows);
  }
  writeFileSync(MANUAL, lines.join('\n'));
}
