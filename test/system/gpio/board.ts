import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LineReader } from '../../../drivers/text-lines/line-reader.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../../..');
/** Kernel, Node and addons, kept between runs: they only depend on packages. */
const CACHE = '/var/tmp/bezel-gpio-board';
/** PL061 of QEMU's `virt` board: its data register, all eight lines unmasked. Source: hw/arm/virt.c, PL061 manual. */
const GPIO_DATA = '0x90303fc';
const LONGEST_LINE = 65_536;

/**
 * A virtual arm64 board with a GPIO chip whose pins we hold: QEMU's `virt` machine without acceleration, Debian's
 * kernel, our daemon's bundle in it, a serial port that ends here.
 */
export class Board {
  /** The other end of the board's serial port. */
  readonly serial: Socket;
  /** Label of the GPIO chip, as the kernel has it. */
  chip = '';
  readonly #directory: string;
  readonly #qemu: ChildProcess;
  readonly #control: Conversation;
  readonly #qtest: Conversation;
  readonly #gpioDevice: string;

  private constructor(parts: {
    directory: string;
    qemu: ChildProcess;
    serial: Socket;
    control: Conversation;
    qtest: Conversation;
    gpioDevice: string;
  }) {
    this.serial = parts.serial;
    this.#directory = parts.directory;
    this.#qemu = parts.qemu;
    this.#control = parts.control;
    this.#qtest = parts.qtest;
    this.#gpioDevice = parts.gpioDevice;
  }

  /** Builds what is missing, boots, and resolves when the board takes commands. `files` are put into `/bezel`. */
  static async start(files: Readonly<Record<string, string>>): Promise<Board> {
    await run('bash', [join(import.meta.dirname, 'build'), CACHE], { maxBuffer: 2 ** 24 });
    await run(process.execPath, [join(PROJECT, 'firmware/build/bundle.mjs')]);
    const directory = temporaryDirectory();
    await addProduct(directory, files);
    const qemu = spawn('qemu-system-aarch64', machine(directory), { stdio: ['ignore', 'ignore', 'inherit'] });
    const atExit = (): void => void qemu.kill('SIGKILL');
    process.once('exit', atExit);
    qemu.once('exit', () => process.off('exit', atExit));
    await until(
      'QEMU is up',
      () => existsSync(join(directory, 'control')) && existsSync(join(directory, 'qtest')),
    );
    const control = new Conversation(connect(join(directory, 'control')), /^@@(READY|DONE \d+)$/);
    const ready = control.answer();
    const qtest = new Conversation(connect(join(directory, 'qtest')), /^(OK|FAIL|ERR)/);
    const gpioDevice = await findGpioDevice(join(directory, 'qmp'));
    const serial = connect(join(directory, 'serial'));
    await ready;
    const board = new Board({ directory, qemu, serial, control, qtest, gpioDevice });
    board.chip = (await board.shell('cat /sys/class/gpio/gpiochip*/label')).trim();
    return board;
  }

  /** Runs one line in the board's shell and resolves to what it said. */
  async shell(line: string): Promise<string> {
    this.#control.say(line);
    const lines = await this.#control.answer();
    return lines.slice(0, -1).join('\n');
  }

  /** Moves an input pin of the GPIO chip, as a button does. */
  async drive(pin: number, high: boolean): Promise<void> {
    this.#qtest.say(`set_irq_in ${this.#gpioDevice} unnamed-gpio-in ${pin} ${high ? 1 : 0}`);
    await this.#qtest.answer();
  }

  /** Level of a pin of the GPIO chip, as a meter on it shows. */
  async isHigh(pin: number): Promise<boolean> {
    this.#qtest.say(`readl ${GPIO_DATA}`);
    const [answer = ''] = (await this.#qtest.answer()).slice(-1);
    return ((Number(answer.split(' ')[1]) >> pin) & 1) === 1;
  }

  /** What the board's kernel said so far. */
  kernelLog(): string {
    return readFileSync(join(this.#directory, 'console'), 'utf8');
  }

  async stop(): Promise<void> {
    const ended = once(this.#qemu, 'exit');
    this.#qemu.kill();
    await ended;
    rmSync(this.#directory, { recursive: true });
  }
}

/** Lines said to a program and the lines it answers with, the last of each answer known by its form. */
class Conversation {
  readonly #socket: Socket;
  readonly #lines = new LineReader(LONGEST_LINE);
  #heard: string[] = [];
  #waiting: ((lines: string[]) => void)[] = [];

  constructor(socket: Socket, end: RegExp) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const line of this.#lines.push(bytes)) {
        this.#heard.push(line);
        if (!end.test(line)) continue;
        const answer = this.#heard;
        this.#heard = [];
        this.#waiting.shift()?.(answer);
      }
    });
  }

  say(line: string): void {
    this.#socket.write(`${line}\n`);
  }

  answer(): Promise<string[]> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** The product and its files behind the cached root: the kernel unpacks one archive after the other. */
async function addProduct(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  const bezel = join(directory, 'product/bezel');
  mkdirSync(bezel, { recursive: true });
  copyFileSync(join(PROJECT, 'dist/bezel.cjs'), join(bezel, 'bezel.cjs'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bezel, name), text);
  const archive = join(directory, 'initrd');
  cpSync(join(CACHE, 'root.cpio'), archive);
  await run('bash', ['-c', `cd "${directory}/product" && find . | cpio -o -H newc --quiet >>"${archive}"`]);
}

function machine(directory: string): string[] {
  const socket = (id: string): string => `socket,id=${id},path=${join(directory, id)},server=on,wait=off`;
  return [
    // Software emulation by name: KVM of a machine that is virtual itself may hang instead of failing.
    ...['-accel', 'tcg,thread=multi', '-M', 'virt', '-dtb', join(CACHE, 'panel.dtb')],
    ...['-cpu', 'max,pauth=off', '-smp', '2', '-m', '1024', '-display', 'none', '-nodefaults', '-no-reboot'],
    ...['-kernel', join(CACHE, 'vmlinuz'), '-initrd', join(directory, 'initrd')],
    ...['-append', 'console=ttyAMA0 panic=-1 quiet nokaslr'],
    ...['-serial', `file:${join(directory, 'console')}`],
    ...['-qmp', `unix:${join(directory, 'qmp')},server=on,wait=off`],
    ...['-qtest', `unix:${join(directory, 'qtest')},server=on,wait=off`, '-qtest-log', '/dev/null'],
    ...['-chardev', socket('serial'), '-device', 'pci-serial,chardev=serial'],
    ...['-device', 'virtio-serial-pci', '-chardev', socket('control')],
    ...['-device', 'virtserialport,chardev=control,name=control'],
  ];
}

/** Where the GPIO chip is among QEMU's devices, whose numbers differ between its versions. */
async function findGpioDevice(path: string): Promise<string> {
  const socket = connect(path);
  const qmp = new Conversation(socket, /^\{"(return|error)"/);
  qmp.say('{"execute":"qmp_capabilities"}');
  await qmp.answer();
  qmp.say('{"execute":"qom-list","arguments":{"path":"/machine/unattached"}}');
  const [answer = ''] = (await qmp.answer()).slice(-1);
  socket.destroy();
  const [, name] = /"name": "([^"]+)", "type": "child<pl061>"/.exec(answer) ?? [];
  if (name === undefined) throw new Error(`the board has no PL061: ${answer}`);
  return `/machine/unattached/${name}`;
}
