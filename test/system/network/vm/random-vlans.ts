import * as fc from 'fast-check';
import { change, keep } from '../lab/changes.ts';
import { OPERATIONS, STATIC_LAN, VLAN, VLAN_OPERATIONS } from '../lab/operations.ts';
import { anySteps, Walk } from '../lab/walk.ts';
import type { Scenario } from './scenario.ts';

const SEQUENCES = 6;

/** Sequences of changes as `random.system.ts` has them, with VLANs among them; from any state. */
export const RANDOM_VLANS: readonly Scenario[] = [
  {
    name: `${SEQUENCES} random sequences leave the kernel as the operator meant it after each change`,
    async run(appliance) {
      await change(appliance.operator, 'RESET NETWORK CONFIG');
      await keep(appliance.operator);
      await appliance.lab.world.startRouter();
      const walk = new Walk(appliance, [...OPERATIONS, ...VLAN_OPERATIONS]);
      const sequences = fc.asyncProperty(anySteps({ minLength: 1, maxLength: 2 }), async (steps) => {
        if (walk.now.lan === null) await walk.do(STATIC_LAN, 'kept');
        if (walk.now.vlan === null) await walk.do(VLAN, 'kept');
        await walk.take(steps);
      });
      await fc.assert(sequences, { numRuns: SEQUENCES, endOnFailure: true });
    },
  },
];
