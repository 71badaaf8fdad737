import { describe, expect, it } from 'vitest';
import { isUpdating } from '../support/updating.ts';
import {
  framesOf,
  GLASSES,
  goldenNames,
  readGolden,
  removeStaleGolden,
  scenarioNames,
  writeGolden,
} from './golden.ts';

const updating = isUpdating(process.env);
if (updating) {
  removeStaleGolden();
}

describe.each(GLASSES)('on $size', ({ size, model }) => {
  it.each(scenarioNames())('%s', async (name) => {
    const frames = await framesOf(name, model);
    if (updating) {
      writeGolden(size, name, frames);
    }
    expect(frames).toBe(readGolden(size, name));
  });

  // While they are rewritten some are not there yet: tests run in any order.
  if (!updating) {
    it('there is a golden file for each scenario and none without', () => {
      expect(goldenNames(size)).toEqual(scenarioNames());
    });
  }
});

describe('updating golden files', () => {
  it('is refused under CI', () => {
    expect(() => isUpdating({ BEZEL_UPDATE_GOLDEN: '1', CI: 'true' })).toThrow(/not under CI/);
    expect(isUpdating({ BEZEL_UPDATE_GOLDEN: '1' })).toBe(true);
    expect(isUpdating({ CI: 'true' })).toBe(false);
  });
});
