import { type Charset, type CustomCharacter, charsetOf } from '../charset/charset.ts';
import { CUSTOM_GLYPHS } from '../charset/glyphs.ts';
import { HD44780_A00, HD44780_MISSING } from '../charset/hd44780.ts';

/** What an HD44780 with ROM code A00 lacks, drawn into its seven of eight free places. */
export const EZIO_CUSTOM_CHARACTERS: readonly CustomCharacter[] = HD44780_MISSING.map((character, index) => ({
  index,
  character,
  glyph: CUSTOM_GLYPHS[character],
}));

/** EZIO panels: HD44780 with ROM code A00. No code is 0xFE, which would start a command. */
export const EZIO_CHARSET: Charset = charsetOf(HD44780_A00, EZIO_CUSTOM_CHARACTERS);
