import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Where the machine's state is read; tests point it elsewhere. */
export interface MachineFiles {
  readonly proc: string;
  readonly run: string;
}

const THIS_MACHINE: MachineFiles = { proc: '/proc', run: '/run' };

/**
 * Why a serial port must not be opened: whatever is written to a console, a login prompt or another program's device is
 * taken for something. null: it is free, as far as this user can see.
 */
export function whySpared(device: string, files: MachineFiles = THIS_MACHINE): string | null {
  const path = realPath(device);
  const name = basename(path);
  if (consoles(files).includes(name)) return 'it is a console of the kernel (/proc/consoles)';
  const getty = gettyOn(name, files);
  if (getty !== null) return `there is a login prompt on it (${getty})`;
  const users = usersOf(path, files);
  return users.length === 0
    ? null
    : `in use by ${users.join(', ')}; stop it first, for Bezel itself with "systemctl stop bezel"`;
}

/** Programs that have the device open: `LCDd (1234)`. Only root sees those of other users. */
export function usersOf(path: string, files: MachineFiles = THIS_MACHINE): readonly string[] {
  return processes(files)
    .filter((id) => Number(id) !== process.pid && hasOpen(id, path, files) && !isMaker(id, path, files))
    .map((id) => `${textOf(join(files.proc, id, 'comm')).trim() || 'a program'} (${id})`);
}

/** The first word of each line names the device (kernel documentation, filesystems/proc.rst). */
function consoles({ proc }: MachineFiles): readonly string[] {
  return textOf(join(proc, 'consoles'))
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
}

function gettyOn(name: string, files: MachineFiles): string | null {
  const unit = `serial-getty@${name}.service`;
  // systemd keeps a link of this name for each unit that runs (systemd(1)); it leads to no file.
  if (isThere(join(files.run, 'systemd/units', `invocation:${unit}`))) return unit;
  for (const id of processes(files)) {
    const [program = '', ...args] = textOf(join(files.proc, id, 'cmdline')).split('\0');
    const isGetty = /getty$/.test(basename(program));
    if (isGetty && args.some((each) => basename(each) === name)) return `${basename(program)}, process ${id}`;
  }
  return null;
}

function processes({ proc }: MachineFiles): readonly string[] {
  return readdirSync(proc).filter((name) => /^\d+$/.test(name));
}

function hasOpen(id: string, path: string, { proc }: MachineFiles): boolean {
  const descriptors = join(proc, id, 'fd');
  try {
    return readdirSync(descriptors).some((descriptor) => linkOf(join(descriptors, descriptor)) === path);
  } catch {
    // Another user's process, or one that has just ended.
    return false;
  }
}

/** A program that makes a pseudo-terminal, as socat and ser2net do, holds the far end of it, and often this one as well. */
function isMaker(id: string, path: string, files: MachineFiles): boolean {
  return (
    path.startsWith('/dev/pts/') && ['/dev/ptmx', '/dev/pts/ptmx'].some((end) => hasOpen(id, end, files))
  );
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function realPath(device: string): string {
  try {
    return realpathSync(device);
  } catch {
    return device;
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
