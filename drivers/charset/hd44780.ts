import { GLYPHS } from '../../menus/frame.ts';
import { type Charset, charsetOf } from './charset.ts';
import { withStandIns } from './stand-ins.ts';

/**
 * HD44780 character generator, ROM code A00 (the common "Japanese" one): ASCII except 0x5C, which shows a yen
 * sign, and 0x7E, 0x7F, which show arrows; 0xFF is a full block. 0xA1 to 0xDF are half-width katakana in the order of
 * JIS X 0201. Source: HD44780U data sheet, table 4.
 * The characters it lacks (`\`, `~`, `↑`, `↓`, `↕`, `↵`, `⚿`) are for custom characters.
 */
export const HD44780_A00: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 0x7e - 0x20 }, (_, offset): [string, number] => [
    String.fromCharCode(0x20 + offset),
    0x20 + offset,
  ]).filter(([character]) => character !== '\\'),
  [GLYPHS.right, 0x7e],
  [GLYPHS.left, 0x7f],
  [GLYPHS.block, 0xff],
  ...Array.from({ length: 0xdf - 0xa0 }, (_, offset): [string, number] => [
    String.fromCharCode(0xff61 + offset),
    0xa1 + offset,
  ]),
  ['ä', 0xe1],
  ['ñ', 0xee],
  ['ö', 0xef],
  ['ü', 0xf5],
]);

/** Characters of a frame that ROM code A00 lacks, in the order of their places in the panel's memory. */
export const HD44780_MISSING = ['↑', '↓', '↕', '↵', '⚿', '\\', '~'] as const;

/** For glass that nothing can be drawn on: other signs of the ROM stand in. */
export const HD44780_PLAIN_CHARSET: Charset = charsetOf(withStandIns(HD44780_A00, HD44780_MISSING));
