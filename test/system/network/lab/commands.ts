import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** Runs a program to its end and gives what it printed; rejects with its error output when it fails. */
export function run(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          new Error(`${program} ${args.join(' ')}: ${stderr.trim() || error.message}`, { cause: error }),
        );
    });
  });
}

/** A program that goes on running, its output appended to a file. */
export class Service {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  constructor(log: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (data: Buffer) => appendFileSync(log, data));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        appendIfThere(log, `${program} ended: ${signal ?? code}\n`);
        resolve();
      });
      this.#child.once('error', (error) => {
        appendFileSync(log, `${program} cannot be started: ${error.message}\n`);
        resolve();
      });
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the program was not started');
    return this.#child.pid;
  }

  /** Resolves when the program has ended, whoever ended it. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#child.kill(signal);
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await this.#ended;
    clearTimeout(kill);
  }
}

/** What is told last may come after the lab's directory has gone. */
function appendIfThere(log: string, text: string): void {
  try {
    appendFileSync(log, text);
  } catch {
    // Nobody will read it.
  }
}

/** How much longer than usual everything may take: a virtual machine without acceleration is slow. */
const PATIENCE = Number(process.env.BEZEL_LAB_PATIENCE ?? 1);
const STEP_ms = 10;

/** What a person needs at the very least from seeing a question to answering it. */
export const READING_ms = 60;

/** Asks again until `probe` gives something; for what tells nobody when it happens. Rejects with `what` when late. */
export async function eventually<Found>(
  what: string,
  probe: () => Promise<Found | null | false> | Found | null | false,
  limit_ms = 30_000,
): Promise<Found> {
  const end = Date.now() + limit_ms * PATIENCE;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`did not happen within ${(limit_ms * PATIENCE) / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_ms));
  }
}
