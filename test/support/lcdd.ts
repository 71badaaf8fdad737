import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { LineReader } from '../../drivers/text-lines/line-reader.ts';
import { until } from './until.ts';

/** Debian puts LCDd's drivers below the machine's own library directory. */
function driverDirectory(): string {
  for (const entry of readdirSync('/usr/lib')) {
    const directory = `/usr/lib/${entry}/lcdproc/`;
    if (existsSync(directory)) return directory;
  }
  throw new Error('no lcdproc drivers below /usr/lib');
}

export interface LcddOptions {
  readonly directory: string;
  /** LCDd's name of the driver and its section of the configuration. */
  readonly driver: string;
  readonly section: Readonly<Record<string, string>>;
  /** The key that opens LCDd's own menu; null: it has none. */
  readonly menuKey: string | null;
  /** Default: one that is free. */
  readonly port?: number;
}

/** The real LCDd on a port of its own, in the foreground. It ends with this process at the latest. */
export class Lcdd {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(port: number, lcdd: ChildProcess) {
    this.port = port;
    this.#process = lcdd;
    const end = (): void => void lcdd.kill();
    process.once('exit', end);
    lcdd.once('exit', () => process.off('exit', end));
  }

  static async start(options: LcddOptions): Promise<Lcdd> {
    const server = await Lcdd.spawn(options);
    await server.listening();
    return server;
  }

  /** Starts it without waiting until it listens; `onSpawn` is called just before. */
  static async spawn(options: LcddOptions, onSpawn: () => void = () => undefined): Promise<Lcdd> {
    const port = options.port ?? (await freePort());
    const file = join(options.directory, `LCDd-${port}.conf`);
    writeFileSync(file, configuration(options, port));
    onSpawn();
    return new Lcdd(port, spawn('LCDd', ['-f', '-c', file], { stdio: 'ignore' }));
  }

  /** Of its process; 0 when that could not be started. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Resolves when clients can connect. */
  async listening(): Promise<void> {
    let listening = false;
    await until('LCDd listens', () => {
      if (this.#process.exitCode !== null) throw new Error(`LCDd ended with ${this.#process.exitCode}`);
      const probe = connect({ port: this.port, host: '127.0.0.1' });
      probe.once('connect', () => {
        listening = true;
        probe.destroy();
      });
      probe.on('error', () => {});
      return listening;
    });
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

/** A client that sends lines and keeps the lines it received; `onLine` gets each line as it arrives. */
export class LcddClient {
  readonly received: string[] = [];
  readonly #socket: Socket;
  readonly #lines = new LineReader(8192);

  constructor(port: number, onLine: (line: string) => void = () => undefined) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (bytes) => {
      const lines = this.#lines.push(bytes);
      this.received.push(...lines);
      for (const line of lines) onLine(line);
    });
  }

  send(...lines: string[]): void {
    for (const line of lines) this.#socket.write(`${line}\n`);
  }

  close(): void {
    this.#socket.destroy();
  }
}

function configuration({ driver, section, menuKey }: LcddOptions, port: number): string {
  const lines = (entries: Readonly<Record<string, string>>): string[] =>
    Object.entries(entries).map(([key, value]) => `${key}=${value}`);
  return [
    '[server]',
    ...lines({
      DriverPath: driverDirectory(),
      Driver: driver,
      Bind: '127.0.0.1',
      Port: String(port),
      User: 'root',
    }),
    ...lines({ ReportLevel: '2', ReportToSyslog: 'no', Foreground: 'yes', WaitTime: '5' }),
    // No keys are reserved for switching screens.
    ...lines({ AutoRotate: 'off', ServerScreen: 'on' }),
    '[menu]',
    ...(menuKey === null ? [] : lines({ MenuKey: menuKey, EnterKey: 'Enter', UpKey: 'Up', DownKey: 'Down' })),
    `[${driver}]`,
    ...lines(section),
    '',
  ].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}
