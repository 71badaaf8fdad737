/** A real RAUC service on a bus of its own, with two slots that are files and bundles signed by a key of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

/** Bytes of the image in a bundle; written in about a second, time enough to look. */
const IMAGE_SIZE = 64 * 1024 * 1024;

const busConfig = (
  socket: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>
`;

const raucConfig = (directory: string) => `[system]
compatible=bezel-test
bootloader=noop
mountprefix=${directory}/mount
statusfile=${directory}/status
[keyring]
path=${directory}/trusted-cert.pem
[slot.rootfs.0]
device=${directory}/slot-a
type=raw
bootname=A
[slot.rootfs.1]
device=${directory}/slot-b
type=raw
bootname=B
`;

const MANIFEST = `[update]
compatible=bezel-test
version=2
[image.rootfs]
filename=root.img
`;

export class RaucLab {
  readonly directory = temporaryDirectory();
  readonly address = `unix:path=${this.#at('bus')}`;
  /** A bundle this RAUC installs, and one signed by a stranger. */
  readonly bundles = { trusted: this.#at('trusted.raucb'), stranger: this.#at('stranger.raucb') };
  #bus: ChildProcess | null = null;
  #service: ChildProcess | null = null;
  log = '';

  static async start(): Promise<RaucLab> {
    const lab = new RaucLab();
    lab.#makeBundles();
    writeFileSync(lab.#at('bus.conf'), busConfig(lab.#at('bus')));
    writeFileSync(lab.#at('system.conf'), raucConfig(lab.directory));
    mkdirSync(lab.#at('mount'));
    lab.#bus = spawn('dbus-daemon', [`--config-file=${lab.#at('bus.conf')}`, '--nofork'], {
      stdio: 'ignore',
    });
    try {
      await until('the bus is there', () => existsSync(lab.#at('bus')));
      await lab.startService();
    } catch (error) {
      await lab.close();
      throw error;
    }
    return lab;
  }

  async startService(): Promise<void> {
    for (const slot of ['slot-a', 'slot-b']) {
      writeFileSync(this.#at(slot), '');
      truncateSync(this.#at(slot), IMAGE_SIZE);
    }
    // Mounts of its own: whatever a killed service leaves mounted goes with it.
    const rauc = ['rauc', `--conf=${this.#at('system.conf')}`, '--override-boot-slot=A', 'service'];
    const service = spawn('unshare', ['--mount', '--propagation', 'private', ...rauc], {
      env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: this.address },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [service.stdout, service.stderr]) {
      stream.on('data', (data: Buffer) => {
        this.log += data.toString();
      });
    }
    this.#service = service;
    await until(
      'RAUC is on the bus',
      () => this.#isOnBus(),
      () => this.log,
    );
  }

  /** Begins to install a bundle; RAUC goes on by itself. */
  install(bundle: string): void {
    this.#busctl(
      'call',
      'de.pengutronix.rauc',
      '/',
      'de.pengutronix.rauc.Installer',
      'InstallBundle',
      'sa{sv}',
      bundle,
      '0',
    );
  }

  /** Stops RAUC in its tracks, and lets it go on. */
  pause = () => this.#service?.kill('SIGSTOP');
  resume = () => this.#service?.kill('SIGCONT');

  async kill(): Promise<void> {
    await end(this.#service);
    this.#service = null;
  }

  async close(): Promise<void> {
    await this.kill();
    await end(this.#bus);
    rmSync(this.directory, { recursive: true, force: true });
  }

  #at(name: string): string {
    return join(this.directory, name);
  }

  #isOnBus(): boolean {
    return this.#busctl('list', '--no-legend')
      .split('\n')
      .some((line) => /^de\.pengutronix\.rauc +\d/.test(line));
  }

  #busctl(...args: string[]): string {
    return execFileSync('busctl', [`--address=${this.address}`, ...args], { encoding: 'utf8' });
  }

  #makeBundles(): void {
    const content = this.#at('content');
    mkdirSync(content);
    writeFileSync(join(content, 'manifest.raucm'), MANIFEST);
    writeFileSync(join(content, 'root.img'), globalThis.crypto.getRandomValues(new Uint8Array(65_536)));
    truncateSync(join(content, 'root.img'), IMAGE_SIZE);
    for (const name of ['trusted', 'stranger'] as const) {
      const [key, certificate] = [this.#at(`${name}-key.pem`), this.#at(`${name}-cert.pem`)];
      const subject = ['-subj', `/CN=${name}`, '-days', '3650'];
      quietly(
        'openssl',
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        certificate,
        ...subject,
      );
      const signing = [`--cert=${certificate}`, `--key=${key}`, `--keyring=${certificate}`];
      // RAUC writes checksums into the manifest it bundles.
      copyFileSync(join(content, 'manifest.raucm'), this.#at(`${name}.raucm`));
      quietly('rauc', ...signing, 'bundle', `${content}/`, this.bundles[name]);
      copyFileSync(this.#at(`${name}.raucm`), join(content, 'manifest.raucm'));
    }
  }
}

function quietly(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
