/** A virtual machine with a VGA text console, on which the installed package runs: Debian's kernel, systemd, tty1. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';
import { EMULATED } from '../../network/vm/machine.ts';

/** Kernel and initramfs, shared with the network's virtual machine. */
const CACHE = '/var/tmp/bezel-vm';
const BUILD = join(import.meta.dirname, '../../network/vm/build');

/** The first program after the initramfs. */
const GUEST = `#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t tmpfs tmpfs /run
exec env -i PATH="$PATH" /lib/systemd/systemd
`;

/** Copies what is on tty1, as characters rather than glyphs (vcs(4)), to where the test can read it. */
const SCREEN_UNIT = `[Unit]
Description=What is on tty1
[Service]
ExecStart=/bin/sh -c 'while sleep 0.3; do cat /dev/vcsu1 >/mnt/exchange/screen.new && mv /mnt/exchange/screen.new /mnt/exchange/screen; done'
[Install]
WantedBy=sysinit.target
`;

/** The size of a VGA text screen. */
const COLUMNS = 80;
const ROWS = 25;

export class TextMachine {
  readonly #directory: string;
  readonly #qemu: ChildProcess;
  #monitor: Socket | null = null;

  private constructor(directory: string, qemu: ChildProcess) {
    this.#directory = directory;
    this.#qemu = qemu;
  }

  /**
   * @param base a Debian tree, copied
   * @param debs a directory with `nodejs.deb` and `bezel.deb`, installed in the copy
   */
  static async boot(base: string, debs: string): Promise<TextMachine> {
    execFileSync('bash', [BUILD, CACHE], { stdio: ['ignore', 'ignore', 'inherit'] });
    const directory = temporaryDirectory();
    const [root, exchange] = [join(directory, 'root'), join(directory, 'exchange')];
    mkdirSync(exchange);
    writeFileSync(join(exchange, 'guest'), GUEST);
    execFileSync('cp', ['-a', base, root]);
    writeFileSync(join(root, 'etc/systemd/system/screen.service'), SCREEN_UNIT);
    execFileSync('cp', [join(debs, 'nodejs.deb'), join(debs, 'bezel.deb'), join(root, 'tmp')]);
    const install =
      'dpkg -i /tmp/nodejs.deb /tmp/bezel.deb && systemctl enable screen.service bezel-console@tty1.service';
    execFileSync('chroot', [root, 'sh', '-c', install], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const qemu = spawn('qemu-system-x86_64', machineOf(directory, root, exchange), {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const machine = new TextMachine(directory, qemu);
    process.once('exit', () => qemu.kill('SIGKILL'));
    await until('the machine has a monitor', () => existsSync(join(directory, 'monitor')));
    machine.#monitor = connect(join(directory, 'monitor'));
    await once(machine.#monitor, 'data');
    await machine.#ask({ execute: 'qmp_capabilities' });
    return machine;
  }

  /** The rows of tty1 without trailing blanks. */
  get screen(): readonly string[] {
    const path = join(this.#directory, 'exchange/screen');
    if (!existsSync(path)) return [];
    const cells = readFileSync(path);
    const text = Array.from({ length: Math.floor(cells.length / 4) }, (_, at) =>
      String.fromCodePoint(cells.readUInt32LE(at * 4) || 0x20),
    ).join('');
    return Array.from({ length: ROWS }, (_, row) => text.slice(row * COLUMNS, (row + 1) * COLUMNS).trimEnd());
  }

  /** Emulated without acceleration, everything takes ten times as long: a wait is several of the usual ones. */
  async shows(text: string): Promise<void> {
    const look = () => this.screen.join('\n').includes(text);
    for (let patience = 0; patience < 4 && !look(); patience++) {
      await until(`tty1 shows ${text}`, look, () => this.screen).catch((error: unknown) => {
        if (patience === 3) throw error;
      });
    }
  }

  /** Presses keys by QEMU's names: `down`, `ret`, `esc`, `ctrl-c`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#command(`sendkey ${key}`);
  }

  /** The screen as a picture, a PNG file. */
  async picture(path: string): Promise<void> {
    await this.#ask({ execute: 'screendump', arguments: { filename: path, format: 'png' } });
  }

  async end(): Promise<void> {
    this.#monitor?.destroy();
    if (this.#qemu.exitCode === null) {
      const ended = once(this.#qemu, 'exit');
      this.#qemu.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #command(line: string): Promise<string> {
    return this.#ask({ execute: 'human-monitor-command', arguments: { 'command-line': line } });
  }

  async #ask(request: object): Promise<string> {
    if (this.#monitor === null) throw new Error('the machine has no monitor');
    this.#monitor.write(`${JSON.stringify(request)}\n`);
    const [answer] = await once(this.#monitor, 'data');
    return String(answer);
  }
}

function machineOf(directory: string, root: string, exchange: string): readonly string[] {
  const kernel = `${EMULATED} systemd.show_status=0 MODULES=${CACHE}`;
  return [
    ...['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1024'],
    ...['-display', 'none', '-vga', 'std', '-no-reboot', '-nodefaults'],
    ...['-qmp', `unix:${join(directory, 'monitor')},server=on,wait=off`],
    ...['-kernel', `${CACHE}/vmlinuz`, '-initrd', `${CACHE}/initrd.gz`, '-append', kernel],
    ...['-fsdev', `local,id=h,path=${root},security_model=none,readonly=on,multidevs=remap`],
    ...['-device', 'virtio-9p-pci,fsdev=h,mount_tag=host'],
    ...['-fsdev', `local,id=e,path=${exchange},security_model=none`],
    ...['-device', 'virtio-9p-pci,fsdev=e,mount_tag=exchange'],
  ];
}
