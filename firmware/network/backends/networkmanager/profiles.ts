import type { Role } from '../../../../menus/role.ts';
import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute } from '../../../../menus/settings/parts/platform.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import type { Variant, VariantDictionary } from '../../../dbus/values.ts';
import { interfaceOf, LAN, nameOf, uuidOf, type VlanRole, vlanRole, WAN } from '../../roles.ts';
import type { Target, VlanTarget } from '../../target.ts';
import type { LinkSelector } from './devices.ts';
import { type Sides, WAN_TABLE, type WanLease, wanRules } from './wan-routing.ts';

/** A NetworkManager connection: sections of properties, `a{sa{sv}}` on the bus. */
export type Profile = Readonly<Record<string, VariantDictionary>>;

/**
 * How long NetworkManager listens for another owner before it takes a static address (RFC 5227 asks for seconds;
 * the transaction has already probed for that long, this guards the moment in between).
 */
const CONFLICT_PROBE_ms = 200;
/** NetworkManager's "infinity": a DHCP server that comes back after days still finds a client asking. */
const FOREVER_s = 2_147_483_647;
/** Above profiles an installer may have left for the same interface (NetworkManager's default is 0). */
const AUTOCONNECT_PRIORITY = 100;
/** Lower is asked first: LAN's servers before WAN's. */
const DNS_PRIORITY = { lan: 50, wan: 100 } as const;

export function lanProfile(link: LinkSelector, lan: Target['lan']): Profile {
  return {
    ...ethernet(LAN, link),
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
  sides: Sides,
): Profile {
  const rules = lease === null ? [] : wanRules(lease, sides);
  return {
    ...ethernet(WAN, link),
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
 * What stands in for a role's profile while it is out of force: it keeps its name and its interface and sets nothing.
 * @param links the kernel's name of LAN, the selector of WAN
 * @returns null where the interface is not there; LAN is never parked
 */
export function parkedProfile(
  role: Role,
  links: { readonly lan: string | null; readonly wan: LinkSelector | null },
): Profile | null {
  const profile = interfaceProfile(role, links);
  if (profile === null) return null;
  return {
    ...profile,
    connection: { ...profile.connection, autoconnect: ['b', false] },
    ipv4: { method: ['s', 'disabled'] },
    ipv6: NO_IPV6,
  };
}

function interfaceProfile(role: Role, { lan, wan }: Parameters<typeof parkedProfile>[1]): Profile | null {
  switch (role.kind) {
    case 'lan':
      return null;
    case 'wan':
      return wan === null ? null : ethernet(role, wan);
    case 'vlan':
      return lan === null ? null : vlanOn(lan, role);
  }
}

/** A VLAN on LAN with one address and no routes beyond its own subnet. */
export function vlanProfile(parent: string, vlan: VlanTarget): Profile {
  return {
    ...vlanOn(parent, vlanRole(vlan.id)),
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

function connection(role: Role, type: string): VariantDictionary {
  return {
    id: ['s', nameOf(role)],
    uuid: ['s', uuidOf(role)],
    type: ['s', type],
    autoconnect: ['b', true],
    'autoconnect-priority': ['i', AUTOCONNECT_PRIORITY],
    // 0 is "for ever": an appliance that gives up stays lost until an operator walks to it.
    'autoconnect-retries': ['i', 0],
  };
}

function ethernet(role: Role, link: LinkSelector): Profile {
  const common = connection(role, '802-3-ethernet');
  if ('name' in link)
    return { connection: { ...common, 'interface-name': ['s', link.name] }, '802-3-ethernet': {} };
  const mac: Variant = ['ay', link.mac.split(':').map((octet) => Number.parseInt(octet, 16))];
  return { connection: common, '802-3-ethernet': { 'mac-address': mac } };
}

function vlanOn(parent: string, role: VlanRole): Profile {
  return {
    connection: { ...connection(role, 'vlan'), 'interface-name': ['s', interfaceOf(role)] },
    vlan: { id: ['u', role.id], parent: ['s', parent] },
  };
}

function addressing(ipv4: Ipv4Settings): VariantDictionary {
  if (ipv4.method === 'dhcp') {
    return { method: ['s', 'auto'], 'dhcp-timeout': ['i', FOREVER_s], 'may-fail': ['b', true] };
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
    'dad-timeout': ['i', CONFLICT_PROBE_ms],
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
