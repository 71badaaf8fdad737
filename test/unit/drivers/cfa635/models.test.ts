import { describe, expect, it } from 'vitest';
import { backlightValue, CFA635_MODELS, contrastValue } from '../../../../drivers/cfa635/models.ts';

describe('contrast in percent', () => {
  it.each([
    ['cfa635', -5, 66],
    ['cfa635', 0, 66],
    ['cfa635', 100, 125],
    ['cfa635', 400, 125],
    ['cfa633', 0, 4],
    ['cfa633', 100, 29],
  ] as const)('of a %s at %i is %i on the scale of the model', (model, percent, value) => {
    expect(contrastValue(CFA635_MODELS[model], percent)).toBe(value);
  });

  it.each(Object.values(CFA635_MODELS))('of a $name never is what it has after power-up', (model) => {
    const values = Array.from({ length: 101 }, (_, percent) => contrastValue(model, percent));
    expect(values).not.toContain(model.contrast.factory);
    expect(Math.abs((values[50] ?? 0) - model.contrast.right)).toBeLessThanOrEqual(1);
    expect(values).toEqual([...values].sort((left, right) => left - right));
  });
});

describe('backlight in percent', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [30.4, 30],
    [99, 99],
    [400, 99],
  ])('at %i is %i', (percent, value) => {
    expect(backlightValue(percent)).toBe(value);
  });

  it('never is what it is after power-up, and nobody sees the difference', () => {
    expect(backlightValue(100)).toBe(99);
  });
});
