import { ASCII_STAND_INS } from './glyphs.ts';

/** The nearest sign that every character generator has, for characters that are drawn where drawing is possible. */
const NEAREST: ReadonlyMap<string, string> = new Map([
  ...ASCII_STAND_INS,
  ['\\', '/'],
  ['~', '-'],
  ['`', "'"],
]);

/** A generator's codes with the nearest sign in place of each missing character: for glass that cannot be drawn on. */
export function withStandIns(
  codes: ReadonlyMap<string, number>,
  missing: readonly string[],
): ReadonlyMap<string, number> {
  const all = new Map(codes);
  for (const character of missing) {
    const code = codes.get(NEAREST.get(character) ?? '');
    if (code !== undefined) all.set(character, code);
  }
  return all;
}
