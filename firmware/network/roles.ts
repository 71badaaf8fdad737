import type { LinkRole, Role } from '../../menus/role.ts';
import { vlanIdOf } from '../../menus/values/parse.ts';
import type { VlanId } from '../../menus/values/types.ts';

/**
 * Names of roles, derived here and nowhere else: what a role's configuration is called in a network service, the UUID
 * it is found again by, the kernel's name of an interface that Bezel makes. What comes from outside as a name is
 * parsed here once.
 */

export type VlanRole = Extract<Role, { readonly kind: 'vlan' }>;

export const LAN: Role = { kind: 'lan' };
export const WAN: Role = { kind: 'wan' };

export function vlanRole(id: VlanId): VlanRole {
  return { kind: 'vlan', id };
}

export function linkRole(link: LinkRole): Role {
  return LINKS[link];
}

const LINKS: Readonly<Record<LinkRole, Role>> = { lan: LAN, wan: WAN };

const OWNED_PREFIX = 'bezel-';
const VLAN_NAME_PREFIX = `${OWNED_PREFIX}vlan-`;
/** Without a hyphen before the ID: at most 14 of the 15 characters the kernel allows. */
const VLAN_INTERFACE_PREFIX = `${OWNED_PREFIX}vlan`;

/** Configurations are found again by these; one per link and per VLAN ID, for ever. */
const UUID_BASE = 'b3e27e1f-0e5a-4c5b-9d3e-0000000';

/** Whether a configuration is Bezel's by its name. No other is ever touched. */
export function isOwned(name: string): boolean {
  return name.startsWith(OWNED_PREFIX);
}

/** What a network service calls the role's configuration: `bezel-lan`, `bezel-vlan-7`. */
export function nameOf(role: Role): string {
  return role.kind === 'vlan' ? `${VLAN_NAME_PREFIX}${role.id}` : `${OWNED_PREFIX}${role.kind}`;
}

/** The role whose configuration has this name; null: none has. */
export function roleOf(name: string): Role | null {
  for (const role of Object.values(LINKS)) if (name === nameOf(role)) return role;
  const id = idAfter(VLAN_NAME_PREFIX, name);
  return id === null ? null : vlanRole(id);
}

/** An UUID of version 4 by its form; no random one. */
export function uuidOf(role: Role): string {
  switch (role.kind) {
    case 'lan':
      return `${UUID_BASE}10000`;
    case 'wan':
      return `${UUID_BASE}20000`;
    case 'vlan':
      return `${UUID_BASE}3${role.id.toString(16).padStart(4, '0')}`;
  }
}

/** Kernel name of the interface that Bezel makes for a VLAN: `bezel-vlan7`, whatever its parent is called. */
export function interfaceOf({ id }: VlanRole): string {
  return `${VLAN_INTERFACE_PREFIX}${id}`;
}

/** The VLAN that an interface was made for; null: Bezel has not made it. */
export function vlanOfInterface(name: string): VlanRole | null {
  const id = idAfter(VLAN_INTERFACE_PREFIX, name);
  return id === null ? null : vlanRole(id);
}

/** The link whose cable the role needs. */
export function linkOf(role: Role): LinkRole {
  return role.kind === 'wan' ? 'wan' : 'lan';
}

/** For the log: `LAN`, `VLAN 7`. */
export function roleText(role: Role): string {
  return role.kind === 'vlan' ? `VLAN ${role.id}` : role.kind.toUpperCase();
}

/** A VLAN ID in decimal without leading zeros, as it is written here. */
function idAfter(prefix: string, name: string): VlanId | null {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  const id = vlanIdOf(/^(0|[1-9]\d{0,3})$/.test(digits) ? Number(digits) : Number.NaN);
  return id.ok ? id.value : null;
}
