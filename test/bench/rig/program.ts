import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** A started program that is measured. */
export interface Program {
  /** Of the running process. */
  readonly pid: number;
  /** When it was started, by `performance.now()`. */
  readonly begun_ms: number;
  stop(): Promise<void>;
}

/** A program whose log is kept. It ends with the bench, however the bench ends. */
export class LoggedProgram implements Program {
  readonly begun_ms: number;
  readonly #process: ChildProcess;
  #log = '';

  constructor(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.begun_ms = performance.now();
    this.#process = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Nothing of the caller's: Node 20 spends 35 ms at every start on NODE_EXTRA_CA_CERTS alone.
      env: { PATH: process.env.PATH ?? '', ...environment },
    });
    const end = (): void => void this.#process.kill();
    process.once('exit', end);
    this.#process.once('exit', () => process.off('exit', end));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
    });
  }

  get pid(): number {
    this.checkRunning();
    return this.#process.pid ?? 0;
  }

  /** @throws Error with the end of its log when it does not run any more */
  checkRunning(): void {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) return;
    throw new Error(`the program has ended with ${exitCode ?? signalCode}:\n${this.#log.slice(-LOG_SHOWN)}`);
  }

  /** Lines of the log so far that hold this text. */
  countLogged(text: string): number {
    return this.#log.split(text).length - 1;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** Characters of a log that tell why a program has ended. */
const LOG_SHOWN = 2000;

/** Writes dirty pages out and drops the page cache, so that the next start reads from the disk. Needs root. */
export async function dropPageCache(): Promise<void> {
  await promisify(execFile)('sh', ['-c', 'sync; echo 3 > /proc/sys/vm/drop_caches']);
}
