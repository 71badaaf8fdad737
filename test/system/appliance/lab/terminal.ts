/** A program on a real pseudo-terminal, and what a terminal would show of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

export interface TerminalOptions {
  readonly command: string;
  readonly columns?: number;
  readonly rows?: number;
  /** false: the terminal does not tell its size, as a serial line. */
  readonly tellsSize?: boolean;
  /** true: what the terminal is asked it answers. */
  readonly answers?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The program is not to know what the test itself runs in. */
const CLEAN = {
  CI: undefined,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  LC_ALL: undefined,
  LANG: 'C.UTF-8',
};

export class Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly #process: ChildProcess;
  readonly #directory = temporaryDirectory();
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  /** Everything the program wrote. */
  output = '';

  constructor({
    command,
    columns = 80,
    rows = 24,
    tellsSize = true,
    answers = false,
    environment = {},
  }: TerminalOptions) {
    this.columns = columns;
    this.rows = rows;
    this.#emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const size = tellsSize ? `stty rows ${rows} cols ${columns}` : 'stty rows 0 cols 0';
    const start = `${size}; echo $$ >${this.#pidFile}; exec ${command}`;
    this.#process = spawn('script', ['-qfec', start, '/dev/null'], {
      env: { ...process.env, ...CLEAN, TERM: 'xterm-256color', ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (answers) this.#emulator.onData((answer) => this.type(answer));
    this.#process.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString('utf8');
      this.#emulator.write(data);
    });
  }

  /** The rows of the glass without trailing blanks. */
  get screen(): readonly string[] {
    const { active } = this.#emulator.buffer;
    return Array.from(
      { length: this.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  }

  get text(): string {
    return this.screen.join('\n');
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null;
  }

  /** How the cell where this text begins looks. */
  looksOf(text: string) {
    const row = this.screen.findIndex((line) => line.includes(text));
    const column = this.screen[row]?.indexOf(text) ?? 0;
    const { active } = this.#emulator.buffer;
    const cell = active.getLine(active.baseY + row)?.getCell(column);
    return {
      inverse: cell?.isInverse() !== 0,
      bold: cell?.isBold() !== 0,
      coloured: cell !== undefined && !cell.isFgDefault(),
    };
  }

  /** Bytes as a keyboard or a serial line sends them. */
  type(bytes: string): void {
    this.#process.stdin?.write(bytes);
  }

  async shows(text: string | RegExp): Promise<void> {
    await until(
      `the terminal shows ${text}`,
      () => (typeof text === 'string' ? this.text.includes(text) : text.test(this.text)),
      () => this.screen,
    );
  }

  async showsNoLonger(text: string): Promise<void> {
    await until(`the terminal shows ${text} no longer`, () => !this.text.includes(text));
  }

  /** Tells the program to end, and waits until it has. */
  async close(): Promise<void> {
    if (!this.hasEnded) {
      const ended = once(this.#process, 'exit');
      await until('the program runs', () => existsSync(this.#pidFile));
      process.kill(Number(readFileSync(this.#pidFile, 'utf8')), 'SIGTERM');
      await ended;
    }
    this.#emulator.dispose();
  }

  get #pidFile(): string {
    return join(this.#directory, 'pid');
  }
}
