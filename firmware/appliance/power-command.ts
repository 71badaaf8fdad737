import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs the configured program for a reboot or shutdown, without a shell. Rejects when it fails. */
export async function runPowerCommand([program = '', ...args]: readonly string[]): Promise<void> {
  await promisify(execFile)(program, args);
}
