import { describe, expect, it } from 'vitest';
import { isUpdating } from '../support/updating.ts';
import {
  framesOf,
  goldenNames,
  RUNS,
  readGolden,
  removeStaleGolden,
  scenarioNames,
  writeGolden,
} from './golden.ts';

const updating = isUpdating(process.env);
if (updating) {
  removeStaleGolden();
}

describe.each(RUNS)('$title', (run) => {
  it.each(scenarioNames(run))('%s', async (name) => {
    const frames = await framesOf(run, name);
    if (updating) {
      writeGolden(run, name, frames);
    }
    expect(frames).toBe(readGolden(run, name));
  });

  // While they are rewritten some are not there yet: tests run in any order.
  if (!updating) {
    it('there is a golden file for each scenario and none without', () => {
      expect(goldenNames(run)).toEqual(scenarioNames(run));
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
