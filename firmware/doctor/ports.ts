import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BY_ID = '/dev/serial/by-id';
/** Serial ports a panel can be on: built in, USB adapters, USB microcontrollers, arm boards. */
const PORT_NAMES = /^tty(S[0-3]|USB\d+|ACM\d+|AMA\d+|mxc\d+|O\d+)$/;

/** Every serial port of the machine, once: by its stable /dev/serial/by-id name if it has one. */
export function listPorts(): string[] {
  const byId = existsSync(BY_ID) ? readdirSync(BY_ID).map((name) => join(BY_ID, name)) : [];
  const known = new Set(byId.map((path) => realpathSync(path)));
  const others = readdirSync('/dev')
    .filter((name) => PORT_NAMES.test(name))
    .map((name) => join('/dev', name))
    .filter((path) => !known.has(path) && isRealPort(path));
  return [...byId.sort(), ...others.sort()];
}

/** The kernel creates ttyS0-3 even without hardware; type 0 means that there is none. */
function isRealPort(path: string): boolean {
  const type = `/sys/class/tty/${path.slice('/dev/'.length)}/type`;
  return !existsSync(type) || readFileSync(type, 'utf8').trim() !== '0';
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

function usersOf(path: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((process_) => (hasOpen(process_, path) ? [`${programName(process_)} (${process_})`] : []));
}

function hasOpen(process_: string, path: string): boolean {
  try {
    const descriptors = `/proc/${process_}/fd`;
    return readdirSync(descriptors).some((descriptor) => {
      try {
        return readlinkSync(join(descriptors, descriptor)) === path;
      } catch {
        return false;
      }
    });
  } catch {
    // Another user's process, or one that has just ended.
    return false;
  }
}

function programName(process_: string): string {
  try {
    return readFileSync(`/proc/${process_}/comm`, 'utf8').trim();
  } catch {
    return 'a program';
  }
}
