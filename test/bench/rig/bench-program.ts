import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './bezel.ts';
import { DIST, ROOT } from './paths.ts';

const run = promisify(execFile);

/**
 * Builds a program of the bench that runs apart from it, as the product does. Returns Node's arguments for it, the
 * product's flags first.
 * @param source its `main.ts`; without arguments it must do nothing
 */
export async function benchProgram(source: string): Promise<readonly string[]> {
  await run(process.execPath, [join(ROOT, 'firmware/build/start.mjs'), '--entry', source]);
  return [...NODE_FLAGS, join(DIST, `${basename(join(source, '..'))}-main.cjs`)];
}
