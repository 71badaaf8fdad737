import { benchProgram } from './bench-program.ts';
import { LoggedProgram } from './program.ts';

/** Starts the program below which nothing in Node on this line can get: it answers each key with one row of text. */
export async function startFloor(device: string, baud = 115_200): Promise<LoggedProgram> {
  const program = await benchProgram('test/bench/floor/main.ts');
  return new LoggedProgram(process.execPath, [...program, device, String(baud)]);
}
