import { describe, expect, it } from 'vitest';
import { bar, paginate, percentText } from '../../../../menus/layout/page.ts';

const SMALL = { columns: 8, rows: 2 };
const lines = (blocks: readonly (readonly string[])[], heading: readonly string[] = []) =>
  paginate(blocks, SMALL, heading).map((page) => page.lines);

describe('paginate', () => {
  it('leaves what fits as it is', () => {
    expect(lines([['A'], ['B']])).toEqual([['A', 'B']]);
  });

  it('says with arrows that there is more', () => {
    expect(lines([['A'], ['B'], ['C'], ['D'], ['E']])).toEqual([
      ['A', 'B      ↓'],
      ['C', 'D      ↕'],
      ['E', '       ↑'],
    ]);
  });

  it('keeps a block together', () => {
    expect(lines([['A'], ['LABEL', 'VALUE']])).toEqual([
      ['A', '       ↓'],
      ['LABEL', 'VALUE  ↑'],
    ]);
  });

  it('breaks a block no page can hold', () => {
    expect(lines([['A', 'B', 'C']])).toEqual([
      ['A', 'B      ↓'],
      ['C', '       ↑'],
    ]);
  });

  it('puts the arrow into a higher row when the lowest is full, or nowhere', () => {
    expect(lines([['A'], ['12345678'], ['12345678'], ['12345678']])).toEqual([
      ['A      ↓', '12345678'],
      ['12345678', '12345678'],
    ]);
  });

  it('repeats the heading on each page', () => {
    expect(lines([['A'], ['B']], ['HEAD'])).toEqual([
      ['HEAD', 'A      ↓'],
      ['HEAD', 'B      ↑'],
    ]);
  });

  it('gives one empty page for nothing', () => {
    expect(lines([])).toEqual([[]]);
  });
});

describe('bar and percentage', () => {
  it('fills the row in proportion', () => {
    expect(bar(0, 4)).toBe('....');
    expect(bar(50, 4)).toBe('██..');
    expect(bar(100, 4)).toBe('████');
  });

  it('stays inside the row whatever it is told', () => {
    expect(bar(-20, 4)).toBe('....');
    expect(bar(400, 4)).toBe('████');
    expect(percentText(400)).toBe('100%');
    expect(percentText(null)).toBe('');
  });
});
