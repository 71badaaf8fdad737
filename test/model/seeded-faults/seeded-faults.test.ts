import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { MODELS, type ModelName } from '../models.ts';
import { coverageOf } from '../run.ts';
import type { SeededFault } from './fault.ts';
import { SEEDED_FAULTS } from './faults.ts';
import { bundleWith, planted } from './plant.ts';
import type { Errand } from './worker.ts';

const walks = new Map<ModelName, readonly Errand[]>();

/** All walks of a model, made once. */
function errandsOf(model: ModelName): readonly Errand[] {
  const known = walks.get(model) ?? coverageOf(MODELS[model]).walks.map((events) => ({ model, events }));
  walks.set(model, known);
  return known;
}

/** What the first walk that sees the fault says; null: none does. */
async function sightOf(fault: SeededFault | null, models: readonly ModelName[]): Promise<string | null> {
  const worker = new Worker(await bundleWith(fault), { eval: true, workerData: models.flatMap(errandsOf) });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}

describe.concurrent('a fault seeded into the product', () => {
  let caught = 0;

  it.each(SEEDED_FAULTS)('is seen on the glass: $name', async (fault) => {
    const sight = await sightOf(fault, fault.seenBy);
    expect(sight, 'no model sees it').toMatch(/expected .*\n?.*the panel shows|has it still/s);
    caught += 1;
  });

  afterAll(() => {
    process.stdout.write(`${caught} of ${SEEDED_FAULTS.length} seeded faults caught\n`);
  });
});

describe('seeding faults', () => {
  it('is done at least thirty times, each time another fault', () => {
    expect(SEEDED_FAULTS.length).toBeGreaterThanOrEqual(30);
    expect(new Set(SEEDED_FAULTS.map(({ name }) => name)).size).toBe(SEEDED_FAULTS.length);
  });

  it('fails where the place of the fault is gone, or is not the only one', () => {
    const place = { file: 'menus/turning.ts', replace: '' };
    expect(() => planted({ ...place, find: 'was never there' })).toThrow('is 0 times in menus/turning.ts');
    expect(() => planted({ ...place, find: 'index' })).toThrow(/is ([2-9]|\d\d+) times in/);
  });

  it('finds nothing in the product as it is, bundled in the same way', async () => {
    expect(await sightOf(null, ['ipv6', 'power'])).toBeNull();
  });
});
