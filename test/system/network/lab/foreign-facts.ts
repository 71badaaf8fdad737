import { WORLD } from './addresses.ts';
import type { Box } from './box.ts';

/** Something other software has set on the machine, and how it is taken away again. */
export interface ForeignFact {
  readonly name: string;
  readonly stand: (box: Box) => Promise<unknown>;
  readonly leave: (box: Box) => Promise<unknown>;
}

/** A third interface with a network of its own; RFC 5737 addresses. */
const THIRD = { name: 'x0', peer: 'x1', address: '192.0.2.2/24', gateway: '192.0.2.1' } as const;

/** For `sh` on the machine; what is there already stays, what has gone meanwhile is gone. */
function shell(name: string, stand: string, leave: string): ForeignFact {
  return {
    name,
    stand: (box) => box.exec('sh', '-c', stand),
    leave: (box) => box.exec('sh', '-c', `${leave} || true`),
  };
}

const route = (name: string, target: string) =>
  shell(name, `ip route add ${target}`, `ip route del ${target} 2>/dev/null`);
const rule = (name: string, what: string) =>
  shell(name, `ip rule add ${what}`, `ip rule del ${what} 2>/dev/null`);
const address = (name: string, what: string) =>
  shell(name, `ip address add ${what}`, `ip address del ${what} 2>/dev/null`);
const sysctl = (key: string, value: number, usual: number) =>
  shell(`${key}=${value}`, `sysctl -qw ${key}=${value}`, `sysctl -qw ${key}=${usual}`);
/** In place, as programs do that know nothing of NetworkManager. */
const resolver = (...servers: readonly string[]) =>
  shell(
    `resolv.conf with ${servers.join(' and ')}`,
    `printf 'nameserver %s\\n' ${servers.join(' ')} > /etc/resolv.conf`,
    'nmcli general reload dns-full 2>/dev/null',
  );
/** A profile that comes up by itself, and would rather have the interface than a profile with priority 0. */
const profile = (link: string, priority: number) =>
  shell(
    `a profile for ${link} with priority ${priority}`,
    `nmcli connection add type ethernet con-name rival-${link} ifname ${link} autoconnect yes` +
      ` connection.autoconnect-priority ${priority} ipv4.method auto`,
    `nmcli connection delete rival-${link} 2>/dev/null`,
  );

/** Puts the third interface up. */
export async function addThirdInterface(box: Box): Promise<void> {
  const { name, peer, address: own } = THIRD;
  await box.exec('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', peer);
  for (const link of [name, peer]) await box.exec('ip', 'link', 'set', link, 'up');
  await box.exec('ip', 'address', 'add', own, 'dev', name);
}

export const DEFAULT_ROUTE_THAT_LOSES = route(
  'a default route of metric 500',
  `default via ${THIRD.gateway} metric 500`,
);
export const DEFAULT_ROUTE_THAT_WINS = route(
  'a default route of metric 5',
  `default via ${THIRD.gateway} metric 5`,
);
export const FORWARDING = sysctl('net.ipv4.ip_forward', 1, 0);

/** Every kind of fact that was met in the field, and others of the kind. */
export const FOREIGN_FACTS: readonly ForeignFact[] = [
  FORWARDING,
  DEFAULT_ROUTE_THAT_LOSES,
  DEFAULT_ROUTE_THAT_WINS,
  route('half of a default route', `0.0.0.0/1 via ${THIRD.gateway}`),
  route('another gateway on LAN', `default via ${WORLD.lan.neighbour} dev lan0 onlink metric 700`),
  route('an unreachable default', 'unreachable default metric 4000000'),
  route('a route to the platform', `203.0.113.0/24 via ${THIRD.gateway}`),
  route('a route in a table of its own', `198.51.100.0/24 via ${THIRD.gateway} table 77`),
  rule('a rule by source', 'from 192.0.2.2 lookup 77 priority 100'),
  rule('a rule by destination', 'to 198.51.100.0/24 lookup 77 priority 29000'),
  rule('a rule by mark', 'fwmark 7 lookup 77 priority 31000'),
  address('a second address on LAN', '10.77.0.222/24 dev lan0'),
  address('an address of another network on LAN', '172.20.1.5/16 dev lan0'),
  address('a second address on WAN', '172.21.1.5/16 dev wan0'),
  address('an address of a container bridge', '172.17.0.1/16 dev x1'),
  resolver('9.9.9.9'),
  resolver('::1'),
  resolver('127.0.0.53', '9.9.9.9'),
  sysctl('net.ipv4.conf.all.rp_filter', 1, 0),
  sysctl('net.ipv4.conf.lan0.arp_ignore', 1, 0),
  sysctl('net.ipv6.conf.all.accept_ra', 0, 1),
  sysctl('net.ipv6.conf.default.disable_ipv6', 1, 0),
  sysctl('net.ipv6.conf.lan0.disable_ipv6', 0, 1),
  profile('lan0', 0),
  profile('lan0', 999),
  profile('wan0', 500),
  profile('x0', 10),
];
