import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute, PlatformVlan } from '../../../../menus/settings/parts/platform.ts';
import type { LocalVlan } from '../../../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../../../menus/settings/platform.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import { cidr } from '../../../../menus/values/address.ts';
import type { Ipv4Network } from '../../../../menus/values/types.ts';
import type { Mismatch } from '../../backend.ts';
import { parseCidr } from '../../cidr.ts';
import type { KernelLink, KernelRoute, KernelState } from './kernel.ts';
import { isVlanInterface, LAN_PROFILE, vlanInterface, WAN_PROFILE, wantedProfiles } from './profiles.ts';
import { proxyFileText } from './proxy-file.ts';
import { WAN_TABLE, wanTargets } from './wan-routing.ts';

/** All that is compared with what is wanted. */
export interface InForce {
  readonly kernel: KernelState;
  /** Kernel names; null: no such interface now. */
  readonly lan: string | null;
  readonly wan: string | null;
  /** Bezel's profiles that NetworkManager has stored, with their addressing in a word: `auto`, `10.77.0.2/24`. */
  readonly profiles: readonly { readonly id: string; readonly ipv4: string }[];
  /** Name of the profile each interface runs under, by kernel name. */
  readonly active: ReadonlyMap<string, string>;
  /** DNS servers in use for names: /etc/resolv.conf, or what stands behind a resolver on this machine. */
  readonly nameservers: readonly string[];
  /** What the lease of WAN names; empty without one. */
  readonly wanDns: readonly Ipv4Network['address'][];
  readonly proxyFile: string | null;
}

/** The same, with what is looked up for each of thousands of VLANs and routes at hand. */
interface Indexed extends InForce {
  readonly links: ReadonlyMap<string, KernelLink>;
  /** IPv4 routes of the main table, by target. */
  readonly routesTo: ReadonlyMap<string, readonly KernelRoute[]>;
  /** Routes of the main table beyond what the kernel adds itself for an address, by interface. */
  readonly addedRoutes: ReadonlyMap<string, readonly KernelRoute[]>;
}

/**
 * Every difference between what is wanted and what is in force, part by part; no part has any when it is as wanted.
 * Each VLAN and each platform route is a part, so that whoever asks can pause in between.
 */
export function* mismatches(
  wanted: Settings,
  inForce: InForce,
  networks: readonly Ipv4Network[],
): Generator<readonly Mismatch[]> {
  const now = indexed(inForce);
  yield profileMismatches(wanted, now);
  yield lanMismatches(wanted, now);
  yield* platformRouteMismatches(wanted.platform.routes, now);
  yield wanMismatches(wanted, now, networks);
  yield* vlanMismatches(wanted, now);
  yield dnsMismatches(wanted, now);
  yield proxyMismatches(wanted, now);
}

function indexed(now: InForce): Indexed {
  const main = now.kernel.routes.filter(({ table }) => table === 'main');
  return {
    ...now,
    links: new Map(now.kernel.links.map((link) => [link.name, link])),
    routesTo: grouped(
      main.filter(({ family }) => family === 4),
      ({ target }) => target,
    ),
    addedRoutes: grouped(
      main.filter(({ protocol }) => protocol !== 'kernel'),
      ({ device }) => device ?? '',
    ),
  };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** What only a change can mend: a profile that is missing or another, a file. One left over may be on its way out. */
const LASTING: ReadonlySet<string> = new Set([
  'missing profiles',
  'LAN profile IPv4',
  'WAN profile IPv4',
  'proxy file',
]);

/** Whether differences may vanish by themselves, since NetworkManager is still at work. */
export function maySettle(found: readonly Mismatch[]): boolean {
  return found.length > 0 && !found.some(({ what }) => LASTING.has(what));
}

function profileMismatches(wanted: Settings, now: InForce): Mismatch[] {
  const expected = wantedProfiles(wanted);
  const present = new Set(now.profiles.map(({ id }) => id));
  return [
    ...equal('missing profiles', 'none', list([...expected].filter((id) => !present.has(id)))),
    ...equal('profiles left over', 'none', list([...present].filter((id) => !expected.has(id)))),
    // What comes up with the cable, or at the next boot.
    ...now.profiles.flatMap(({ id, ipv4 }) => {
      if (id === LAN_PROFILE) return equal('LAN profile IPv4', addressing(wanted.lan.ipv4), ipv4);
      return id === WAN_PROFILE && wanted.wan !== null
        ? equal('WAN profile IPv4', addressing(wanted.wan), ipv4)
        : [];
    }),
  ];
}

function lanMismatches(wanted: Settings, now: Indexed): Mismatch[] {
  const link = linkOf(now, now.lan);
  if (link === null) return [{ what: 'LAN interface', wanted: 'present', inForce: 'absent' }];
  // Without a carrier nothing is in force; the profile comes up with the cable.
  if (!link.carrier) return [];
  const { ipv4, ipv6 } = wanted.lan;
  const defaults = (now.routesTo.get('default') ?? []).map(
    ({ device, gateway }) => `${gateway ?? 'none'} on ${device}`,
  );
  return [
    ...common('LAN', link, ipv4, now, LAN_PROFILE),
    ...(ipv4.method === 'static'
      ? equal('default route', `${ipv4.gateway} on ${link.name}`, list(defaults))
      : []),
    ...(ipv6 || link.ipv6.length === 0
      ? []
      : [{ what: 'LAN IPv6', wanted: 'none', inForce: list(link.ipv6) }]),
    ...(ipv6 && link.ipv6.length === 0 ? [{ what: 'LAN IPv6', wanted: 'on', inForce: 'off' }] : []),
  ];
}

/** A target may have several gateways, and may be the subnet of LAN itself, to which the kernel has a route anyway. */
function* platformRouteMismatches(wanted: readonly PlatformRoute[], now: Indexed): Generator<Mismatch[]> {
  const lan = linkOf(now, now.lan);
  // They come with the address: without a lease there are none, as there is no default route.
  if (lan?.carrier !== true || lan.ipv4.length === 0) return;
  for (const [name, routes] of grouped(wanted, ({ target }) => hostRoute(cidr(target)))) {
    const found = (now.routesTo.get(name) ?? []).filter(({ protocol }) => protocol !== 'kernel');
    const expected = list(routes.map(({ gateway }) => gateway));
    yield equal(`route to ${name}`, expected, list(found.map(({ gateway }) => gateway ?? 'none')));
  }
}

function wanMismatches(wanted: Settings, now: Indexed, networks: readonly Ipv4Network[]): Mismatch[] {
  const rules = now.kernel.rules.filter(({ table }) => table === String(WAN_TABLE));
  const from = rules.filter((rule) => rule.to === 'all').map((rule) => rule.from);
  const to = rules.filter((rule) => rule.from === 'all').map((rule) => rule.to);
  const link = linkOf(now, now.wan);
  if (wanted.wan === null) {
    return [
      ...equal('WAN address', 'none', list(link?.ipv4 ?? [])),
      ...equal('WAN rules', 'none', list([...from, ...to])),
      ...equal('WAN routes', 'none', list(wanRoutes(now).map(({ target }) => target))),
    ];
  }
  if (link === null) return [{ what: 'WAN interface', wanted: 'present', inForce: 'absent' }];
  if (!link.carrier) return [];
  const forwarding = [link, linkOf(now, now.lan)].some((one) => one?.forwarding === true);
  const address = link.ipv4[0];
  const gateways = wanRoutes(now)
    .filter(({ target }) => target === 'default')
    .map(({ gateway }) => gateway ?? 'none');
  return [
    ...common('WAN', link, wanted.wan, now, WAN_PROFILE),
    ...(wanted.wan.method === 'static' ? equal('WAN gateway', wanted.wan.gateway, list(gateways)) : []),
    ...equal('IP forwarding', 'off', forwarding ? 'on' : 'off'),
    ...(address === undefined ? [] : ruleMismatches(address, from, to, wanted.wan, now, networks)),
  ];
}

function ruleMismatches(
  address: string,
  from: readonly string[],
  to: readonly string[],
  ipv4: Ipv4Settings,
  now: InForce,
  networks: readonly Ipv4Network[],
): Mismatch[] {
  const lease = parseCidr(address);
  if (lease === null) return [];
  const dns = ipv4.method === 'static' ? ipv4.dns : now.wanDns;
  return [
    ...equal('WAN source rule', `${lease.address}/32`, list(from)),
    ...equal('WAN destination rules', list(wanTargets({ ...lease, dns }, networks)), list(to)),
  ];
}

function* vlanMismatches(wanted: Settings, now: Indexed): Generator<readonly Mismatch[]> {
  const parent = linkOf(now, now.lan);
  // The interface leaves with its parent's carrier and returns with it.
  if (parent?.carrier !== true) return;
  const expected = mergeVlans(wanted).inForce;
  const names = [...now.links.keys()].filter(isVlanInterface);
  const areThere =
    names.length === expected.length && expected.every(({ id }) => now.links.has(vlanInterface(id)));
  if (!areThere) {
    const what = 'VLAN interfaces';
    yield [{ what, wanted: list(expected.map(({ id }) => vlanInterface(id))), inForce: list(names) }];
  }
  for (const vlan of expected) yield vlanMismatch(vlan, parent, now);
}

function vlanMismatch(vlan: LocalVlan | PlatformVlan, parent: KernelLink, now: Indexed): Mismatch[] {
  const link = linkOf(now, vlanInterface(vlan.id));
  if (link === null) return [];
  const what = `VLAN ${vlan.id}`;
  return [
    ...equal(`${what} ID`, String(vlan.id), String(link.vlanId)),
    ...equal(`${what} parent`, parent.name, link.parent ?? 'none'),
    ...equal(`${what} address`, `${vlan.address}/${vlan.prefixLength}`, list(link.ipv4)),
    ...equal(
      `${what} routes`,
      'none',
      list((now.addedRoutes.get(link.name) ?? []).map(({ target }) => target)),
    ),
  ];
}

function dnsMismatches(wanted: Settings, now: Indexed): Mismatch[] {
  const { ipv4 } = wanted.lan;
  if (ipv4.method !== 'static' || linkOf(now, now.lan)?.carrier !== true) return [];
  const missing = ipv4.dns.filter((server) => !now.nameservers.includes(server));
  return missing.length === 0
    ? []
    : [{ what: 'DNS', wanted: list(ipv4.dns), inForce: list(now.nameservers) }];
}

/** Says no more than whether it differs: the file holds a password. */
function proxyMismatches({ proxy }: Settings, now: InForce): Mismatch[] {
  if (now.proxyFile === (proxy === null ? null : proxyFileText(proxy))) return [];
  const wanted = proxy === null ? 'none' : `${proxy.host}:${proxy.port}`;
  return [{ what: 'proxy file', wanted, inForce: now.proxyFile === null ? 'none' : 'another content' }];
}

/** What holds for LAN and WAN alike. */
function common(
  what: string,
  link: KernelLink,
  ipv4: Ipv4Settings,
  now: InForce,
  profile: string,
): Mismatch[] {
  return [
    ...equal(`${what} profile`, profile, now.active.get(link.name) ?? 'none'),
    ...equal(`${what} bridge`, 'none', link.master ?? 'none'),
    ...(ipv4.method === 'static'
      ? equal(`${what} address`, `${ipv4.address}/${ipv4.prefixLength}`, list(link.ipv4))
      : []),
    ...(ipv4.method === 'dhcp' && link.ipv4.length > 1
      ? [{ what: `${what} address`, wanted: 'one, by DHCP', inForce: list(link.ipv4) }]
      : []),
  ];
}

function addressing(ipv4: Ipv4Settings): string {
  return ipv4.method === 'dhcp' ? 'auto' : `${ipv4.address}/${ipv4.prefixLength}`;
}

function wanRoutes(now: InForce) {
  return now.kernel.routes.filter(({ table }) => table === String(WAN_TABLE));
}

function linkOf({ links }: Indexed, name: string | null): KernelLink | null {
  return name === null ? null : (links.get(name) ?? null);
}

function equal(what: string, wanted: string, inForce: string): Mismatch[] {
  return wanted === inForce ? [] : [{ what, wanted, inForce }];
}

/** In an order of its own: neither the kernel nor NetworkManager promises one. */
function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : [...items].sort().join(', ');
}

/** The kernel names a route to a single host without its length. */
function hostRoute(target: string): string {
  return target.endsWith('/32') ? target.slice(0, -3) : target;
}
