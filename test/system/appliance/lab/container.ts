/** A container with systemd as its first program: boots in half a second, forgets everything when it ends. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { until } from '../../../support/until.ts';

export class Container {
  readonly #nspawn: ChildProcess;
  #leader = 0;

  private constructor(nspawn: ChildProcess) {
    this.#nspawn = nspawn;
  }

  /**
   * @param root what it boots from, left as it is
   * @param shared a directory it sees as `/shared`
   */
  static async boot(root: string, shared: string): Promise<Container> {
    const nspawn = spawn(
      'systemd-nspawn',
      [
        ...['--quiet', '--register=no', '--keep-unit', '--link-journal=no', '--volatile=overlay'],
        ...['--private-network', '--resolv-conf=off', '--timezone=off', '--console=pipe'],
        ...[`--bind-ro=${shared}:/shared`, '-D', root, '-b'],
      ],
      { env: { ...process.env, SYSTEMD_NSPAWN_LOCK: '0' }, stdio: 'ignore' },
    );
    const container = new Container(nspawn);
    await until('the container boots', () => container.#isUp());
    return container;
  }

  /** Runs a shell command in it. @throws when it fails */
  run(command: string): string {
    const inside = ['-t', String(this.#leader), '-m', '-u', '-i', '-n', '-p'];
    return execFileSync('nsenter', [...inside, 'sh', '-c', command], {
      encoding: 'utf8',
      // Nothing of this machine's, such as where its temporary files are.
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Whether a shell command succeeds in it. */
  succeeds(command: string): boolean {
    try {
      this.run(command);
      return true;
    } catch {
      return false;
    }
  }

  async end(): Promise<void> {
    if (this.#nspawn.exitCode !== null) return;
    const ended = once(this.#nspawn, 'exit');
    this.#nspawn.kill('SIGTERM');
    await ended;
  }

  #isUp(): boolean {
    this.#leader = childNamed(this.#nspawn.pid ?? 0, 'systemd');
    return this.#leader !== 0 && this.succeeds('systemctl is-system-running | grep -qE "running|degraded"');
  }
}

/** 0: not there yet. */
function childNamed(parent: number, name: string): number {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
    const found = children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === name);
    return Number(found ?? 0);
  } catch {
    return 0;
  }
}
