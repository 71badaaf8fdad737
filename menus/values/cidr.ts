import { networkOf } from './address.ts';
import { parseDottedQuad, prefixLengthOf } from './parse.ts';
import type { Ipv4Network } from './types.ts';

/** An address with its prefix length, `10.77.0.2/24`; null when it is not IPv4 in CIDR form. */
export function parseCidr(text: string): Ipv4Network | null {
  const [address = '', length = '', ...rest] = text.split('/');
  const parsed = parseDottedQuad(address);
  const prefixLength = prefixLengthOf(/^\d{1,2}$/.test(length) ? Number(length) : Number.NaN);
  if (!parsed.ok || !prefixLength.ok || rest.length > 0) return null;
  return { address: parsed.value, prefixLength: prefixLength.value };
}

/** The same, from the network's first address on: `10.77.0.0/24`. */
export function parseNetwork(text: string): Ipv4Network | null {
  const network = parseCidr(text);
  return network !== null && networkOf(network.address, network.prefixLength).address === network.address
    ? network
    : null;
}
