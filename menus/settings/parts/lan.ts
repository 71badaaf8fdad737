import { type Ipv4Settings, readIpv4, writeIpv4 } from '../ipv4/ipv4.ts';
import { type Ipv4Lines, reviewIpv4 } from '../ipv4/review.ts';
import { checkIpv4 } from '../ipv4/rules.ts';
import type { Part } from './part.ts';

const LINES = {
  method: 'lanMode',
  address: 'lanAddress',
  netmask: 'lanNetmask',
  gateway: 'lanGateway',
  dns1: 'lanDns1',
  dns2: 'lanDns2',
} as const satisfies Ipv4Lines<string>;

/** LAN's IPv4 address. */
export const LAN: Part<Ipv4Settings, (typeof LINES)[keyof typeof LINES]> = {
  factory: { method: 'dhcp' },
  read: readIpv4,
  write: writeIpv4,
  check: (lan) => checkIpv4('LAN', lan),
  review: (before, after, network) => reviewIpv4(LINES, before, after, network?.lan ?? null),
};
