import { isBasicCharacter, type Repertoire } from '../../menus/frame.ts';

/** Turns the characters of a frame into the codes of one panel's character generator. */
export interface Charset {
  /** The panel's code, 0-255; characters the panel cannot show become its `?`. Never a control code. */
  codeOf(character: string): number;
  /** The letters it has beyond the basic characters of a frame. */
  readonly repertoire: Repertoire;
}

/** A 5x8 picture, top row first; each row 5 bits, the leftmost dot is bit 4. */
export type Glyph = readonly number[];

/** A picture that is uploaded to the panel before text can use it. */
export interface CustomCharacter {
  /** Place in the panel's memory, 0-7; also the code that shows it. */
  readonly index: number;
  readonly character: string;
  readonly glyph: Glyph;
}

/** The codes of one row of a frame: one code per cell. */
export function encodeRow(charset: Pick<Charset, 'codeOf'>, row: string): Uint8Array {
  return Uint8Array.from(row, (character) => charset.codeOf(character));
}

/** The codes of a whole frame, row by row. */
export function encodeRows(charset: Pick<Charset, 'codeOf'>, rows: readonly string[]): readonly Uint8Array[] {
  return rows.map((row) => encodeRow(charset, row));
}

/** A charset from the generator's own codes and the custom characters for what it lacks. */
export function charsetOf(
  codes: ReadonlyMap<string, number>,
  customCharacters: readonly CustomCharacter[] = [],
): Charset {
  const all = new Map(codes);
  for (const { character, index } of customCharacters) all.set(character, index);
  const unknown = all.get('?') ?? 0x3f;
  const repertoire = new Set([...all.keys()].filter((character) => !isBasicCharacter(character)));
  return { codeOf: (character) => all.get(character) ?? unknown, repertoire };
}
