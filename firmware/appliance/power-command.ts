import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs the configured program for a reboot or shutdown, without a shell. Rejects when it fails; an abort kills it. */
export async function runPowerCommand(
  [program = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  // A program that hangs may ignore SIGTERM.
  await promisify(execFile)(program, args, { signal, killSignal: 'SIGKILL' });
}
