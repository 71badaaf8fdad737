/**
 * VLANs and static routes that the cloud platform defines: reading them from JSON, their limits, and which VLANs
 * come into force beside the one set at the panel.
 *
 * JSON, as the control socket takes it:
 *   VLAN   {"id": 10, "address": "10.0.10.2", "netmask": "255.255.255.0", "name": "printers"}
 *   route  {"target": "10.20.0.0/16", "gateway": "192.168.1.254", "name": "lab"}
 */
import { broadcastOf, cidr, networkOf } from './address.ts';
import type { Parsed } from './errors.ts';
import { parseDottedQuad, parseIpv4, parseNetmask, prefixLengthOf, vlanIdOf } from './parse.ts';
import { complete, type Decoded, Reader } from './problems.ts';
import type { Ipv4Network, Ipv4Settings, LocalVlan, PlatformRoute, PlatformVlan, Settings } from './types.ts';

/** How many of each the appliance takes. */
export interface PlatformLimits {
  readonly vlans: number;
  readonly routes: number;
}

/** The most that any appliance takes of either. */
export const PLATFORM_ENTRIES_MAX = 4094;
/** What the older physical appliances take of VLANs, and every physical one of routes. */
const PHYSICAL_ENTRIES_MAX = 99;
/** Physical appliances with a higher serial number take VLANs to the full. */
const LAST_SMALL_SERIAL = 29000;
/** A name is told, not resolved: one line of a log. */
const NAME_MAX_LENGTH = 64;

/** The limits of an appliance. A physical one whose serial is not a number counts as an older one. */
export function platformLimits(kind: 'physical' | 'virtual', serial: string): PlatformLimits {
  if (kind === 'virtual') return { vlans: PLATFORM_ENTRIES_MAX, routes: PLATFORM_ENTRIES_MAX };
  const large = /^\d+$/.test(serial) && Number(serial) > LAST_SMALL_SERIAL;
  return { vlans: large ? PLATFORM_ENTRIES_MAX : PHYSICAL_ENTRIES_MAX, routes: PHYSICAL_ENTRIES_MAX };
}

/** A name: 1 to 64 characters, no control characters. */
export function readName(reader: Reader, value: unknown, pointer: string): string | undefined {
  const valid = typeof value === 'string' && value.length <= NAME_MAX_LENGTH && /^\P{Cc}+$/u.test(value);
  return valid
    ? value
    : reader.refuse(pointer, `expected a name of 1 to ${NAME_MAX_LENGTH} characters on one line`);
}

/** A route's target, which starts at its network's first address and leaves the default route alone. */
export function readRouteTarget(reader: Reader, target: Ipv4Network, pointer: string): Ipv4Network | undefined {
  if (target.prefixLength === 0) {
    return reader.refuse(pointer, 'expected a prefix length from 1 to 32; the default route is not the platform’s');
  }
  const network = networkOf(target.address, target.prefixLength);
  return network.address === target.address
    ? target
    : reader.refuse(pointer, `expected the first address of the network, ${cidr(network)}`);
}

/** An address inside its subnet, neither its first nor its last. */
function refuseEdges(reader: Reader, { address, prefixLength }: PlatformVlan, pointer: string): boolean {
  const code =
    address === networkOf(address, prefixLength).address
      ? 'address-is-network'
      : address === broadcastOf(address, prefixLength)
        ? 'address-is-broadcast'
        : null;
  if (code) reader.refuse(`${pointer}/address`, settingsError(code, `${address}/${prefixLength}`).log);
  return code === null;
}

function readVlan(reader: Reader, value: unknown, pointer: string): PlatformVlan | undefined {
  const read = reader.object(value, pointer, ['id', 'address', 'netmask', 'name']);
  if (!read) return undefined;
  const vlan = complete<PlatformVlan>({
    id: reader.number(read.id, `${pointer}/id`, vlanIdOf),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.text(read.netmask, `${pointer}/netmask`, parseNetmask),
    name: readName(reader, read.name, `${pointer}/name`),
  });
  return vlan && refuseEdges(reader, vlan, pointer) ? vlan : undefined;
}

/** `10.20.0.0/16` by its syntax; whether the address fits the mask is for `readRouteTarget`. */
function readCidr(reader: Reader, value: unknown, pointer: string): Ipv4Network | undefined {
  const [start, length, ...rest] = typeof value === 'string' ? value.split('/') : [];
  const address = parseDottedQuad(start ?? '');
  const prefixLength = prefixLengthOf(/^(0|[1-9]\d?)$/.test(length ?? '') ? Number(length) : Number.NaN);
  if (!address.ok || !prefixLength.ok || rest.length > 0) {
    return reader.refuse(pointer, 'expected a network in CIDR form, such as 10.20.0.0/16');
  }
  return readRouteTarget(reader, { address: address.value, prefixLength: prefixLength.value }, pointer);
}

function readRoute(reader: Reader, value: unknown, pointer: string): PlatformRoute | undefined {
  const read = reader.object(value, pointer, ['target', 'gateway', 'name']);
  if (!read) return undefined;
  return complete<PlatformRoute>({
    target: readCidr(reader, read.target, `${pointer}/target`),
    gateway: reader.text(read.gateway, `${pointer}/gateway`, parseIpv4),
    name: readName(reader, read.name, `${pointer}/name`),
  });
}

/** Notes each element whose `key` an earlier one has: one pass, so that thousands cost no more than a glance. */
function refuseRepeated<Element>(
  reader: Reader,
  elements: readonly Element[],
  keyOf: (element: Element) => string | number,
  refusal: (element: Element, index: number, first: number) => readonly [pointer: string, expected: string],
): void {
  const seen = new Map<string | number, number>();
  for (const [index, element] of elements.entries()) {
    const key = keyOf(element);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else reader.refuse(...refusal(element, index, first));
  }
}
