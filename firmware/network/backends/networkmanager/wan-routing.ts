import { cidr, networkOf } from '../../../../menus/values/address.ts';
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

/** What goes to WAN whatever its source: WAN's subnet, its DNS servers, the platform's networks. CIDR text. */
export function wanTargets(lease: WanLease, networks: readonly Ipv4Network[]): string[] {
  const subnet = cidr(networkOf(lease.address, lease.prefixLength));
  const servers = lease.dns.map((server) => `${server}/32`);
  return [...new Set([subnet, ...servers, ...networks.map(cidr)])];
}

/**
 * NetworkManager's routing rules that send packets to WAN's table: those sent from WAN's address, and those to
 * `wanTargets`. Everything else stays with LAN's default route.
 */
export function wanRules(lease: WanLease, networks: readonly Ipv4Network[]): VariantDictionary[] {
  return [
    { ...common(PRIORITY.from), from: ['s', lease.address], 'from-len': ['y', 32] },
    ...wanTargets(lease, networks).map(to),
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

function to(target: string): VariantDictionary {
  const [address = '', length = '32'] = target.split('/');
  return { ...common(PRIORITY.to), to: ['s', address], 'to-len': ['y', Number(length)] };
}
