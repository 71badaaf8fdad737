import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASIC_REPERTOIRE,
  frameOf,
  GEOMETRY_16X2,
  GLYPHS,
  isBasicCharacter,
  LATIN_1_REPERTOIRE,
  toPanelText,
  WHOLE_REPERTOIRE,
} from '../../../menus/frame.ts';

describe('a frame', () => {
  it('is lines cut and padded to the glass', () => {
    const { rows } = frameOf(GEOMETRY_16X2, ['SIXTEEN CHARACTERS AND MORE']);
    expect(rows).toEqual(['SIXTEEN CHARACTE', ' '.repeat(16)]);
  });

  it('has the letters that some panels have, for those to show', () => {
    expect(frameOf(GEOMETRY_16X2, ['GEÄNDERT', 'ﾎｿﾞﾝ']).rows).toEqual(['GEÄNDERT        ', 'ﾎｿﾞﾝ            ']);
  });

  it('has a question mark for what no panel shows, one for each character', () => {
    expect(frameOf(GEOMETRY_16X2, ['日本 😀\u0007']).rows[0]).toBe('?? ??           ');
  });

  test.prop([fc.array(fc.string({ unit: 'grapheme' }))])('fills every cell with one character', (lines) => {
    for (const row of frameOf(GEOMETRY_16X2, lines).rows) expect([...row]).toHaveLength(16);
  });
});

describe('text from outside', () => {
  it('keeps what every panel shows', () => {
    const glyphs = Object.values(GLYPHS).join('');
    expect(toPanelText(`Disk ~full~ ${glyphs}`)).toBe(`Disk ~full~ ${glyphs}`);
    expect(toPanelText('caché')).toBe('cach?');
  });
});

it('the repertoires go from the basic characters to everything', () => {
  expect(isBasicCharacter('Ä')).toBe(false);
  const having = [BASIC_REPERTOIRE, LATIN_1_REPERTOIRE, WHOLE_REPERTOIRE];
  expect(having.map((repertoire) => repertoire.has('Ä'))).toEqual([false, true, true]);
  expect(having.map((repertoire) => repertoire.has('ｶ'))).toEqual([false, false, true]);
});
