import * as v from 'valibot';
import { parseDottedQuad, parseIpv6, prefixLengthOf } from '../../../../menus/values/parse.ts';
import type { Ipv4Address, Ipv4Network, Ipv6Address, PrefixLength } from '../../../../menus/values/types.ts';
import { INTERFACE, NO_OBJECT } from './names.ts';
import type { ObjectMirror } from './objects.ts';

interface Ipv4Config {
  readonly addresses: readonly { readonly address: Ipv4Address; readonly prefixLength: PrefixLength }[];
  readonly gateway: Ipv4Address | null;
  /** Where routes lead beside the default one. */
  readonly routes: readonly Ipv4Network[];
  readonly nameservers: readonly Ipv4Address[];
}

interface Ipv6Config {
  readonly addresses: readonly { readonly address: Ipv6Address; readonly prefixLength: number }[];
  readonly gateway: Ipv6Address | null;
}

/** One of NetworkManager's devices. */
export interface Device {
  readonly path: string;
  readonly name: string;
  /** NMDeviceState. */
  readonly state: number;
  /** NMDeviceStateReason of the last change. */
  readonly reason: number;
  readonly active: string | null;
  readonly mac: string;
  /** The MAC address an Ethernet interface was made with, in lower case; null: it is none. */
  readonly madeWith: string | null;
  readonly carrier: boolean;
  /** Mbit/s; 0 when unknown. */
  readonly speed_mbps: number;
  readonly ipv4: Ipv4Config;
  readonly ipv6: Ipv6Config;
  /** The address the DHCP server gave, when there is a lease. */
  readonly leasedAddress: Ipv4Address | null;
  /** The address a DHCPv6 server gave. */
  readonly leasedIpv6: Ipv6Address | null;
  /** The domain the DHCP server named (option 15); null: none. */
  readonly leasedDomain: string | null;
  /** null: not a VLAN. */
  readonly vlanId: number | null;
  /** Paths of the other objects all this was read from. */
  readonly readFrom: readonly string[];
}

const PATH = v.pipe(
  v.optional(v.string(), NO_OBJECT),
  v.transform((path) => (path === NO_OBJECT ? null : path)),
);

const DEVICE = v.object({
  Interface: v.string(),
  /** False: a VLAN that has a profile and no interface. */
  Real: v.optional(v.boolean(), true),
  State: v.number(),
  StateReason: v.tuple([v.number(), v.number()]),
  ActiveConnection: PATH,
  Ip4Config: PATH,
  Ip6Config: PATH,
  Dhcp4Config: PATH,
  Dhcp6Config: PATH,
  HwAddress: v.optional(v.string(), ''),
});

const WIRED = v.object({
  HwAddress: v.string(),
  PermHwAddress: v.optional(v.string(), ''),
  Carrier: v.boolean(),
  Speed: v.optional(v.number(), 0),
});

const VLAN = v.object({ VlanId: v.number(), Carrier: v.boolean() });

const ADDRESS_CONFIG = v.object({
  AddressData: v.optional(v.array(v.object({ address: v.string(), prefix: v.number() })), []),
  Gateway: v.optional(v.string(), ''),
  RouteData: v.optional(
    v.array(v.object({ dest: v.string(), prefix: v.number(), 'next-hop': v.optional(v.string(), '') })),
    [],
  ),
  NameserverData: v.optional(v.array(v.object({ address: v.string() })), []),
});

const LEASE6 = v.object({ Options: v.object({ ip6_address: v.optional(v.string(), '') }) });
const LEASE = v.object({
  Options: v.object({ ip_address: v.optional(v.string()), domain_name: v.optional(v.string()) }),
});

/** Reads one device; null when it is going or coming and not all of it is known. */
export function readDevice(objects: ObjectMirror, path: string): Device | null {
  const device = v.safeParse(DEVICE, objects.get(path, INTERFACE.device));
  if (!device.success || !device.output.Real) return null;
  const wired = v.safeParse(WIRED, objects.get(path, INTERFACE.wired));
  const vlan = v.safeParse(VLAN, objects.get(path, INTERFACE.vlan));
  const { output } = device;
  const lease = readLease(objects, output.Dhcp4Config);
  return {
    path,
    name: output.Interface,
    state: output.State,
    reason: output.StateReason[1],
    active: output.ActiveConnection,
    mac: wired.success ? wired.output.HwAddress : output.HwAddress,
    madeWith: wired.success ? (wired.output.PermHwAddress || wired.output.HwAddress).toLowerCase() : null,
    carrier: wired.success ? wired.output.Carrier : vlan.success && vlan.output.Carrier,
    speed_mbps: wired.success ? wired.output.Speed : 0,
    ipv4: readIpv4(objects, output.Ip4Config),
    ipv6: readIpv6(objects, output.Ip6Config),
    leasedAddress: ipv4OrNull(lease.ip_address ?? ''),
    leasedDomain: lease.domain_name ?? null,
    leasedIpv6: readLease6(objects, output.Dhcp6Config),
    vlanId: vlan.success ? vlan.output.VlanId : null,
    readFrom: [output.Ip4Config, output.Ip6Config, output.Dhcp4Config, output.Dhcp6Config].flatMap(
      (config) => config ?? [],
    ),
  };
}

function readIpv4(objects: ObjectMirror, path: string | null): Ipv4Config {
  const { AddressData, Gateway, RouteData, NameserverData } = readConfig(objects, path, INTERFACE.ip4);
  // `Gateway` is that of the main table only; WAN's default route is in its own.
  const defaultRoute = RouteData.find(({ dest, prefix }) => dest === '0.0.0.0' && prefix === 0);
  return {
    addresses: AddressData.flatMap(({ address, prefix }) => prefixed(address, prefix)),
    routes: RouteData.filter(({ prefix }) => prefix > 0).flatMap(({ dest, prefix }) =>
      prefixed(dest, prefix),
    ),
    gateway: ipv4OrNull(Gateway) ?? ipv4OrNull(defaultRoute?.['next-hop'] ?? ''),
    nameservers: NameserverData.flatMap(({ address }) => ipv4OrNull(address) ?? []),
  };
}

function prefixed(text: string, length: number): Ipv4Network[] {
  const address = parseDottedQuad(text);
  const prefixLength = prefixLengthOf(length);
  return address.ok && prefixLength.ok ? [{ address: address.value, prefixLength: prefixLength.value }] : [];
}

function readIpv6(objects: ObjectMirror, path: string | null): Ipv6Config {
  const { AddressData, Gateway } = readConfig(objects, path, INTERFACE.ip6);
  const gateway = parseIpv6(Gateway);
  return {
    addresses: AddressData.flatMap(({ address, prefix }) => {
      const parsed = parseIpv6(address);
      return parsed.ok ? [{ address: parsed.value, prefixLength: prefix }] : [];
    }),
    gateway: gateway.ok ? gateway.value : null,
  };
}

function readConfig(objects: ObjectMirror, path: string | null, name: string) {
  const config = v.safeParse(ADDRESS_CONFIG, path === null ? {} : (objects.get(path, name) ?? {}));
  return config.success ? config.output : v.parse(ADDRESS_CONFIG, {});
}

/** The options of the lease that matter here; none without a lease. */
function readLease(objects: ObjectMirror, path: string | null): v.InferOutput<typeof LEASE>['Options'] {
  const lease = v.safeParse(LEASE, path === null ? undefined : objects.get(path, INTERFACE.dhcp4));
  return lease.success ? lease.output.Options : {};
}

function readLease6(objects: ObjectMirror, path: string | null): Ipv6Address | null {
  const lease = v.safeParse(LEASE6, path === null ? null : objects.get(path, INTERFACE.dhcp6));
  const address = parseIpv6(lease.success ? lease.output.Options.ip6_address : '');
  return address.ok ? address.value : null;
}

function ipv4OrNull(text: string): Ipv4Address | null {
  const parsed = parseDottedQuad(text);
  return parsed.ok ? parsed.value : null;
}
