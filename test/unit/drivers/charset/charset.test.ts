import { describe, expect, it } from 'vitest';
import { charsetOf, encodeRow, encodeRows } from '../../../../drivers/charset/charset.ts';

const TABLE = new Map([
  ['A', 0x41],
  ['?', 0x21],
]);

describe('a charset', () => {
  it('takes codes from its table', () => {
    expect(charsetOf(TABLE).codeOf('A')).toBe(0x41);
  });

  it('shows what it lacks as its own question mark', () => {
    expect(charsetOf(TABLE).codeOf('B')).toBe(0x21);
    expect(charsetOf(new Map()).codeOf('B')).toBe(0x3f);
  });

  it('prefers a custom character', () => {
    const custom = [{ index: 5, character: 'A', glyph: [0, 0, 0, 0, 0, 0, 0, 0] }];
    expect(charsetOf(TABLE, custom).codeOf('A')).toBe(5);
  });

  it('encodes one code per cell', () => {
    expect([...encodeRow(charsetOf(TABLE), 'A😀A')]).toEqual([0x41, 0x21, 0x41]);
    expect(encodeRows(charsetOf(TABLE), ['A', ''])).toHaveLength(2);
  });
});
