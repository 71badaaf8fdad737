import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abbreviate, spread, wrap } from '../../../../menus/layout/wrap.ts';

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('ENABLE STATIC IP ON LAN', 15)).toEqual(['ENABLE STATIC', 'IP ON LAN']);
  });

  it('breaks an address after one of its separators', () => {
    expect(wrap('2001:DB8:1234:5678:9ABC:DEF0:1234:5678/64', 16)).toEqual([
      '2001:DB8:1234:',
      '5678:9ABC:DEF0:',
      '1234:5678/64',
    ]);
  });

  it('breaks a word without separators at the edge', () => {
    expect(wrap('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ']);
  });

  it('gives one empty row for nothing', () => {
    expect(wrap('', 16)).toEqual(['']);
    expect(wrap('   ', 16)).toEqual(['']);
  });

  test.prop([fc.string({ maxLength: 300 }), fc.integer({ min: 1, max: 40 })])(
    'loses nothing but spaces and never overflows',
    (text, columns) => {
      const rows = wrap(text, columns);
      expect(rows.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(columns);
    },
  );
});

describe('abbreviate', () => {
  const abbreviations = [
    ['CONFIG ', 'CFG '],
    ['REALLY ', ''],
  ] as const;

  it('leaves a text alone that fits', () => {
    expect(abbreviate('CONFIG WAN', abbreviations, () => true)).toBe('CONFIG WAN');
  });

  it('uses no more abbreviations than it takes, in their order', () => {
    expect(abbreviate('REALLY CONFIG X', abbreviations, (text) => text.length <= 12)).toBe('REALLY CFG X');
  });

  it('does what it can for a text that fits in no way', () => {
    expect(abbreviate('REALLY CONFIG X', abbreviations, () => false)).toBe('CFG X');
  });
});

describe('spread', () => {
  it('puts two texts at the ends of a row', () => {
    expect(spread('MENU', '1/6', 12)).toBe('MENU     1/6');
  });

  it('cuts the left one when both do not fit, and keeps a space between', () => {
    expect(spread('SETUP NETWORK', '1/6', 12)).toBe('SETUP NE 1/6');
  });

  it('gives the whole row to the left one when there is no other', () => {
    expect(spread('SETUP NETWORK', '', 13)).toBe('SETUP NETWORK');
  });
});
