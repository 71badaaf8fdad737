import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPorts, machineName } from '../../../../firmware/doctor/ports.ts';
import { whySpared } from '../../../../firmware/doctor/spare.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

function machine() {
  const root = temporaryDirectory();
  const write = (path: string, text = ''): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write(
    'proc/consoles',
    'tty0                 -WU (EC  p  )    4:1\nttyS0                -W- (E   p a)    4:64\n',
  );
  mkdirSync(join(root, 'run/systemd/units'), { recursive: true });
  const process_ = (id: number, name: string, args: readonly string[], opens: readonly string[]): void => {
    write(`proc/${id}/comm`, `${name}\n`);
    write(`proc/${id}/cmdline`, `${args.join('\0')}\0`);
    mkdirSync(join(root, `proc/${id}/fd`), { recursive: true });
    for (const [index, path] of opens.entries()) symlinkSync(path, join(root, `proc/${id}/fd/${index}`));
  };
  return { root, write, process: process_, files: { proc: join(root, 'proc'), run: join(root, 'run') } };
}

describe('a port is spared', () => {
  it('that is a console of the kernel: a log was written over, or a kernel debugger spoken to', () => {
    const { files } = machine();
    expect(whySpared('/dev/ttyS0', files)).toContain('console of the kernel');
    expect(whySpared('/dev/ttyS1', files)).toBeNull();
  });

  it('that has a login prompt, by its unit or by its program: HELLO was a login name', () => {
    const { root, files, process } = machine();
    symlinkSync('0123', join(root, 'run/systemd/units/invocation:serial-getty@ttyS1.service'));
    process(7, 'agetty', ['/sbin/agetty', '-8', '115200', 'ttyAMA0', 'vt100'], []);
    process(8, 'getty', ['busybox', 'getty'], []);
    expect(whySpared('/dev/ttyS1', files)).toBe('there is a login prompt on it (serial-getty@ttyS1.service)');
    expect(whySpared('/dev/ttyAMA0', files)).toBe('there is a login prompt on it (agetty, process 7)');
  });

  it('that a program has open, locked or not', () => {
    const { files, process } = machine();
    process(1234, 'LCDd', ['LCDd'], ['/dev/null', '/dev/ttyS3']);
    expect(whySpared('/dev/ttyS3', files)).toContain('in use by LCDd (1234)');
    process(77, 'socat', ['socat'], ['/dev/ptmx', '/dev/pts/5']);
    expect(whySpared('/dev/pts/5', files)).toBeNull();
  });
});

describe('the ports of a machine', () => {
  it('are all terminals with hardware behind them, whatever their drivers call them', () => {
    const { root, write } = machine();
    for (const name of ['ttyS0', 'ttyS2', 'ttyUSB0', 'ttyTHS1', 'ttySC0', 'ttyLP3', 'ttyHS9']) {
      write(`sys/class/tty/${name}/device/uevent`);
      write(`dev/${name}`);
    }
    write('sys/class/tty/ttyS0/type', '4\n');
    write('sys/class/tty/ttyS2/type', '0\n');
    for (const name of ['tty1', 'ptmx', 'console']) {
      write(`sys/class/tty/${name}/uevent`);
      write(`dev/${name}`);
    }
    mkdirSync(join(root, 'dev/serial/by-id'), { recursive: true });
    symlinkSync(join(root, 'dev/ttyUSB0'), join(root, 'dev/serial/by-id/usb-Panel'));
    expect(listPorts(root).map((path) => path.slice(root.length))).toEqual([
      '/dev/serial/by-id/usb-Panel',
      '/dev/ttyHS9',
      '/dev/ttyLP3',
      '/dev/ttyS0',
      '/dev/ttySC0',
      '/dev/ttyTHS1',
    ]);
  });

  it('belong to a machine that may say what it is', () => {
    const { root, write } = machine();
    expect(machineName(join(root, 'dmi'))).toBeNull();
    write('dmi/sys_vendor', 'Sophos\n');
    write('dmi/product_name', 'XG\n');
    expect(machineName(join(root, 'dmi'))).toEqual({ vendor: 'Sophos', product: 'XG', version: '' });
  });
});
