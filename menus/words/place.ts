/** Where a difference between the wanted network and the one in force is found, in the words of any language. */
import type { Role } from '../role.ts';
import type { MismatchPart, MismatchPlace, MismatchValues } from './messages.ts';

/** What a language needs to name a place; what has no role stands in `parts` with its whole name. */
export interface PlaceWords {
  readonly parts: Readonly<Record<MismatchPart, string>>;
  /** Role and part in the order of the language. */
  readonly join: (role: string, part: string) => string;
}

/** `LAN`, `WAN`, `VLAN 7`: the same in every language. */
function roleName(role: Role): string {
  return role.kind === 'vlan' ? `VLAN ${role.id}` : role.kind.toUpperCase();
}

/** The whole place: `LAN ADDRESS`. */
export function placeText({ role, part }: MismatchPlace, { parts, join }: PlaceWords): string {
  return role === null ? parts[part] : join(roleName(role), parts[part]);
}

/** The narrowest glass. */
const ROW_CELLS = 16;

/**
 * One row: where, what of it and what is there instead, or as much of it as fits; an address comes without its prefix
 * length.
 * @param none stands for nothing
 */
export function placeOnGlass(values: MismatchValues, words: PlaceWords, none: string): string {
  const { role, part, inForce } = values;
  const where = role === null ? words.parts[part] : roleName(role);
  const place = placeText(values, words);
  const value = inForce === '' ? none : inForce.replace(/\/\d+$/, '').toUpperCase();
  const texts = [`${place} ${value}`, `${where} ${value}`, place];
  return texts.find((text) => text.length <= ROW_CELLS) ?? where;
}

/** The second row of a message: the first of these texts that fits it; none where none does. */
export function secondRow(...texts: readonly (string | undefined)[]): string {
  const fitting = texts.find((text) => text !== undefined && text !== '' && text.length <= ROW_CELLS);
  return fitting === undefined ? '' : `\n${fitting.toUpperCase()}`;
}
