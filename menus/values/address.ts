/** Arithmetic on IPv4 addresses and networks. Everything here takes and gives values that are already valid. */
import type { Ipv4Address, Ipv4Network, PrefixLength } from './types.ts';

/** The address as a number, 0 to 2^32 - 1. */
export function numberOf(address: Ipv4Address): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** The address of a number, 0 to 2^32 - 1. */
export function addressOf(number: number): Ipv4Address {
  const parts = [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
  return parts.join('.') as Ipv4Address;
}

/** The netmask's bits as a number. A shift by 32 is a shift by 0 in JavaScript, hence the case for 0. */
function maskBits(prefixLength: number): number {
  return prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
}

/** 24 -> `255.255.255.0`. */
export function netmaskOf(prefixLength: PrefixLength): Ipv4Address {
  return addressOf(maskBits(prefixLength));
}

/** Every netmask, each at the index of its prefix length. */
export const NETMASKS: readonly Ipv4Address[] = Array.from({ length: 33 }, (_, length) =>
  addressOf(maskBits(length)),
);

/** The network an address lies in. */
export function networkOf(address: Ipv4Address, prefixLength: PrefixLength): Ipv4Network {
  return { address: addressOf((numberOf(address) & maskBits(prefixLength)) >>> 0), prefixLength };
}

/** The last address of the network an address lies in. */
export function broadcastOf(address: Ipv4Address, prefixLength: PrefixLength): Ipv4Address {
  return addressOf((numberOf(address) | ~maskBits(prefixLength)) >>> 0);
}

/** Whether the address is the first of its network, or the last: neither is a host's. */
export function edgeOf(address: Ipv4Address, prefixLength: PrefixLength): 'network' | 'broadcast' | null {
  const hostBits = ~maskBits(prefixLength) >>> 0;
  const host = (numberOf(address) & hostBits) >>> 0;
  if (host === 0) return 'network';
  return host === hostBits ? 'broadcast' : null;
}

/** Whether the address lies in the network; its first and last addresses do. */
export function contains(network: Ipv4Network, address: Ipv4Address): boolean {
  return networkOf(address, network.prefixLength).address === network.address;
}

/** Whether the networks have a common address: of two CIDR networks one then holds the other. */
export function overlaps(a: Ipv4Network, b: Ipv4Network): boolean {
  return contains(a, b.address) || contains(b, a.address);
}

/** Three digits a part, as the LCD shows an address in a field: `192.168.001.010`. */
export function padded(address: Ipv4Address): string {
  return address
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.');
}

/** CIDR text: `192.168.1.0/24`. */
export function cidr(network: Ipv4Network): string {
  return `${network.address}/${network.prefixLength}`;
}

/** In the network of `address`, the host that `host` is in its own; null where that is not a host's address here. */
export function inSubnetOf(
  address: Ipv4Address,
  prefixLength: PrefixLength,
  host: { readonly address: Ipv4Address; readonly prefixLength: PrefixLength },
): Ipv4Address | null {
  const hostPart = (numberOf(host.address) & ~maskBits(host.prefixLength)) >>> 0;
  const size = 2 ** (32 - prefixLength);
  const isHost = hostPart > 0 && hostPart < size - 1;
  return isHost ? addressOf(numberOf(networkOf(address, prefixLength).address) + hostPart) : null;
}

/** The first address of a host in the network an address lies in; null where it has no room for two. */
export function firstHostOf(address: Ipv4Address, prefixLength: PrefixLength): Ipv4Address | null {
  return prefixLength > 30 ? null : addressOf(numberOf(networkOf(address, prefixLength).address) + 1);
}

/** The last one. */
export function lastHostOf(address: Ipv4Address, prefixLength: PrefixLength): Ipv4Address | null {
  return prefixLength > 30 ? null : addressOf(numberOf(broadcastOf(address, prefixLength)) - 1);
}

/** The address with the same host part in the next network of that size; null past the last one. */
export function inNextSubnet(address: Ipv4Address, prefixLength: PrefixLength): Ipv4Address | null {
  const next = numberOf(address) + 2 ** (32 - prefixLength);
  return next < 2 ** 32 ? addressOf(next) : null;
}
