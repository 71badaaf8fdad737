import type { LinkRole, Role } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import type { RolePart } from '../../../../menus/words/messages.ts';
import type { Mismatch } from '../../mismatch.ts';
import { nameOf } from '../../roles.ts';
import type { KernelLink, KernelRoute, KernelState } from './kernel.ts';
import { inPortions } from './portions.ts';
import type { StoredProfile } from './profile-store.ts';
import type { Sides } from './wan-routing.ts';

/** All that is compared with what is wanted. */
export interface InForce {
  readonly kernel: KernelState;
  /** Kernel names; null: no such interface now. */
  readonly lan: string | null;
  readonly wan: string | null;
  /** Bezel's profiles that NetworkManager has stored and would bring up. */
  readonly profiles: readonly Pick<StoredProfile, 'name' | 'role' | 'ipv4'>[];
  /** Name of the profile each interface runs under, by kernel name. */
  readonly active: ReadonlyMap<string, string>;
  /** DNS servers in use for names: /etc/resolv.conf, or what stands behind a resolver on this machine. */
  readonly nameservers: readonly string[];
  /** What the lease of a link names, or its profile; empty without one. */
  readonly lanDns: readonly Ipv4Address[];
  readonly wanDns: readonly Ipv4Address[];
  /** The address that a link has by DHCP; null without a lease. */
  readonly leased: Readonly<Record<LinkRole, Ipv4Address | null>>;
  /** Networks that are not reached over WAN whoever asks, and those that are. */
  readonly sides: Sides;
  readonly proxyFile: string | null;
}

/** The same, with what is looked up for each of thousands of VLANs and routes at hand. */
export interface IndexedInForce extends InForce {
  readonly links: ReadonlyMap<string, KernelLink>;
  readonly profileNamed: ReadonlyMap<string, InForce['profiles'][number]>;
  /** IPv4 routes of the main table, by target. */
  readonly routesTo: ReadonlyMap<string, readonly KernelRoute[]>;
}

/** `lasting`: only a change corrects it; anything else may vanish while NetworkManager is still at work. */
export type Difference = Mismatch & { readonly lasting: boolean };

/** Thousands of routes are sorted in portions, between which the event loop turns. */
export async function indexed(now: InForce): Promise<IndexedInForce> {
  const routesTo = new Map<string, KernelRoute[]>();
  for await (const portion of inPortions(now.kernel.routes)) {
    for (const route of portion) {
      if (route.table === 'main' && route.family === 4) addTo(routesTo, route.target, route);
    }
  }
  return {
    ...now,
    links: new Map(now.kernel.links.map((link) => [link.name, link])),
    profileNamed: new Map(now.profiles.map((profile) => [profile.name, profile])),
    routesTo,
  };
}

function addTo<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

/** Whether every difference may still vanish by itself. */
export function maySettle(found: readonly Difference[]): boolean {
  return found.length > 0 && !found.some(({ lasting }) => lasting);
}

/** None where what is wanted is there; what is there besides is not ours. */
export function missing(
  role: Role,
  part: RolePart,
  wanted: string,
  inForce: readonly string[],
): readonly Difference[] {
  return inForce.includes(wanted) ? [] : differing(role, part, wanted, list(inForce));
}

/** None where both are the same. */
export function differing(
  role: Role,
  part: RolePart,
  wanted: string,
  inForce: string,
): readonly Difference[] {
  return wanted === inForce ? [] : [{ role, part, wanted, inForce, lasting: false }];
}

/** What comes up with the cable, or at the next boot: the role's profile is stored, with this addressing. */
export function profileDifferences(
  role: Role,
  addressing: string,
  now: IndexedInForce,
): readonly Difference[] {
  const name = nameOf(role);
  const stored = now.profileNamed.get(name);
  const found =
    stored === undefined
      ? differing(role, 'profile', name, '')
      : differing(role, 'address', addressing, stored.ipv4);
  return found.map((difference) => ({ ...difference, lasting: true }));
}

export function linkNamed({ links }: IndexedInForce, name: string | null): KernelLink | null {
  return name === null ? null : (links.get(name) ?? null);
}

/** In an order of its own: neither the kernel nor NetworkManager promises one. */
export function list(items: readonly string[]): string {
  return [...items].sort().join(', ');
}
