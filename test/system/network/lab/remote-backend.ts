import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LinkRole, Mismatch } from '../../../../firmware/network/backend.ts';
import type { Step } from '../../../../firmware/network/plan.ts';
import type { Check } from '../../../../menus/appliance.ts';
import type { NetworkStatus } from '../../../../menus/network-status.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import type { Lab } from './lab.ts';

/** What the backend on the other machine rejected with. */
class RemoteFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Answer = {
  readonly id: number;
  readonly value?: unknown;
  readonly code?: string;
  readonly message?: string;
};
type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void };

/** The NetworkManager backend, running on the lab's machine and called from the test. */
export class RemoteBackend {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #next = 1;

  private constructor(child: ChildProcess, log: string) {
    this.#child = child;
    child.stderr?.on('data', (data: Buffer) => appendFileSync(log, data));
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    this.#ended = new Promise((resolve) => {
      child.once('close', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error('the backend process has ended'));
        resolve();
      });
    });
  }

  static async start(lab: Lab): Promise<RemoteBackend> {
    const bundle = await bundleBackend(lab.directory);
    const all = {
      lan: 'lan0',
      wan: 'wan0',
      networks: [],
      proxyFile: '/etc/bezel/proxy.env',
      platformUrl: 'https://platform.example/',
    };
    const [command = '', ...args] = lab.box.command(process.execPath, bundle, JSON.stringify(all));
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: lab.world.certificate };
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    const backend = new RemoteBackend(child, lab.box.log('backend'));
    await backend.#call('start');
    return backend;
  }

  status = (): Promise<NetworkStatus> => this.#call('status');
  findOwner = (link: LinkRole, address: string): Promise<string | null> =>
    this.#call('findOwner', link, address);
  arm = (timeout_s: number): Promise<string> => this.#call('arm', timeout_s);
  disarmAll = (): Promise<void> => this.#call('disarmAll');
  commit = (): Promise<void> => this.#call('commit');
  disarm = (handle: string): Promise<void> => this.#call('disarm', handle);
  undo = (handle: string): Promise<void> => this.#call('undo', handle);
  execute = (step: Step): Promise<void> => this.#call('execute', step);
  compare = (wanted: Settings): Promise<readonly Mismatch[]> => this.#call('compare', wanted);
  verify = (wanted: Settings): Promise<readonly Check[]> => this.#call('verify', wanted);
  test = (wanted: Settings): Promise<readonly Check[]> => this.#call('test', wanted);

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #call(method: string, ...args: readonly unknown[]): Promise<never> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(`${JSON.stringify({ id, method, args })}\n`);
    });
  }

  #hear(line: string): void {
    const { id, value, code, message }: Answer = JSON.parse(line);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (code === undefined) waiting?.resolve(value as never);
    else waiting?.reject(new RemoteFailure(code, message ?? code));
  }
}

async function bundleBackend(directory: string): Promise<string> {
  const { build } = await import('esbuild');
  const outfile = join(directory, 'backend.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'backend-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return outfile;
}
