import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { Appliance } from './lab/appliance.ts';
import { OPERATIONS } from './lab/operations.ts';
import { anySteps, Walk } from './lab/walk.ts';

/** Appliances side by side: each mostly waits, for ARP answers that do not come and for leases. */
const APPLIANCES = [1, 2, 3, 4, 5] as const;
/** On each; 50 in all. */
const SEQUENCES = 10;

describe('random sequences of changes', () => {
  it.concurrent.each(APPLIANCES)(
    'leave the kernel as the operator meant it after each of them, on appliance %i',
    async () => {
      const appliance = await Appliance.start();
      try {
        await appliance.lab.world.startRouter();
        const walk = new Walk(appliance, OPERATIONS);
        const sequences = fc.asyncProperty(anySteps({ minLength: 1, maxLength: 3 }), async (steps) => {
          await walk.restart();
          await walk.take(steps);
        });
        // Shrinking would go on from another network; the failure names all that was done.
        await fc.assert(sequences, { numRuns: SEQUENCES, endOnFailure: true });
      } finally {
        await appliance.close();
      }
    },
  );
});
