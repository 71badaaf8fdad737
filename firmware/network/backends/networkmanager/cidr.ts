import { networkOf } from '../../../../menus/settings/address.ts';
import { parseDottedQuad, prefixLengthOf } from '../../../../menus/settings/parse.ts';
import type { Ipv4Network } from '../../../../menus/settings/types.ts';

/** An address with its prefix length, `10.77.0.2/24`; null when it is not IPv4 in CIDR form. */
export function parseCidr(text: string): Ipv4Network | null {
  const [address = '', length = '', ...rest] = text.split('/');
  const parsed = parseDottedQuad(address);
  const prefixLength = prefixLengthOf(/^\d{1,2}$/.test(length) ? Number(length) : Number.NaN);
  if (!parsed.ok || !prefixLength.ok || rest.length > 0) return null;
  return { address: parsed.value, prefixLength: prefixLength.value };
}

/**
 * Networks as the configuration names them.
 * @throws RangeError for one that is not IPv4, or does not start at its first address
 */
export function parseNetworks(texts: readonly string[]): Ipv4Network[] {
  return texts.map((text) => {
    const network = parseCidr(text);
    if (network === null || networkOf(network.address, network.prefixLength).address !== network.address) {
      throw new RangeError(`platform network ${text}: expected an IPv4 network like 203.0.113.0/24`);
    }
    return network;
  });
}
