import { readFileSync } from 'node:fs';
import type { Duplex } from '../../../../menus/network-status.ts';
import type { Device } from './device.ts';

type Negotiated = Pick<Device, 'name' | 'carrier' | 'speed_mbps'>;

/** What NetworkManager does not tell of a link. null: no carrier, or the driver does not say. */
export type DuplexOf = (device: Negotiated) => Duplex | null;

/**
 * Asks the kernel once for each link that comes up or changes its speed: the kernel's answer waits for its network lock,
 * which thousands of new VLANs hold for long.
 * @param read the text of `/sys/class/net/NAME/duplex` (kernel document sysfs-class-net); throws without a carrier
 */
export function duplexReader(read: (name: string) => string = readSysfs): DuplexOf {
  const known = new Map<string, { readonly speed_mbps: number; readonly duplex: Duplex | null }>();
  return ({ name, carrier, speed_mbps }) => {
    if (!carrier) {
      known.delete(name);
      return null;
    }
    const before = known.get(name);
    if (before?.speed_mbps === speed_mbps) return before.duplex;
    const duplex = parseDuplex(name, read);
    known.set(name, { speed_mbps, duplex });
    return duplex;
  };
}

function parseDuplex(name: string, read: (name: string) => string): Duplex | null {
  try {
    const text = read(name).trim();
    return text === 'full' || text === 'half' ? text : null;
  } catch {
    // The carrier has just gone, or the driver has no answer.
    return null;
  }
}

function readSysfs(name: string): string {
  return readFileSync(`/sys/class/net/${name}/duplex`, 'utf8');
}
