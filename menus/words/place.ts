/** Where a difference between the wanted network and the one in force is found, in the words of any language. */
import type { Role } from '../role.ts';
import type { MismatchPart, MismatchValues } from './messages.ts';

/** `LAN`, `WAN`, `VLAN 7`: the same in every language. null: a configuration of Bezel's without a role. */
export function roleName(role: Role | null): string {
  if (role === null) return 'BEZEL';
  return role.kind === 'vlan' ? `VLAN ${role.id}` : role.kind.toUpperCase();
}

/** The narrowest glass. */
const ROW_CELLS = 16;

/**
 * One row: where, what of it and what is there instead, or as much of it as fits; an address comes without its prefix
 * length. The proxy belongs to no role.
 * @param join role and part in the order of the language
 * @param none stands for nothing
 */
export function placeOnGlass(
  { role, part, inForce }: MismatchValues,
  parts: Readonly<Record<MismatchPart, string>>,
  join: (role: string, part: string) => string,
  none: string,
): string {
  const where = part === 'proxy' ? parts.proxy : roleName(role);
  const place = part === 'proxy' ? where : join(where, parts[part]);
  const value = inForce === '' ? none : inForce.replace(/\/\d+$/, '').toUpperCase();
  const texts = [`${place} ${value}`, `${where} ${value}`, place];
  return texts.find((text) => text.length <= ROW_CELLS) ?? where;
}
