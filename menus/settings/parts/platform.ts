import { cidr, networkOf } from '../../values/address.ts';
import {
  hostPrefixLengthOf,
  parseDottedQuad,
  parseIpv4,
  prefixLengthOf,
  vlanIdOf,
} from '../../values/parse.ts';
import { complete, type Reader } from '../../values/problems.ts';
import { type Difference, type ReviewValue, sameJson } from '../../values/review.ts';
import type { Ipv4Address, Ipv4Network, PrefixLength, VlanId } from '../../values/types.ts';
import type { Part } from './part.ts';

/** A VLAN the cloud platform defines. The local one wins over it (see `../platform.ts`). */
export interface PlatformVlan {
  readonly id: VlanId;
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly name: string;
}

/** A static route the cloud platform defines. */
export interface PlatformRoute {
  readonly target: Ipv4Network;
  readonly gateway: Ipv4Address;
  readonly name: string;
}

export interface PlatformSettings {
  readonly vlans: readonly PlatformVlan[];
  readonly routes: readonly PlatformRoute[];
}

type Line = 'platformVlans' | 'platformRoutes';

/** The maximum number of VLANs, and of routes, on any appliance. */
export const PLATFORM_ENTRIES_MAX = 4094;
/** A name is for people: one line of a log. */
const NAME_MAX_LENGTH = 64;

/** A name: 1 to 64 characters, no control characters. */
export function readName(reader: Reader, json: unknown, pointer: string): string | undefined {
  const valid = typeof json === 'string' && json.length <= NAME_MAX_LENGTH && /^\P{Cc}+$/u.test(json);
  return valid
    ? json
    : reader.refuse(pointer, `expected a name of 1 to ${NAME_MAX_LENGTH} characters on one line`);
}

/** A route's target, which starts at its network's first address and leaves the default route alone. */
export function readRouteTarget(
  reader: Reader,
  target: Ipv4Network,
  pointer: string,
): Ipv4Network | undefined {
  if (target.prefixLength === 0) {
    return reader.refuse(pointer, "expected a prefix length from 1 to 32; the default route is LAN's");
  }
  const network = networkOf(target.address, target.prefixLength);
  return network.address === target.address
    ? target
    : reader.refuse(pointer, `expected the first address of the network, ${cidr(network)}`);
}

function readVlan(reader: Reader, json: unknown, pointer: string): PlatformVlan | undefined {
  const read = reader.object(json, pointer, ['id', 'address', 'prefixLength', 'name']);
  if (!read) return undefined;
  return complete<PlatformVlan>({
    id: reader.number(read.id, `${pointer}/id`, vlanIdOf),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
    name: readName(reader, read.name, `${pointer}/name`),
  });
}

function readTarget(reader: Reader, json: unknown, pointer: string): Ipv4Network | undefined {
  const read = reader.object(json, pointer, ['address', 'prefixLength']);
  if (!read) return undefined;
  const target = complete<Ipv4Network>({
    address: reader.text(read.address, `${pointer}/address`, parseDottedQuad),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, prefixLengthOf),
  });
  return target && readRouteTarget(reader, target, pointer);
}

function readRoute(reader: Reader, json: unknown, pointer: string): PlatformRoute | undefined {
  const read = reader.object(json, pointer, ['target', 'gateway', 'name']);
  if (!read) return undefined;
  return complete<PlatformRoute>({
    target: readTarget(reader, read.target, `${pointer}/target`),
    gateway: reader.text(read.gateway, `${pointer}/gateway`, parseIpv4),
    name: readName(reader, read.name, `${pointer}/name`),
  });
}

function read(reader: Reader, json: unknown, pointer: string): PlatformSettings | undefined {
  const read = reader.object(json, pointer, ['vlans', 'routes']);
  if (!read) return undefined;
  const limit = { max: PLATFORM_ENTRIES_MAX };
  return complete<PlatformSettings>({
    vlans: reader.array(read.vlans, `${pointer}/vlans`, limit, (vlan, at) => readVlan(reader, vlan, at)),
    routes: reader.array(read.routes, `${pointer}/routes`, limit, (route, at) =>
      readRoute(reader, route, at),
    ),
  });
}

function write({ vlans, routes }: PlatformSettings): PlatformSettings {
  return {
    vlans: vlans.map(({ id, address, prefixLength, name }) => ({ id, address, prefixLength, name })),
    routes: routes.map(({ target, gateway, name }) => ({
      target: { address: target.address, prefixLength: target.prefixLength },
      gateway,
      name,
    })),
  };
}

/** The lists are shown as counts, so a line can change while its text stays the same. */
function review(before: PlatformSettings, after: PlatformSettings): readonly Difference<Line>[] {
  const was = write(before);
  const will = write(after);
  const count = (list: readonly unknown[]): ReviewValue => ({ kind: 'number', number: list.length });
  const line = (id: Line, old: readonly unknown[], next: readonly unknown[]): readonly Difference<Line>[] =>
    sameJson(old, next) ? [] : [{ line: id, before: count(old), after: count(next) }];
  return [
    ...line('platformVlans', was.vlans, will.vlans),
    ...line('platformRoutes', was.routes, will.routes),
  ];
}

/** What the cloud platform defines; no menu changes it. */
export const PLATFORM: Part<PlatformSettings, Line> = {
  factory: { vlans: [], routes: [] },
  read,
  write,
  check: () => [],
  review,
};
