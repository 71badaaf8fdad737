import { GLYPHS } from '../../menus/frame.ts';
import { type Charset, type CustomCharacter, charsetOf } from '../charset/charset.ts';
import { CUSTOM_GLYPHS } from '../charset/glyphs.ts';
import { HD44780_A00, HD44780_MISSING } from '../charset/hd44780.ts';
import { withStandIns } from '../charset/stand-ins.ts';

/** Where the 635's generator differs from ASCII. Source: CFA635 data sheet, character generator ROM. */
const CFA635_SIGNS: readonly (readonly [string, number])[] = [
  ['$', 0xa2],
  ['@', 0xa0],
  ['[', 0xfa],
  ['\\', 0xfb],
  [']', 0xfc],
  ['^', 0x1d],
  ['_', 0xc4],
  ['{', 0xfd],
  ['|', 0xfe],
  ['}', 0xff],
  ['~', 0xce],
  [GLYPHS.up, 0xde],
  [GLYPHS.right, 0xdf],
  [GLYPHS.down, 0xe0],
  [GLYPHS.left, 0xe1],
  [GLYPHS.block, 0xd6],
];

/**
 * Its accented letters, in the places of ASCII's brackets and in the upper half. Source: CFA635 data sheet, character
 * generator ROM; the same codes are in use by lcdproc's CFontzPacket driver for panels of this family.
 */
const CFA635_LETTERS: readonly (readonly [string, number])[] = [
  ['¡', 0x40],
  ['Ä', 0x5b],
  ['Ö', 0x5c],
  ['Ñ', 0x5d],
  ['Ü', 0x5e],
  ['¿', 0x60],
  ['ä', 0x7b],
  ['ö', 0x7c],
  ['ñ', 0x7d],
  ['ü', 0x7e],
  ['à', 0x7f],
  ['è', 0xa4],
  ['é', 0xa5],
  ['Ç', 0xa9],
  ['Å', 0xae],
  ['Æ', 0xbc],
  ['ß', 0xbe],
  ['É', 0xbf],
  ['È', 0xc5],
  ['Ê', 0xc6],
  ['ê', 0xc7],
  ['ç', 0xc8],
  ['Á', 0xe2],
  ['Í', 0xe3],
  ['Ó', 0xe4],
  ['Ú', 0xe5],
  ['á', 0xe7],
  ['í', 0xe8],
  ['ó', 0xe9],
  ['ú', 0xea],
];

/** Characters of a frame that the 635's generator lacks, in the order of their places in its memory. */
const CFA635_MISSING = [GLYPHS.upDown, GLYPHS.enter, GLYPHS.lock, '`'] as const;

const customCharacters = (characters: readonly (keyof typeof CUSTOM_GLYPHS)[]): readonly CustomCharacter[] =>
  characters.map((character, index) => ({ index, character, glyph: CUSTOM_GLYPHS[character] }));

const asciiWithout = (excluded: ReadonlySet<string>): Map<string, number> => {
  const codes = new Map<string, number>();
  for (let code = 0x20; code <= 0x7e; code++) {
    const character = String.fromCharCode(code);
    if (!excluded.has(character)) codes.set(character, code);
  }
  return codes;
};

const CFA635_CODES = new Map([
  ...asciiWithout(new Set([...CFA635_SIGNS.map(([character]) => character), ...CFA635_MISSING])),
  ...CFA635_SIGNS,
  ...CFA635_LETTERS,
]);

export const CFA635_CUSTOM_CHARACTERS = customCharacters(CFA635_MISSING);
export const CFA635_CHARSET: Charset = charsetOf(CFA635_CODES, CFA635_CUSTOM_CHARACTERS);
export const CFA635_PLAIN_CHARSET: Charset = charsetOf(withStandIns(CFA635_CODES, CFA635_MISSING));

/** The 633 has an HD44780 generator. */
export const CFA633_CUSTOM_CHARACTERS = customCharacters(HD44780_MISSING);
export const CFA633_CHARSET: Charset = charsetOf(HD44780_A00, CFA633_CUSTOM_CHARACTERS);
