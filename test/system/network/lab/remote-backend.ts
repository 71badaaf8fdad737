import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Around } from '../../../../firmware/network/around.ts';
import type { Backend } from '../../../../firmware/network/backend.ts';
import type { Mismatch } from '../../../../firmware/network/mismatch.ts';
import type { Step } from '../../../../firmware/network/step.ts';
import type { Target } from '../../../../firmware/network/target.ts';
import type { Check } from '../../../../menus/appliance.ts';
import type { NetworkStatus } from '../../../../menus/network-status.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import type { FromProcess, ToProcess } from './backend-protocol.ts';
import type { Lab } from './lab.ts';

/** What the backend on the other machine rejected with. */
class RemoteFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Call {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly report: (check: Check) => void;
}

const ignore = () => undefined;

/** The NetworkManager backend, running on the lab's machine and called from the test; signals may be left out. */
export class RemoteBackend implements Backend {
  readonly name = 'networkmanager';
  readonly #child: ChildProcess;
  readonly #calls = new Map<number, Call>();
  readonly #ended: Promise<void>;
  readonly #statusListeners = new Set<(status: NetworkStatus) => void>();
  readonly #foreignListeners = new Set<(why: string) => void>();
  #status: NetworkStatus | null = null;
  #lastId = 0;

  private constructor(child: ChildProcess, log: string) {
    this.#child = child;
    child.stderr?.on('data', (data: Buffer) => appendFileSync(log, data));
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => this.#receive(JSON.parse(line)));
    this.#ended = new Promise((resolve) => {
      child.once('close', () => {
        for (const { reject } of this.#calls.values()) reject(new Error('the backend process has ended'));
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
    await backend.start();
    return backend;
  }

  start = (): Promise<void> => this.#call('start', []);
  holdsOurs = (signal?: AbortSignal): Promise<boolean> => this.#call('holdsOurs', [], signal);
  findOwner = (link: LinkRole, address: string, signal?: AbortSignal): Promise<string | null> =>
    this.#call('findOwner', [link, address], signal);
  arm = (timeout_s: number, signal?: AbortSignal): Promise<string> => this.#call('arm', [timeout_s], signal);
  disarmAll = (signal?: AbortSignal): Promise<void> => this.#call('disarmAll', [], signal);
  commit = (signal?: AbortSignal): Promise<void> => this.#call('commit', [], signal);
  disarm = (handle: string): Promise<void> => this.#call('disarm', [handle]);
  undo = (handle: string): Promise<void> => this.#call('undo', [handle]);
  execute = (step: Step, signal?: AbortSignal): Promise<void> => this.#call('execute', [step], signal);
  lookAround = (wanted: Target, signal?: AbortSignal): Promise<readonly Around[]> =>
    this.#call('lookAround', [wanted], signal);
  compare = (wanted: Target, signal?: AbortSignal): Promise<readonly Mismatch[]> =>
    this.#call('compare', [wanted], signal);
  verify = (
    wanted: Target,
    report: (check: Check) => void = ignore,
    signal?: AbortSignal,
  ): Promise<readonly Check[]> => this.#call('verify', [wanted], signal, report);
  test = (
    wanted: Target,
    report: (check: Check) => void = ignore,
    signal?: AbortSignal,
  ): Promise<readonly Check[]> => this.#call('test', [wanted], signal, report);

  /** As the process reported it last. */
  status(): NetworkStatus {
    if (this.#status === null) throw new Error('the backend has not reported a status');
    return this.#status;
  }

  onStatus(listener: (status: NetworkStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  onForeignChange(listener: (why: string) => void): () => void {
    this.#foreignListeners.add(listener);
    return () => this.#foreignListeners.delete(listener);
  }

  /** The process is gone, in the middle of whatever it did. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #call(
    method: string,
    args: readonly unknown[],
    signal?: AbortSignal,
    report: (check: Check) => void = ignore,
  ): Promise<never> {
    this.#lastId += 1;
    const id = this.#lastId;
    const cancel = () => this.#send({ kind: 'cancel', id });
    signal?.addEventListener('abort', cancel, { once: true });
    return new Promise<never>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject, report });
      // What the methods take can be written as JSON; the process gives each its own types back.
      this.#send({ kind: 'call', id, method, args: args as readonly never[] });
    }).finally(() => signal?.removeEventListener('abort', cancel));
  }

  #send(message: ToProcess): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  #receive(message: FromProcess): void {
    switch (message.kind) {
      case 'result':
        this.#end(message.id)?.resolve(message.value as never);
        return;
      case 'failure':
        this.#end(message.id)?.reject(new RemoteFailure(message.code, message.log));
        return;
      case 'check':
        this.#calls.get(message.id)?.report(message.check);
        return;
      case 'status':
        this.#status = message.status;
        for (const listener of [...this.#statusListeners]) listener(message.status);
        return;
      case 'foreign-change':
        for (const listener of [...this.#foreignListeners]) listener(message.why);
    }
  }

  #end(id: number): Call | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
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
