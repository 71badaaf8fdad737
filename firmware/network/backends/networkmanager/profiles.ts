import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute, PlatformVlan } from '../../../../menus/settings/parts/platform.ts';
import type { LocalVlan } from '../../../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../../../menus/settings/platform.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import type { Ipv4Address, Ipv4Network, VlanId } from '../../../../menus/values/types.ts';
import type { Variant, VariantDictionary } from '../../../dbus/values.ts';
import type { LinkSelector } from './devices.ts';
import { WAN_TABLE, type WanLease, wanRules } from './wan-routing.ts';

/** A NetworkManager connection: sections of properties, `a{sa{sv}}` on the bus. */
export type Profile = Readonly<Record<string, VariantDictionary>>;

/** Every profile whose name begins so is Bezel's; no other is ever touched. */
export const OWNED_PREFIX = 'bezel-';
export const LAN_PROFILE = `${OWNED_PREFIX}lan`;
export const WAN_PROFILE = `${OWNED_PREFIX}wan`;
const VLAN_PROFILE_PREFIX = `${OWNED_PREFIX}vlan-`;
/** Without a hyphen before the ID: at most 14 of the 15 characters the kernel allows. */
const VLAN_INTERFACE_PREFIX = `${OWNED_PREFIX}vlan`;

/**
 * How long NetworkManager listens for another owner before it takes a static address (RFC 5227 asks for seconds;
 * the transaction has already probed for that long, this guards the moment in between).
 */
const CONFLICT_PROBE_MS = 200;
/** NetworkManager's "infinity": a DHCP server that comes back after days still finds a client asking. */
const FOREVER_S = 2_147_483_647;
/** Above profiles an installer may have left for the same interface (NetworkManager's default is 0). */
const AUTOCONNECT_PRIORITY = 100;
/** Lower is asked first: LAN's servers before WAN's. */
const DNS_PRIORITY = { lan: 50, wan: 100 } as const;

/** Profiles are found again by these; one per role, and per VLAN ID, for ever. */
const UUID_BASE = 'b3e27e1f-0e5a-4c5b-9d3e-0000000';

/** The UUID of one of Bezel's profiles. */
export function uuidOf(profile: string): string {
  if (profile === LAN_PROFILE) return `${UUID_BASE}10000`;
  if (profile === WAN_PROFILE) return `${UUID_BASE}20000`;
  const id = Number(profile.slice(VLAN_PROFILE_PREFIX.length));
  return `${UUID_BASE}3${id.toString(16).padStart(4, '0')}`;
}

/** Names of the profiles that exist when the settings are in force. */
export function wantedProfiles(wanted: Settings): ReadonlySet<string> {
  return new Set([
    LAN_PROFILE,
    ...(wanted.wan === null ? [] : [WAN_PROFILE]),
    ...mergeVlans(wanted).inForce.map(({ id }) => vlanProfile(id)),
  ]);
}

/** Kernel name of a VLAN interface: at most 15 characters whatever the parent is called. */
export function vlanInterface(id: VlanId): string {
  return `${VLAN_INTERFACE_PREFIX}${id}`;
}

export function vlanProfile(id: VlanId): string {
  return `${VLAN_PROFILE_PREFIX}${id}`;
}

/** Whether an interface is one that a VLAN profile of Bezel's made. */
export function isVlanInterface(name: string): boolean {
  return name.startsWith(VLAN_INTERFACE_PREFIX);
}

/** The interface a profile makes; null: it is not a VLAN's. */
export function vlanInterfaceOf(profile: string): string | null {
  const isVlan = profile.startsWith(VLAN_PROFILE_PREFIX);
  return isVlan ? VLAN_INTERFACE_PREFIX + profile.slice(VLAN_PROFILE_PREFIX.length) : null;
}

export function lanProfile(
  link: LinkSelector,
  lan: { readonly ipv4: Ipv4Settings; readonly ipv6: boolean; readonly routes: readonly PlatformRoute[] },
): Profile {
  return {
    ...ethernet(LAN_PROFILE, link),
    ipv4: {
      ...addressing(lan.ipv4),
      'dns-priority': ['i', DNS_PRIORITY.lan],
      ...(lan.routes.length > 0 ? { 'route-data': ['aa{sv}', lan.routes.map(route)] } : {}),
    },
    ipv6: lan.ipv6 ? ROUTER_ADVERTISEMENT : NO_IPV6,
  };
}

/**
 * WAN carries management only: its routes stay in a table of their own.
 * @param lease what is in force; null while a lease is still awaited, when no rule can be written yet
 */
export function wanProfile(
  link: LinkSelector,
  ipv4: Ipv4Settings,
  lease: WanLease | null,
  networks: readonly Ipv4Network[],
): Profile {
  const rules = lease === null ? [] : wanRules(lease, networks);
  return {
    ...ethernet(WAN_PROFILE, link),
    ipv4: {
      ...addressing(ipv4),
      'dns-priority': ['i', DNS_PRIORITY.wan],
      'route-table': ['u', WAN_TABLE],
      ...(rules.length > 0 ? { 'routing-rules': ['aa{sv}', rules.map((rule) => Object.entries(rule))] } : {}),
    },
    ipv6: NO_IPV6,
  };
}

/**
 * What stands in for a profile that is out of force: it keeps its name and its interface and sets nothing.
 * @param links the kernel's name of LAN, the selector of WAN
 * @returns null for a profile that Bezel has not made
 */
export function parkedProfile(
  id: string,
  links: { readonly lan: string | null; readonly wan: LinkSelector | null },
): Profile | null {
  const nothing = { ipv4: { method: ['s', 'disabled'] }, ipv6: NO_IPV6 } as const;
  const vlan = Number(vlanInterfaceOf(id)?.slice(VLAN_INTERFACE_PREFIX.length));
  const profile =
    id === WAN_PROFILE && links.wan !== null
      ? ethernet(id, links.wan)
      : Number.isInteger(vlan) && links.lan !== null
        ? vlanOn(links.lan, vlan)
        : null;
  if (profile === null) return null;
  return { ...profile, connection: { ...profile.connection, autoconnect: ['b', false] }, ...nothing };
}

/** A VLAN on LAN with one address and no routes beyond its own subnet. */
export function vlanProfileOf(parent: string, vlan: LocalVlan | PlatformVlan): Profile {
  return {
    ...vlanOn(parent, vlan.id),
    ipv4: { ...fixedAddress(vlan.address, vlan.prefixLength), 'never-default': ['b', true] },
    ipv6: NO_IPV6,
  };
}

const NO_IPV6: VariantDictionary = { method: ['s', 'disabled'] };

/** `addr-gen-mode` 0 is EUI-64: the address follows from the MAC address printed on the case. */
const ROUTER_ADVERTISEMENT: VariantDictionary = {
  method: ['s', 'auto'],
  'may-fail': ['b', true],
  'addr-gen-mode': ['i', 0],
  'ip6-privacy': ['i', 0],
};

function connection(id: string, type: string): VariantDictionary {
  return {
    id: ['s', id],
    uuid: ['s', uuidOf(id)],
    type: ['s', type],
    autoconnect: ['b', true],
    'autoconnect-priority': ['i', AUTOCONNECT_PRIORITY],
    // 0 is "for ever": an appliance that gives up stays lost until someone walks to it.
    'autoconnect-retries': ['i', 0],
  };
}

function ethernet(id: string, link: LinkSelector): Profile {
  const common = connection(id, '802-3-ethernet');
  if ('name' in link)
    return { connection: { ...common, 'interface-name': ['s', link.name] }, '802-3-ethernet': {} };
  const mac: Variant = ['ay', link.mac.split(':').map((octet) => Number.parseInt(octet, 16))];
  return { connection: common, '802-3-ethernet': { 'mac-address': mac } };
}

function vlanOn(parent: string, id: number): Profile {
  const name = `${VLAN_PROFILE_PREFIX}${id}`;
  return {
    connection: { ...connection(name, 'vlan'), 'interface-name': ['s', `${VLAN_INTERFACE_PREFIX}${id}`] },
    vlan: { id: ['u', id], parent: ['s', parent] },
  };
}

function addressing(ipv4: Ipv4Settings): VariantDictionary {
  if (ipv4.method === 'dhcp') {
    return { method: ['s', 'auto'], 'dhcp-timeout': ['i', FOREVER_S], 'may-fail': ['b', true] };
  }
  return {
    ...fixedAddress(ipv4.address, ipv4.prefixLength),
    gateway: ['s', ipv4.gateway],
    'dns-data': ['as', ipv4.dns],
  };
}

function fixedAddress(address: Ipv4Address, prefixLength: number): VariantDictionary {
  return {
    method: ['s', 'manual'],
    'may-fail': ['b', false],
    'dad-timeout': ['i', CONFLICT_PROBE_MS],
    'address-data': [
      'aa{sv}',
      [
        [
          ['address', ['s', address]],
          ['prefix', ['u', prefixLength]],
        ],
      ],
    ],
  };
}

function route({ target, gateway }: PlatformRoute): [string, Variant][] {
  return [
    ['dest', ['s', target.address]],
    ['prefix', ['u', target.prefixLength]],
    ['next-hop', ['s', gateway]],
  ];
}
