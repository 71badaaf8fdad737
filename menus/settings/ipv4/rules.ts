/** The rules an IPv4 configuration keeps by itself. Those between interfaces are in `../rules.ts`. */
import { cidr, contains, edgeOf, networkOf } from '../../values/address.ts';
import type { FieldError, SettingsError } from '../../values/errors.ts';
import { gatewayOutside, settingsError } from '../../values/messages.ts';
import { hostPrefixLengthOf } from '../../values/parse.ts';
import type { Ipv4Address, PrefixLength } from '../../values/types.ts';
import type { Ipv4Settings } from './ipv4.ts';

/** An address with its netmask as far as it is entered: a field without a value is absent. */
export interface SubnetDraft {
  readonly address?: Ipv4Address | undefined;
  readonly prefixLength?: PrefixLength | undefined;
}

/** What a wizard has so far: a field without a value is absent, an empty one null. */
export interface StaticIpv4Draft extends SubnetDraft {
  readonly gateway?: Ipv4Address | undefined;
  readonly dns1?: Ipv4Address | null | undefined;
  readonly dns2?: Ipv4Address | null | undefined;
}

/**
 * Errors: `netmask-too-wide`, `-too-narrow`, `address-is-network`, `-is-broadcast`, all shown at the netmask.
 * @param name what has the address, for the log: `LAN`
 */
export function checkSubnet(
  name: string,
  { address, prefixLength }: SubnetDraft,
): readonly FieldError<'prefixLength'>[] {
  if (address === undefined || prefixLength === undefined) return [];
  const length = hostPrefixLengthOf(prefixLength);
  if (!length.ok) return [{ field: 'prefixLength', error: length.error }];
  const edge = edgeOf(address, prefixLength);
  if (edge === null) return [];
  const subject = `${name} address ${address}/${prefixLength}`;
  return [{ field: 'prefixLength', error: settingsError(`address-is-${edge}`, subject) }];
}

/** Errors: `gateway-outside-subnet`, `-is-address`, `-is-network`, `-is-broadcast`; the first that applies. */
function checkGateway(
  gateway: Ipv4Address,
  address: Ipv4Address,
  prefixLength: PrefixLength,
): SettingsError | null {
  const subject = `gateway ${gateway} for ${address}/${prefixLength}`;
  const network = networkOf(address, prefixLength);
  if (!contains(network, gateway)) return gatewayOutside(cidr(network), subject);
  if (gateway === address) return settingsError('gateway-is-address', subject);
  const edge = edgeOf(gateway, prefixLength);
  return edge && settingsError(`gateway-is-${edge}`, subject);
}

/** Error: `dns-is-network-or-broadcast`. A server outside the subnet is fine: the gateway leads to it. */
function checkDnsServer(
  server: Ipv4Address,
  address: Ipv4Address,
  prefixLength: PrefixLength,
): SettingsError | null {
  const inside = contains(networkOf(address, prefixLength), server);
  return inside && edgeOf(server, prefixLength)
    ? settingsError('dns-is-network-or-broadcast', `DNS server ${server}`)
    : null;
}

/** All errors of a draft, whole or still growing, in the order of the wizard's fields. */
export function checkStaticIpv4(
  name: string,
  draft: StaticIpv4Draft,
): readonly FieldError<keyof StaticIpv4Draft>[] {
  const { address, prefixLength, gateway, dns1, dns2 } = draft;
  const found: FieldError<keyof StaticIpv4Draft>[] = [...checkSubnet(name, draft)];
  const add = (field: keyof StaticIpv4Draft, error: SettingsError | null) => {
    if (error) found.push({ field, error });
  };
  if (address !== undefined && prefixLength !== undefined) {
    if (gateway !== undefined) add('gateway', checkGateway(gateway, address, prefixLength));
    if (dns1) add('dns1', checkDnsServer(dns1, address, prefixLength));
    if (dns2) add('dns2', checkDnsServer(dns2, address, prefixLength));
  }
  if (dns1 === null) add('dns1', settingsError('dns-missing', name));
  if (dns1 && dns1 === dns2) add('dns2', settingsError('dns-repeated', `DNS server ${dns2}`));
  return found;
}

/** All errors of a finished configuration. */
export function checkIpv4(name: string, ipv4: Ipv4Settings): readonly SettingsError[] {
  if (ipv4.method === 'dhcp') return [];
  const [dns1 = null, dns2 = null] = ipv4.dns;
  return checkStaticIpv4(name, { ...ipv4, dns1, dns2 }).map(({ error }) => error);
}
