import { contains, networkOf } from '../../../../menus/values/address.ts';
import type { Ipv4Address, Ipv4Network, PrefixLength } from '../../../../menus/values/types.ts';
import type { VariantDictionary } from '../../../dbus/values.ts';

/**
 * Routing table that holds WAN's routes. Any number not in /etc/iproute2/rt_tables would do; this one is high
 * enough to stay clear of tables that administrators number from 100.
 */
export const WAN_TABLE = 6350;

/** After `local` (0), before `main` (32766). */
export const WAN_RULE_PRIORITY = { from: 30_000, to: 30_001 } as const;
const AF_INET = 2;
/** FR_ACT_TO_TBL of linux/fib_rules.h. */
const TO_TABLE = 1;

/** What WAN has: its address, and the DNS servers that are reached through it. */
export interface WanLease {
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly dns: readonly Ipv4Address[];
}

/** A network, or a single host with 32. */
interface Destination {
  readonly address: Ipv4Address;
  readonly prefixLength: number;
}

/** Networks by their side: those of the platform lead over WAN, those of LAN, its VLANs and its routes do not. */
export interface Sides {
  readonly wan: readonly Ipv4Network[];
  readonly lan: readonly Ipv4Network[];
}

/**
 * What goes to WAN whatever its source: WAN's subnet, its DNS servers, the platform's networks; each once. A DNS server
 * that stands on the side of LAN is reached there, whoever names it.
 */
export function wanDestinations(lease: WanLease, sides: Sides): readonly Destination[] {
  const subnet = networkOf(lease.address, lease.prefixLength);
  const networks = sides.wan;
  const servers = lease.dns
    .filter((address) => !sides.lan.some((network) => contains(network, address)))
    .map((address) => ({ address, prefixLength: 32 }));
  const all = [subnet, ...servers, ...networks];
  return [...new Map(all.map((each) => [destinationText(each), each])).values()];
}

export function destinationText({ address, prefixLength }: Destination): string {
  return `${address}/${prefixLength}`;
}

/**
 * NetworkManager's routing rules that send packets to WAN's table: those sent from WAN's address, and those to
 * `wanDestinations`. Everything else stays with LAN's default route.
 */
export function wanRules(lease: WanLease, sides: Sides): VariantDictionary[] {
  return [
    { ...common(WAN_RULE_PRIORITY.from), from: ['s', lease.address], 'from-len': ['y', 32] },
    ...wanDestinations(lease, sides).map(to),
  ];
}

function common(priority: number): VariantDictionary {
  return {
    family: ['i', AF_INET],
    priority: ['u', priority],
    action: ['y', TO_TABLE],
    table: ['u', WAN_TABLE],
  };
}

function to({ address, prefixLength }: Destination): VariantDictionary {
  return { ...common(WAN_RULE_PRIORITY.to), to: ['s', address], 'to-len': ['y', prefixLength] };
}
