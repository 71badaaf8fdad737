import { describe, expect, it } from 'vitest';
import { CFA635_MODELS } from '../../../../drivers/cfa635/models.ts';
import { ROM_OF_MODEL } from '../../../../drivers/cfa635/virtual-rom.ts';
import { encodeRow } from '../../../../drivers/charset/charset.ts';
import { characterShown } from '../../../../drivers/virtual/character-rom.ts';
import { GLYPHS } from '../../../../menus/frame.ts';

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, offset) => String.fromCharCode(0x20 + offset));
const CHARACTERS = [...PRINTABLE, ...Object.values(GLYPHS)];

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, offset) => String.fromCharCode(from + offset));

/** What some panels have: Latin-1 and half-width katakana. */
const LETTERS = [...range(0xa1, 0xff), ...range(0xff61, 0xff9f)];

describe.each(Object.values(CFA635_MODELS))(
  'the characters of a $name',
  ({ name, charset, customCharacters }) => {
    const pictures: number[][] = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
    for (const { index, glyph } of customCharacters) pictures[index] = [...glyph];

    it.each(CHARACTERS)('show %s as itself, read back from the character generator', (character) => {
      expect(characterShown(ROM_OF_MODEL[name], charset.codeOf(character), pictures)).toBe(character);
    });

    const own = LETTERS.filter((letter) => charset.repertoire.has(letter));

    it('show each letter of their repertoire as itself', () => {
      expect(own).not.toEqual([]);
      for (const letter of own)
        expect(characterShown(ROM_OF_MODEL[name], charset.codeOf(letter), pictures)).toBe(letter);
    });

    it('all have codes of their own', () => {
      const all = [...CHARACTERS, ...own];
      expect(new Set(all.map((character) => charset.codeOf(character))).size).toBe(all.length);
    });

    it('show what the panel cannot as a question mark', () => {
      for (const character of ['\n', '\u0000', '\u007f', 'Ł', '€', '漢', '😀']) {
        expect(charset.codeOf(character)).toBe(0x3f);
      }
    });

    it('fill one cell each', () => {
      expect(encodeRow(charset, `A${GLYPHS.lock}😀\t`)).toHaveLength(4);
    });

    it('need no more pictures than the panel remembers, each of 8 rows of 5 dots', () => {
      expect(customCharacters.map(({ index }) => index)).toEqual(customCharacters.map((_, index) => index));
      expect(customCharacters.length).toBeLessThanOrEqual(8);
      for (const { glyph } of customCharacters) {
        expect(glyph).toHaveLength(8);
        for (const dots of glyph) expect(dots).toBeLessThan(32);
      }
    });

    it('need pictures for some: a panel that was never taught them shows blanks', () => {
      const untaught = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
      expect(characterShown(ROM_OF_MODEL[name], charset.codeOf(GLYPHS.lock), untaught)).toBe(' ');
    });
  },
);

describe('the character generator of a 635', () => {
  it.each([
    [0x24, '¤'],
    [0x40, '¡'],
    [0x5f, '§'],
  ])('shows another sign at the ASCII code %i', (code, sign) => {
    expect(characterShown('cfa635', code, [])).toBe(sign);
  });

  it('has arrows and a block', () => {
    const { charset } = CFA635_MODELS.cfa635;
    expect([GLYPHS.up, GLYPHS.down, GLYPHS.left, GLYPHS.right, GLYPHS.block].map(charset.codeOf)).toEqual([
      0xde, 0xe0, 0xe1, 0xdf, 0xd6,
    ]);
  });
});

describe('a picture nobody knows', () => {
  it('is not taken for a character', () => {
    expect(characterShown('cfa635', 0, [[31, 0, 31, 0, 31, 0, 31, 0]])).toBe('▒');
  });
});
