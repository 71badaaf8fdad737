import { execFile } from 'node:child_process';
import { message } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import { APPLY_FAILED } from './failures.ts';

/** What a program printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Rejects with `NetworkFailure`: `cancelled`, or `apply-failed` when it cannot run. */
export type RunProgram = (program: string, args: readonly string[], signal: AbortSignal) => Promise<Ended>;

/** The programs asked here answer in milliseconds, `arping` within its own limit of seconds; then they are ended. */
const LONGEST_RUN_ms = 20_000;

export const runProgram: RunProgram = (program, args, signal) =>
  new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      // `ip` prints numbers and names the same way in every locale, its messages not.
      { signal, timeout: LONGEST_RUN_ms, env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) return resolve({ code: 0, stdout, stderr });
        if (signal.aborted)
          return reject(new NetworkFailure(message('cancelled'), `${program} was cancelled.`));
        if (typeof error.code === 'number') return resolve({ code: error.code, stdout, stderr });
        const log = `${program} cannot be run: ${error.message}`;
        reject(new NetworkFailure(APPLY_FAILED, log, { cause: error }));
      },
    );
  });
