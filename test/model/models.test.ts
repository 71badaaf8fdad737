import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Coverage } from './cover.ts';
import type { Model } from './model.ts';
import { ALL_MODELS } from './models.ts';
import { coverageOf, walk } from './run.ts';

describe.each(ALL_MODELS.map((model): [string, Model, Coverage] => [model.name, model, coverageOf(model)]))(
  '%s',
  (_name, model, coverage) => {
    it('has walks that enter every state of the model', () => {
      expect(coverage.walks.length).toBeGreaterThan(0);
      expect(coverage.transitions).toBeGreaterThan(40);
      expect([...coverage.leaves].filter((leaf) => !coverage.entered.has(leaf))).toEqual([]);
    });

    it.each(model.glasses)('is what the appliance does, along every transition, on %s', async (glass) => {
      for (const events of coverage.walks) {
        await walk(model, glass, events);
      }
    });
  },
);

describe('the models', () => {
  it('are written without a look at the machines they are about', () => {
    const folder = join(import.meta.dirname, 'models');
    const looks = readdirSync(folder).filter((file) =>
      /from '[^']*menus\/(?!keys\.ts|words\/)/.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(looks).toEqual([]);
  });
});
