import { networkOf } from '../../../../menus/values/address.ts';
import type { Ipv4Address, Ipv4Network, PrefixLength } from '../../../../menus/values/types.ts';
import type { VariantDictionary } from '../../../dbus/values.ts';

/**
 * Routing table that holds WAN's routes. Any number not in /etc/iproute2/rt_tables would do; this one is high
 * enough to stay clear of tables that administrators number from 100.
 */
export const WAN_TABLE = 6350;

/** After `local` (0), before `main` (32766). */
const PRIORITY = { from: 30_000, to: 30_001 } as const;
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

/** What goes to WAN whatever its source: WAN's subnet, its DNS servers, the platform's networks; each once. */
export function wanDestinations(lease: WanLease, networks: readonly Ipv4Network[]): readonly Destination[] {
  const subnet = networkOf(lease.address, lease.prefixLength);
  const servers = lease.dns.map((address) => ({ address, prefixLength: 32 }));
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
export function wanRules(lease: WanLease, networks: readonly Ipv4Network[]): VariantDictionary[] {
  return [
    { ...common(PRIORITY.from), from: ['s', lease.address], 'from-len': ['y', 32] },
    ...wanDestinations(lease, networks).map(to),
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
  return { ...common(PRIORITY.to), to: ['s', address], 'to-len': ['y', prefixLength] };
}
