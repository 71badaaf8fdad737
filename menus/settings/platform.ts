/**
 * VLANs and static routes as the cloud platform's agent sends them, their limits, and which VLANs come into force
 * beside the one set at the panel. What is stored of them is in `parts/platform.ts`.
 *
 * JSON, as the control socket takes it:
 *   VLAN   {"id": 10, "address": "10.0.10.2", "netmask": "255.255.255.0", "name": "printers"}
 *   route  {"target": "10.20.0.0/16", "gateway": "192.168.1.254", "name": "lab"}
 */
import { cidr, edgeOf } from '../values/address.ts';
import { settingsError } from '../values/messages.ts';
import { parseDottedQuad, parseIpv4, parseNetmask, prefixLengthOf, vlanIdOf } from '../values/parse.ts';
import { atOnce, complete, type Decoded, Reader } from '../values/problems.ts';
import type { Ipv4Address, Ipv4Network } from '../values/types.ts';
import type { Ipv4Settings } from './ipv4/ipv4.ts';
import {
  PLATFORM_ENTRIES_MAX,
  type PlatformRoute,
  type PlatformVlan,
  readName,
  readRouteTarget,
} from './parts/platform.ts';
import type { LocalVlan } from './parts/vlan.ts';
import type { Settings } from './settings.ts';

/** How many of each the appliance takes. */
export interface PlatformLimits {
  readonly vlans: number;
  readonly routes: number;
}

/** Limit of VLANs on older physical appliances, and of routes on all physical ones. */
const PHYSICAL_ENTRIES_MAX = 99;
/** Physical appliances with a higher serial number have the full limit of VLANs. */
const LAST_SMALL_SERIAL = 29000;

/** The limits of an appliance. A physical one whose serial is not a number counts as an older one. */
export function platformLimits(kind: 'physical' | 'virtual', serial: string): PlatformLimits {
  if (kind === 'virtual') return { vlans: PLATFORM_ENTRIES_MAX, routes: PLATFORM_ENTRIES_MAX };
  const large = /^\d+$/.test(serial) && Number(serial) > LAST_SMALL_SERIAL;
  return { vlans: large ? PLATFORM_ENTRIES_MAX : PHYSICAL_ENTRIES_MAX, routes: PHYSICAL_ENTRIES_MAX };
}

/** An address inside its subnet, neither its first nor its last. */
function refuseEdges(reader: Reader, { address, prefixLength }: PlatformVlan, pointer: string): boolean {
  const edge = edgeOf(address, prefixLength);
  if (edge === null) return true;
  reader.refuse(`${pointer}/address`, settingsError(`address-is-${edge}`, `${address}/${prefixLength}`).log);
  return false;
}

/**
 * Finds duplicate keys among thousands of entries in one pass: the function returns the pointer of the element that
 * first used the key, or undefined for a new key.
 */
function firstUses(): (key: string | number, pointer: string) => string | undefined {
  const pointers = new Map<string | number, string>();
  return (key, pointer) => {
    const first = pointers.get(key);
    if (first === undefined) pointers.set(key, pointer);
    return first;
  };
}

/**
 * Platform VLANs from JSON, or every problem they have: ID 0-4094 and unique, address a unique host address inside
 * its subnet, netmask contiguous, name, and no more than the limit.
 */
export function decodePlatformVlans(
  value: unknown,
  limits: PlatformLimits,
): Decoded<readonly PlatformVlan[]> {
  return atOnce(readVlans(value, limits));
}

/** As `decodePlatformVlans`, in portions. */
export function* readVlans(
  value: unknown,
  limits: PlatformLimits,
): Generator<void, Decoded<readonly PlatformVlan[]>> {
  const reader = new Reader();
  const firstId = firstUses();
  const firstAddress = firstUses();
  const vlans = yield* reader.arrayInPortions(value, '/vlans', { max: limits.vlans }, (element, at) => {
    const read = reader.object(element, at, ['id', 'address', 'netmask', 'name']);
    if (!read) return undefined;
    const id = reader.number(read.id, `${at}/id`, vlanIdOf);
    const sameId = id === undefined ? undefined : firstId(id, at);
    if (sameId) reader.refuse(`${at}/id`, `expected a VLAN ID of its own; ${sameId} has it`);
    const address = reader.text(read.address, `${at}/address`, parseIpv4);
    const sameAddress = address === undefined ? undefined : firstAddress(address, at);
    if (sameAddress) reader.refuse(`${at}/address`, `expected an address of its own; ${sameAddress} has it`);
    const prefixLength = reader.text(read.netmask, `${at}/netmask`, parseNetmask);
    const vlan = complete<PlatformVlan>({
      id,
      address,
      prefixLength,
      name: readName(reader, read.name, `${at}/name`),
    });
    return vlan && refuseEdges(reader, vlan, at) ? vlan : undefined;
  });
  return reader.result(vlans);
}

/** `10.20.0.0/16` by its syntax; whether the address fits the mask is for `readRouteTarget`. */
function readCidr(reader: Reader, value: unknown, pointer: string): Ipv4Network | undefined {
  const parts = /^([0-9.]+)\/(0|[1-9]\d?)$/.exec(typeof value === 'string' ? value : '');
  const address = parseDottedQuad(parts?.[1] ?? '');
  const prefixLength = prefixLengthOf(Number(parts?.[2]));
  if (!address.ok || !prefixLength.ok) {
    return reader.refuse(pointer, 'expected a network in CIDR form, such as 10.20.0.0/16');
  }
  return readRouteTarget(reader, { address: address.value, prefixLength: prefixLength.value }, pointer);
}

/**
 * Platform routes from JSON, or every problem they have: target's start address valid for its mask, gateway a host
 * address, the pair of both unique, name, and no more than the limit.
 */
export function decodePlatformRoutes(
  value: unknown,
  limits: PlatformLimits,
): Decoded<readonly PlatformRoute[]> {
  return atOnce(readRoutes(value, limits));
}

/** As `decodePlatformRoutes`, in portions. */
export function* readRoutes(
  value: unknown,
  limits: PlatformLimits,
): Generator<void, Decoded<readonly PlatformRoute[]>> {
  const reader = new Reader();
  const firstPair = firstUses();
  const routes = yield* reader.arrayInPortions(value, '/routes', { max: limits.routes }, (element, at) => {
    const read = reader.object(element, at, ['target', 'gateway', 'name']);
    if (!read) return undefined;
    const route = complete<PlatformRoute>({
      target: readCidr(reader, read.target, `${at}/target`),
      gateway: reader.text(read.gateway, `${at}/gateway`, parseIpv4),
      name: readName(reader, read.name, `${at}/name`),
    });
    const same = route && firstPair(`${cidr(route.target)} ${route.gateway}`, at);
    return same
      ? reader.refuse(at, `expected a pair of target and gateway of its own; ${same} has it`)
      : route;
  });
  return reader.result(routes);
}

/** Why a platform VLAN is not in force: what else on the appliance has its ID or its address. */
type IgnoredReason = 'local-vlan-id' | 'local-vlan-address' | 'lan-address' | 'wan-address';

export interface MergedVlans {
  readonly inForce: readonly (LocalVlan | PlatformVlan)[];
  readonly ignored: readonly { readonly vlan: PlatformVlan; readonly reason: IgnoredReason }[];
}

function staticAddress(ipv4: Ipv4Settings | null): Ipv4Address | null {
  return ipv4?.method === 'static' ? ipv4.address : null;
}

/**
 * The VLANs that come into force, the local one first. It takes precedence over a platform VLAN with the same ID or
 * address; an address is unique on the appliance, so those of LAN and WAN win as well. An ignored VLAN
 * comes into force by itself once the conflict is gone.
 */
export function mergeVlans(settings: Settings): MergedVlans {
  const known = merged.get(settings);
  if (known !== undefined) return known;
  const result = merge(settings);
  merged.set(settings, result);
  return result;
}

/** Every step of a change and every view asks for it, with thousands of VLANs; settings are immutable, so cache it. */
const merged = new WeakMap<Settings, MergedVlans>();

function merge({ lan, wan, vlan: local, platform }: Settings): MergedVlans {
  const lanAddress = staticAddress(lan.ipv4);
  const wanAddress = staticAddress(wan);
  const reasonFor = ({ id, address }: PlatformVlan): IgnoredReason | null => {
    if (id === local?.id) return 'local-vlan-id';
    if (address === local?.address) return 'local-vlan-address';
    if (address === lanAddress) return 'lan-address';
    return address === wanAddress ? 'wan-address' : null;
  };
  const inForce: (LocalVlan | PlatformVlan)[] = local ? [local] : [];
  const ignored: { vlan: PlatformVlan; reason: IgnoredReason }[] = [];
  for (const vlan of platform.vlans) {
    const reason = reasonFor(vlan);
    if (reason) ignored.push({ vlan, reason });
    else inForce.push(vlan);
  }
  return { inForce, ignored };
}
