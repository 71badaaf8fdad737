/** How an interface gets its IPv4 address: what LAN and WAN have in common. */
import { hostPrefixLengthOf, parseIpv4 } from '../../values/parse.ts';
import { complete, type Reader } from '../../values/problems.ts';
import type { Ipv4Address, PrefixLength } from '../../values/types.ts';

export interface StaticIpv4 {
  readonly method: 'static';
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly gateway: Ipv4Address;
  /** One or two servers, in order of use. */
  readonly dns: readonly Ipv4Address[];
}

export interface DhcpIpv4 {
  readonly method: 'dhcp';
}

export type Ipv4Settings = DhcpIpv4 | StaticIpv4;

export function writeIpv4(ipv4: Ipv4Settings): Ipv4Settings {
  if (ipv4.method === 'dhcp') return { method: 'dhcp' };
  const { address, prefixLength, gateway, dns } = ipv4;
  return { method: 'static', address, prefixLength, gateway, dns: [...dns] };
}

export function readIpv4(reader: Reader, json: unknown, pointer: string): Ipv4Settings | undefined {
  if (typeof json === 'object' && json !== null && 'method' in json && json.method === 'dhcp') {
    return reader.object(json, pointer, ['method']) && { method: 'dhcp' };
  }
  const read = reader.object(json, pointer, ['method', 'address', 'prefixLength', 'gateway', 'dns']);
  if (!read) return undefined;
  return complete<StaticIpv4>({
    method:
      read.method === 'static' ? 'static' : reader.refuse(`${pointer}/method`, 'expected dhcp or static'),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
    gateway: reader.text(read.gateway, `${pointer}/gateway`, parseIpv4),
    dns: reader.array(read.dns, `${pointer}/dns`, { min: 1, max: 2 }, (server, at) =>
      reader.text(server, at, parseIpv4),
    ),
  });
}
