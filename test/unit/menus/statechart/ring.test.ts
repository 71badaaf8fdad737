import { describe, expect, it } from 'vitest';
import { around, upToCertain } from '../../../../menus/statechart/ring.ts';

describe('a ring', () => {
  it('leads from each of its things to all others, either way', () => {
    expect(around(['a', 'b', 'c'], 'b', 1)).toEqual(['c', 'a']);
    expect(around(['a', 'b', 'c'], 'b', -1)).toEqual(['a', 'c']);
    expect(around(['a'], 'a', 1)).toEqual([]);
  });

  it('is tried up to the first thing that is certain, and whole where none is', () => {
    expect(upToCertain(['a', 'b', 'c'], (each) => each === 'b')).toEqual(['a', 'b']);
    expect(upToCertain(['a', 'b', 'c'], () => false)).toEqual(['a', 'b', 'c']);
  });
});
