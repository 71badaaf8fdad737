import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './bezel.ts';
import { DIST, ROOT } from './paths.ts';
import { LoggedProgram } from './program.ts';

const SOURCE = 'test/bench/floor/main.ts';
const BUNDLE = 'floor-main.cjs';

/** Starts the program below which nothing in Node on this line can get: it answers each key with one row of text. */
export async function startFloor(device: string, baud = 115_200): Promise<LoggedProgram> {
  // Without a device it only gets built.
  await promisify(execFile)(process.execPath, [join(ROOT, 'firmware/build/start.mjs'), '--entry', SOURCE]);
  return new LoggedProgram(process.execPath, [...NODE_FLAGS, join(DIST, BUNDLE), device, String(baud)]);
}
