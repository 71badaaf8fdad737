import { describe, expect, it } from 'vitest';
import { framesOf, RUNS, readGolden } from './golden.ts';

describe('a CFA-633 before firmware 1.9', () => {
  const [, on16x2] = RUNS;

  it('takes the LAN wizard from the home page to KEPT, frame by frame as a newer one', async () => {
    if (on16x2 === undefined) throw new Error('there is no run on 16x2');
    const frames = await framesOf({ ...on16x2, panel: 'cfa633-old' }, 'lan-static-kept');
    expect(frames).toBe(readGolden(on16x2, 'lan-static-kept'));
  });
});
