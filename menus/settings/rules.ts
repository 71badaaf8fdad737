/**
 * The rules that settings keep among themselves. Each rule is written once: wizards ask for one field of a draft,
 * the transaction and the store ask for everything at once.
 */
import type { LinkStatus, NetworkStatus } from '../network-status.ts';
import { cidr, contains, edgeOf, networkOf, overlaps } from './address.ts';
import { equalSettings } from './difference.ts';
import type { SettingsError } from './errors.ts';
import { gatewayOutside, settingsError } from './messages.ts';
import { hostPrefixLengthOf } from './parse.ts';
import type {
  Ipv4Address,
  Ipv4Network,
  Ipv4Settings,
  LocalVlan,
  PrefixLength,
  ProxySettings,
  Settings,
  StaticIpv4,
} from './types.ts';

/** What the interfaces have now; only leases are looked at, so a status with one entry will do. */
export type InForce = Pick<NetworkStatus, 'lan' | 'wan'>;

/** The three networks an appliance can be in, which must not have an address in common. */
export type LinkName = 'lan' | 'wan' | 'vlan';

/** A network beside the one a draft is about. */
export interface Neighbour {
  readonly link: LinkName;
  readonly network: Ipv4Network;
}

/** What a wizard knows so far: a field not yet entered is absent, an empty one null. */
export interface StaticIpv4Draft {
  readonly address?: Ipv4Address | undefined;
  readonly prefixLength?: PrefixLength | undefined;
  readonly gateway?: Ipv4Address | undefined;
  readonly dns1?: Ipv4Address | null | undefined;
  readonly dns2?: Ipv4Address | null | undefined;
}
export interface VlanDraft {
  readonly address?: Ipv4Address | undefined;
  readonly prefixLength?: PrefixLength | undefined;
}

/** An error at the field where the mistake becomes visible: the later one of those that contradict each other. */
export interface FieldError<Field extends string> {
  readonly field: Field;
  readonly error: SettingsError;
}

const OVERLAP: Readonly<Record<`${LinkName}-${LinkName}`, Parameters<typeof settingsError>[0] | null>> = {
  'lan-wan': 'subnets-overlap-lan-wan',
  'wan-lan': 'subnets-overlap-lan-wan',
  'lan-vlan': 'subnets-overlap-lan-vlan',
  'vlan-lan': 'subnets-overlap-lan-vlan',
  'wan-vlan': 'subnets-overlap-wan-vlan',
  'vlan-wan': 'subnets-overlap-wan-vlan',
  'lan-lan': null,
  'wan-wan': null,
  'vlan-vlan': null,
};

/** A static network, or the one of the lease in force; null while there is neither. */
function ipv4Network(ipv4: Ipv4Settings | null, status: LinkStatus | null | undefined): Ipv4Network | null {
  if (ipv4 === null) return null;
  if (ipv4.method === 'static') return networkOf(ipv4.address, ipv4.prefixLength);
  // Another origin is what was configured before: it goes when these settings are applied.
  const lease = status?.ipv4?.origin === 'dhcp' ? status.ipv4 : null;
  return lease && networkOf(lease.address, lease.prefixLength);
}

/** The networks beside `link`: what a draft for it must stay clear of. */
export function neighboursOf(
  link: LinkName,
  settings: Settings,
  inForce: InForce | null = null,
): readonly Neighbour[] {
  const { lan, wan, vlan } = settings;
  const networks: Readonly<Record<LinkName, Ipv4Network | null>> = {
    lan: ipv4Network(lan.ipv4, inForce?.lan),
    wan: ipv4Network(wan, inForce?.wan),
    vlan: vlan && networkOf(vlan.address, vlan.prefixLength),
  };
  return (['lan', 'wan', 'vlan'] as const).flatMap((name) => {
    const network = name === link ? null : networks[name];
    return network ? [{ link: name, network }] : [];
  });
}

/** Errors: `netmask-too-wide`, `-too-narrow`, `address-is-network`, `-is-broadcast`, `subnets-overlap-*`. */
function checkSubnet(
  link: LinkName,
  address: Ipv4Address,
  prefixLength: PrefixLength,
  neighbours: readonly Neighbour[],
): readonly SettingsError[] {
  const length = hostPrefixLengthOf(prefixLength);
  if (!length.ok) return [length.error];
  const errors: SettingsError[] = [];
  const network = networkOf(address, prefixLength);
  const subject = `${link.toUpperCase()} address ${address}/${prefixLength}`;
  const edge = edgeOf(address, prefixLength);
  if (edge) errors.push(settingsError(`address-is-${edge}`, subject));
  for (const neighbour of neighbours) {
    const code = OVERLAP[`${link}-${neighbour.link}`];
    if (code === null || !overlaps(network, neighbour.network)) continue;
    const other = `${neighbour.link.toUpperCase()} network ${cidr(neighbour.network)}`;
    errors.push(settingsError(code, `${subject}, ${other}`));
  }
  return errors;
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

/** All errors of a draft for LAN or WAN, whole or still growing, in the order of the wizard's fields. */
export function checkStaticIpv4(
  link: 'lan' | 'wan',
  draft: StaticIpv4Draft,
  neighbours: readonly Neighbour[] = [],
): readonly FieldError<keyof StaticIpv4Draft>[] {
  const { address, prefixLength, gateway, dns1, dns2 } = draft;
  const found: FieldError<keyof StaticIpv4Draft>[] = [];
  const add = (field: keyof StaticIpv4Draft, error: SettingsError | null) => {
    if (error) found.push({ field, error });
  };
  if (address !== undefined && prefixLength !== undefined) {
    for (const error of checkSubnet(link, address, prefixLength, neighbours)) add('prefixLength', error);
    if (gateway !== undefined) add('gateway', checkGateway(gateway, address, prefixLength));
    if (dns1) add('dns1', checkDnsServer(dns1, address, prefixLength));
    if (dns2) add('dns2', checkDnsServer(dns2, address, prefixLength));
  }
  if (dns1 === null) add('dns1', settingsError('dns-missing', link.toUpperCase()));
  if (dns1 && dns1 === dns2) add('dns2', settingsError('dns-repeated', `DNS server ${dns2}`));
  return found;
}

/** All errors of a draft for the VLAN, whole or still growing; its ID is right once it parses. */
export function checkVlan(
  draft: VlanDraft,
  neighbours: readonly Neighbour[] = [],
): readonly FieldError<keyof VlanDraft>[] {
  const { address, prefixLength } = draft;
  if (address === undefined || prefixLength === undefined) return [];
  const errors = checkSubnet('vlan', address, prefixLength, neighbours);
  return errors.map((error) => ({ field: 'prefixLength', error }));
}

/** Error: `password-without-user`, to be shown at the password. */
export function checkProxy(proxy: Pick<ProxySettings, 'user' | 'password'>): SettingsError | null {
  return proxy.user === '' && proxy.password !== '' ? settingsError('password-without-user') : null;
}

/** Whether the VLAN wizard may be entered. Error: `vlan-needs-static-lan`. */
export function checkVlanAllowed(settings: Settings): SettingsError | null {
  return settings.lan.ipv4.method === 'static' ? null : settingsError('vlan-needs-static-lan');
}

/** Whether LAN may go back to DHCP. Error: `static-lan-needed-by-vlan`. */
export function checkDisableStatic(settings: Settings): SettingsError | null {
  return settings.vlan === null ? null : settingsError('static-lan-needed-by-vlan', vlanName(settings.vlan));
}

function vlanName(vlan: LocalVlan): string {
  return `VLAN ${vlan.id} on ${vlan.address}`;
}

/** The wizard's draft of settings that are complete. Settings cannot hold an empty second server. */
function draftOf(ipv4: StaticIpv4): StaticIpv4Draft {
  return { ...ipv4, dns1: ipv4.dns[0] ?? null, dns2: ipv4.dns[1] ?? null };
}

/**
 * Everything that is wrong with settings, all at once; empty when they may be applied. `inForce` adds the leases:
 * a static network may not lie in that of an interface on DHCP. Two leases that overlap are no error, because no
 * setting could be changed to mend it and the operator would be kept from changing anything else.
 */
export function checkSettings(settings: Settings, inForce: InForce | null = null): readonly SettingsError[] {
  const { lan, wan, vlan, proxy } = settings;
  const errors: SettingsError[] = [];
  const add = (found: readonly FieldError<string>[]) => errors.push(...found.map(({ error }) => error));
  // Each overlap shall be told once: a static network is compared with those before it and with leases after it.
  if (lan.ipv4.method === 'static') {
    const leases = wan?.method === 'dhcp' ? neighboursOf('lan', { ...settings, vlan: null }, inForce) : [];
    add(checkStaticIpv4('lan', draftOf(lan.ipv4), leases));
  }
  if (wan?.method === 'static') {
    add(checkStaticIpv4('wan', draftOf(wan), neighboursOf('wan', { ...settings, vlan: null }, inForce)));
  }
  if (vlan) {
    add(checkVlan(vlan, neighboursOf('vlan', settings, inForce)));
    if (lan.ipv4.method !== 'static') errors.push(settingsError('vlan-needs-static-lan', vlanName(vlan)));
  }
  const proxyError = proxy && checkProxy(proxy);
  if (proxyError) errors.push(proxyError);
  return errors;
}

/**
 * Everything that stands against going from one settings value to another: `checkSettings` of the new one, told
 * as what the operator did (`static-lan-needed-by-vlan` when LAN would leave a VLAN behind), or `nothing-changed`.
 */
export function checkChange(
  before: Settings,
  after: Settings,
  inForce: InForce | null = null,
): readonly SettingsError[] {
  if (equalSettings(before, after)) return [settingsError('nothing-changed')];
  const leftBehind = before.lan.ipv4.method === 'static' && before.vlan ? after.vlan : null;
  return checkSettings(after, inForce).map((error) =>
    error.code === 'vlan-needs-static-lan' && leftBehind
      ? settingsError('static-lan-needed-by-vlan', vlanName(leftBehind))
      : error,
  );
}
