/**
 * The rules between settings. The rules of a single part are in the part's own file. Each rule is written once: wizards
 * check one field of a draft, the transaction and the store check everything at once.
 */
import type { LinkStatus, NetworkStatus } from '../network-status.ts';
import { cidr, networkOf, overlaps } from '../values/address.ts';
import type { FieldError, PlainCode, SettingsError } from '../values/errors.ts';
import { settingsError } from '../values/messages.ts';
import { hostPrefixLengthOf } from '../values/parse.ts';
import type { Ipv4Network } from '../values/types.ts';
import type { Ipv4Settings } from './ipv4/ipv4.ts';
import type { SubnetDraft } from './ipv4/rules.ts';
import type { LocalVlan } from './parts/vlan.ts';
import { checkParts, equalSettings, type Settings } from './settings.ts';

/** The interfaces' present addresses, of which only leases matter. */
export type InForce = Pick<NetworkStatus, 'lan' | 'wan'>;

/** The three networks an appliance can be in, which must not have an address in common. */
export type LinkName = 'lan' | 'wan' | 'vlan';

const LINKS: readonly LinkName[] = ['lan', 'wan', 'vlan'];

const OVERLAP: Readonly<Record<`${LinkName}-${LinkName}`, PlainCode | null>> = {
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
  // Only a lease counts: an address of another origin is removed when these settings are applied.
  const lease = status?.ipv4?.origin === 'dhcp' ? status.ipv4 : null;
  return lease && networkOf(lease.address, lease.prefixLength);
}

function networksOf(
  { lan, wan, vlan }: Settings,
  inForce: InForce | null,
): Readonly<Record<LinkName, Ipv4Network | null>> {
  return {
    lan: ipv4Network(lan.ipv4, inForce?.lan),
    wan: ipv4Network(wan, inForce?.wan),
    vlan: vlan && networkOf(vlan.address, vlan.prefixLength),
  };
}

/**
 * Where the network of a draft has addresses in common with another one, shown at the netmask. A draft without a
 * usable netmask overlaps nothing. Errors: `subnets-overlap-*`.
 * @param others which networks to compare with
 */
export function checkOverlaps(
  link: LinkName,
  { address, prefixLength }: SubnetDraft,
  settings: Settings,
  inForce: InForce | null,
  others: readonly LinkName[] = LINKS,
): readonly FieldError<'prefixLength'>[] {
  if (address === undefined || prefixLength === undefined || !hostPrefixLengthOf(prefixLength).ok) return [];
  const network = networkOf(address, prefixLength);
  const networks = networksOf(settings, inForce);
  return others.flatMap((other) => {
    const code = OVERLAP[`${link}-${other}`];
    const theirs = networks[other];
    if (code === null || theirs === null || !overlaps(network, theirs)) return [];
    const subject = `${link.toUpperCase()} address ${address}/${prefixLength}`;
    const error = settingsError(code, `${subject}, ${other.toUpperCase()} network ${cidr(theirs)}`);
    return [{ field: 'prefixLength', error }];
  });
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

/**
 * Each overlap once: a static network is compared with those before it and with leases after it. Two leases that
 * overlap are no error, because no setting could fix it, and the error would block every other
 * change.
 */
function overlapsOf(settings: Settings, inForce: InForce | null): readonly SettingsError[] {
  const { lan, wan, vlan } = settings;
  const found = [
    ...(lan.ipv4.method === 'static' && wan?.method === 'dhcp'
      ? checkOverlaps('lan', lan.ipv4, settings, inForce, ['wan'])
      : []),
    ...(wan?.method === 'static' ? checkOverlaps('wan', wan, settings, inForce, ['lan']) : []),
    ...(vlan ? checkOverlaps('vlan', vlan, settings, inForce) : []),
  ];
  return found.map(({ error }) => error);
}

/**
 * Everything that is wrong with settings, all at once; empty when they may be applied: first each part by itself,
 * then the rules between parts. `inForce` adds the leases: a static network may not lie in that of an
 * interface on DHCP.
 */
export function checkSettings(settings: Settings, inForce: InForce | null = null): readonly SettingsError[] {
  const { lan, vlan } = settings;
  const isVlanAlone = vlan !== null && lan.ipv4.method !== 'static';
  return [
    ...checkParts(settings),
    ...overlapsOf(settings, inForce),
    ...(isVlanAlone ? [settingsError('vlan-needs-static-lan', vlanName(vlan))] : []),
  ];
}

/**
 * Every reason against changing from one settings value to another: `checkSettings` of the new one, in terms
 * of what the operator did (`static-lan-needed-by-vlan` when LAN would leave a VLAN behind), or `nothing-changed`.
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
