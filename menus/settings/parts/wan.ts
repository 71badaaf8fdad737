import { type Ipv4Settings, readIpv4, writeIpv4 } from '../ipv4/ipv4.ts';
import { type Ipv4Lines, reviewIpv4 } from '../ipv4/review.ts';
import { checkIpv4 } from '../ipv4/rules.ts';
import type { Part } from './part.ts';

const LINES = {
  method: 'wanMode',
  address: 'wanAddress',
  netmask: 'wanNetmask',
  gateway: 'wanGateway',
  dns1: 'wanDns1',
  dns2: 'wanDns2',
} as const satisfies Ipv4Lines<string>;

/** The second interface; null: it is not used. */
export const WAN: Part<Ipv4Settings | null, (typeof LINES)[keyof typeof LINES]> = {
  factory: null,
  read: (reader, json, pointer) => (json === null ? null : readIpv4(reader, json, pointer)),
  write: (wan) => wan && writeIpv4(wan),
  check: (wan) => (wan === null ? [] : checkIpv4('WAN', wan)),
  review: (before, after, network) => reviewIpv4(LINES, before, after, network?.wan ?? null),
};
