import { writeFileSync } from 'node:fs';
import { createBench } from './bench.ts';
import type { BenchOptions } from './bench-options.ts';
import { parseScript } from './script/parse.ts';
import { runScript } from './script/run.ts';
import { BENCH_SWITCHES } from './switches.ts';

/** Exit statuses of a script. */
export const SCRIPT_STATUS = { held: 0, differed: 1, wrong: 2 } as const;

interface ScriptRun {
  /** For messages: a file's name, or `standard input`. */
  readonly name: string;
  readonly text: string;
  readonly bench: BenchOptions;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs a script on a bench of its own, on the panel that `bench` names, otherwise the script; resolves to the exit status. */
export async function runScriptText({ name, text, bench, print, complain }: ScriptRun): Promise<number> {
  const script = parseScript(text, BENCH_SWITCHES);
  if (!script.ok) {
    for (const error of script.errors) {
      complain(`${name}:${error.line}: ${error.why}`);
    }
    return SCRIPT_STATUS.wrong;
  }
  const isChosen = bench.panel !== undefined || bench.geometry !== undefined;
  const running = await createBench(isChosen ? bench : { ...bench, ...script.panel });
  const outcome = await runScript(script.lines, running, {
    frame: (box) => print(box),
    screenshot: (file, png) => writeFileSync(file, png),
  });
  await running.stop();
  if (!outcome.ok) {
    complain(`${name}:${outcome.line}: ${outcome.why}`);
    return SCRIPT_STATUS.differed;
  }
  return SCRIPT_STATUS.held;
}
