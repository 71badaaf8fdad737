/** The bundled daemon as a process, with a state directory and a control socket of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callControl } from '../../../../firmware/control/client.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

const ROOT = join(import.meta.dirname, '../../../..');
export const BEZEL = join(ROOT, 'dist/bezel.cjs');

const CONFIG = `
[appliance]
kind = "virtual"
name = "is_lab"
serial = "30123"
[features]
ipv6 = true
vlan = true
`;

export class DaemonProcess {
  readonly directory = temporaryDirectory();
  readonly socket = join(this.directory, 'control.sock');
  #process: ChildProcess | null = null;
  log = '';

  /** @param more sections of the configuration beside `[appliance]`, `[features]`, `[state]` and `[control]` */
  static async start(more = '', environment: Readonly<Record<string, string>> = {}): Promise<DaemonProcess> {
    execFileSync(process.execPath, [join(ROOT, 'firmware/build/bundle.mjs')], { stdio: 'inherit' });
    const daemon = new DaemonProcess();
    const state = join(daemon.directory, 'state');
    mkdirSync(state);
    const control = `[state]\ndirectory = "${state}"\n[control]\nsocket = "${daemon.socket}"\nremote_keys = true\n`;
    writeFileSync(join(daemon.directory, 'bezel.toml'), CONFIG + control + more);
    await daemon.powerOn(environment);
    return daemon;
  }

  async powerOn(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    // A crash leaves the socket behind.
    rmSync(this.socket, { force: true });
    const child = spawn(process.execPath, [BEZEL, 'run', '--config', join(this.directory, 'bezel.toml')], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (data: Buffer) => {
      this.log += data.toString();
    });
    this.#process = child;
    await until(
      'the control socket is there',
      () => existsSync(this.socket),
      () => this.log,
    );
    await this.status();
  }

  status(): Promise<unknown> {
    return callControl(this.socket, 'GET', '/v1/status');
  }

  /** Ends the daemon with no chance to say goodbye. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#process === null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill(signal);
    await ended;
    this.#process = null;
  }
}
