import { type Charset, type CustomCharacter, charsetOf } from '../charset/charset.ts';
import { CUSTOM_GLYPHS } from '../charset/glyphs.ts';
import { HD44780_A00, HD44780_MISSING } from '../charset/hd44780.ts';

/** The LK204-25 has the HD44780's A00 signs (manual, "Character Set"); the rest is drawn. */
export const MATRIX_ORBITAL_CUSTOM_CHARACTERS: readonly CustomCharacter[] = HD44780_MISSING.map(
  (character, index) => ({ index, character, glyph: CUSTOM_GLYPHS[character] }),
);

/** No code is 0xFE, which would start a command. */
export const MATRIX_ORBITAL_CHARSET: Charset = charsetOf(HD44780_A00, MATRIX_ORBITAL_CUSTOM_CHARACTERS);
