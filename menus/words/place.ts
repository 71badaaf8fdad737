/** Where a difference between the wanted network and the one in force is found, in the words of any language. */
import type { Role } from '../role.ts';
import type { MismatchPart, MismatchValues } from './messages.ts';

/** `LAN`, `WAN`, `VLAN 7`: the same in every language. */
export function roleName(role: Role): string {
  return role.kind === 'vlan' ? `VLAN ${role.id}` : role.kind.toUpperCase();
}

/**
 * One row of 16 cells: the role and what of it, or the role alone where both do not fit. The proxy belongs to no role.
 * @param join the two in the order of the language
 */
export function placeOnGlass(
  { role, part }: MismatchValues,
  parts: Readonly<Record<MismatchPart, string>>,
  join: (role: string, part: string) => string,
): string {
  if (part === 'proxy') return parts.proxy;
  const place = join(roleName(role), parts[part]);
  return place.length <= 16 ? place : roleName(role);
}
