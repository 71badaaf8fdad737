import type { LinkRole } from '../../../../menus/role.ts';
import { contains } from '../../../../menus/values/address.ts';
import { parseIpv4, parseIpv6, prefixLengthOf } from '../../../../menus/values/parse.ts';
import type { Ipv4Address, Ipv6Address, PrefixLength } from '../../../../menus/values/types.ts';

/** The network around one interface of the simulated appliance. */
export interface Segment {
  readonly mac: string;
  readonly network: { readonly address: Ipv4Address; readonly prefixLength: PrefixLength };
  /** What the DHCP server gives out. */
  readonly lease: Ipv4Address;
  readonly gateway: Ipv4Address;
  readonly gatewayMac: string;
  readonly dns: readonly Ipv4Address[];
}

const length24 = accepted(prefixLengthOf(24));

/** Private networks (RFC 1918), one an ordinary office, the other clearly different. */
const LAN_SEGMENT: Segment = {
  mac: '02:00:00:00:01:02',
  network: { address: ipv4('192.168.1.0'), prefixLength: length24 },
  lease: ipv4('192.168.1.100'),
  gateway: ipv4('192.168.1.1'),
  gatewayMac: '02:00:00:00:01:01',
  dns: [ipv4('192.168.1.1')],
};
const WAN_SEGMENT: Segment = {
  mac: '02:00:00:00:02:02',
  network: { address: ipv4('10.20.30.0'), prefixLength: length24 },
  lease: ipv4('10.20.30.100'),
  gateway: ipv4('10.20.30.1'),
  gatewayMac: '02:00:00:00:02:01',
  dns: [ipv4('10.20.30.1')],
};

export function segmentOf(link: LinkRole): Segment {
  return link === 'lan' ? LAN_SEGMENT : WAN_SEGMENT;
}

/** What other software sets, when a switch says so. */
export const FOREIGN_INTERFACE = 'eth9';
export const FOREIGN_DNS = '9.9.9.9';
export const FOREIGN_ADDRESS = '192.168.1.222';

export const NEIGHBOUR_MAC = '02:00:00:00:01:20';

/** From the documentation prefix (RFC 3849), with the interface identifier of LAN's MAC address. */
export const ADVERTISED_ADDRESS = ipv6('2001:db8:1::ff:fe00:102');
export const LINK_LOCAL_ADDRESS = ipv6('fe80::ff:fe00:102');

/** Resolvers out there, reached through a gateway that answers. */
const PUBLIC_DNS: readonly string[] = ['1.1.1.1', '8.8.8.8', '9.9.9.9'];

/** Whether a server would answer, the way to it being in order. */
export function isDnsServer(address: Ipv4Address): boolean {
  return [LAN_SEGMENT, WAN_SEGMENT].some(({ dns }) => dns.includes(address)) || PUBLIC_DNS.includes(address);
}

/** Whether the way to an address leads over a gateway. */
export function isBeyondGateway(address: Ipv4Address): boolean {
  return ![LAN_SEGMENT, WAN_SEGMENT].some(({ network }) => contains(network, address));
}

function ipv4(text: string): Ipv4Address {
  return accepted(parseIpv4(text));
}

function ipv6(text: string): Ipv6Address {
  return accepted(parseIpv6(text));
}

function accepted<Value>(
  parsed: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  if (!parsed.ok) throw new Error('the simulated network has an address that is none');
  return parsed.value;
}
