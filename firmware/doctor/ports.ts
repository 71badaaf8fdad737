import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineName } from '../panels/machines.ts';
import { usersOf } from './spare.ts';

const BY_ID = 'dev/serial/by-id';

/** Every serial port of the machine, once: by its stable /dev/serial/by-id name if it has one. */
export function listPorts(root = '/'): string[] {
  const names = join(root, BY_ID);
  const byId = existsSync(names) ? readdirSync(names).map((name) => join(names, name)) : [];
  const known = new Set(byId.map((path) => realpathSync(path)));
  const classes = join(root, 'sys/class/tty');
  const others = (existsSync(classes) ? readdirSync(classes) : [])
    .filter((name) => isPort(join(classes, name)))
    .map((name) => join(root, 'dev', name))
    .filter((path) => existsSync(path) && !known.has(path));
  return [...byId.sort(), ...others.sort()];
}

/**
 * Whatever its driver calls it: a terminal with hardware behind it. Virtual consoles and pseudo-terminals have none, and
 * of the ports that the kernel makes without hardware, ttyS0 to ttyS3, the type is 0 (PORT_UNKNOWN).
 */
function isPort(directory: string): boolean {
  if (!existsSync(join(directory, 'device'))) return false;
  const type = join(directory, 'type');
  return !existsSync(type) || readFileSync(type, 'utf8').trim() !== '0';
}

/** What the machine's firmware says of it (`/sys/class/dmi/id`); null: it says nothing. */
export function machineName(directory = '/sys/class/dmi/id'): MachineName | null {
  const read = (name: string): string => {
    try {
      return readFileSync(join(directory, name), 'utf8').trim();
    } catch {
      return '';
    }
  };
  const vendor = read('sys_vendor');
  return vendor === '' ? null : { vendor, product: read('product_name'), version: read('product_version') };
}

/** Facts that explain why a port cannot be opened. */
export interface PortFacts {
  /** Group that owns the device; null: not known. */
  readonly group: string | null;
  /** Programs that have it open: `LCDd (1234)`. Only root sees those of other users. */
  readonly users: readonly string[];
}

export function portFacts(device: string): PortFacts {
  try {
    const { gid } = statSync(device);
    return { group: groupName(gid), users: usersOf(realpathSync(device)) };
  } catch {
    return { group: null, users: [] };
  }
}

function groupName(gid: number): string | null {
  const entry = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((line) => line.split(':')[2] === String(gid));
  return entry?.split(':')[0] ?? null;
}
