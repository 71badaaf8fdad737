import { deepStrictEqual } from 'node:assert/strict';
import * as v from 'valibot';
import { WORLD } from '../lab/addresses.ts';
import { change, keep, setVlan } from '../lab/changes.ts';
import { AS_DELIVERED, expectInForce, type Intended } from '../lab/intended.ts';
import { definePlatform } from '../lab/platform.ts';
import type { Scenario } from './scenario.ts';

const { gateway, dns, otherFree } = WORLD.lan;
const PRINTERS = { id: 10, address: '10.10.0.2' };
const CAMERAS = { id: 4094, address: '10.94.0.2' };
const LOCAL = { id: PRINTERS.id, address: '10.99.0.2' };

const ANSWER = v.object({
  change: v.string(),
  ignored: v.array(v.object({ id: v.number(), reason: v.string() })),
});

const intended = (platform: Intended['platform']['vlans'], vlan: Intended['vlan'] = null): Intended => ({
  ...AS_DELIVERED,
  lan: { address: otherFree, gateway, dns },
  vlan,
  platform: { vlans: platform, routes: [] },
});

/** What the platform defines beside the one at the panel; from a static LAN without a VLAN and back. */
export const PLATFORM_VLANS: readonly Scenario[] = [
  {
    name: "the platform's come into force without an operator",
    async run(appliance) {
      const wanted = intended([PRINTERS, CAMERAS]);
      const answer = v.parse(ANSWER, await definePlatform(appliance, wanted.platform));
      deepStrictEqual(answer, { change: 'kept', ignored: [] });
      await expectInForce(appliance.lab.box, wanted);
    },
  },
  {
    name: "set at the panel, it wins over the platform's with the same ID",
    async run(appliance) {
      const { operator, lab } = appliance;
      await setVlan(operator, String(LOCAL.id), LOCAL.address);
      await keep(operator);
      const wanted = intended([PRINTERS, CAMERAS], LOCAL);
      await expectInForce(lab.box, wanted);
      // Told once more, nothing is changed, and the platform hears what is ignored and why.
      const answer = v.parse(ANSWER, await definePlatform(appliance, wanted.platform));
      deepStrictEqual(answer, {
        change: 'unchanged',
        ignored: [{ id: PRINTERS.id, reason: 'local-vlan-id' }],
      });
    },
  },
  {
    name: "removed at the panel, the platform's is back",
    async run({ operator, lab }) {
      await change(operator, 'DISABLE VLAN ON LAN');
      await keep(operator);
      await expectInForce(lab.box, intended([PRINTERS, CAMERAS]));
    },
  },
  {
    name: 'the platform changes one and drops the other',
    async run(appliance) {
      const wanted = intended([{ ...CAMERAS, address: '10.95.0.2' }]);
      await definePlatform(appliance, wanted.platform);
      await expectInForce(appliance.lab.box, wanted);
      await definePlatform(appliance, { vlans: [], routes: [] });
      await expectInForce(appliance.lab.box, intended([]));
    },
  },
];
