import { describe, expect, it } from 'vitest';
import { FIRST, turned } from '../../../menus/turning.ts';

const two = (): number => 2;

describe('turning', () => {
  it('goes through the parts of a thing, then to the next thing, round and round', () => {
    const seen = [FIRST];
    for (let turn = 0; turn < 4; turn++) {
      seen.push(turned(seen.at(-1) ?? FIRST, 1, 2, two));
    }
    expect(seen).toEqual([
      { index: 0, part: 0 },
      { index: 0, part: 1 },
      { index: 1, part: 0 },
      { index: 1, part: 1 },
      { index: 0, part: 0 },
    ]);
  });

  it('goes back into the last part of the thing before', () => {
    expect(turned(FIRST, -1, 3, two)).toEqual({ index: 2, part: 1 });
    expect(turned({ index: 2, part: 0 }, -1, 3, two)).toEqual({ index: 1, part: 1 });
  });

  it('stays inside when things or parts have become fewer', () => {
    expect(turned({ index: 7, part: 7 }, 1, 2, () => 1)).toEqual({ index: 0, part: 0 });
  });

  it('has nowhere to go where there is nothing', () => {
    expect(turned({ index: 3, part: 1 }, 1, 0, two)).toEqual(FIRST);
  });
});
