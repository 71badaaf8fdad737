import { WORLD } from '../lab/addresses.ts';
import type { Appliance } from '../lab/appliance.ts';
import { change, keep, setStaticLan, setVlan } from '../lab/changes.ts';
import { AS_DELIVERED, expectInForce, type Intended } from '../lab/intended.ts';
import type { Scenario } from './scenario.ts';

const { gateway, dns, free, otherFree } = WORLD.lan;
const LAN = { address: free, gateway, dns };
const ADDRESS = '10.99.0.2';
/** At the far end of the cable, in VLAN 100. */
const FAR_END = '10.99.0.1';

const intended = (id: number | null, lan: Intended['lan'] = LAN): Intended => ({
  ...AS_DELIVERED,
  lan,
  vlan: id === null ? null : { id, address: ADDRESS },
});

async function keepVlan({ operator, lab }: Appliance, id: number): Promise<void> {
  await setVlan(operator, String(id), ADDRESS);
  await keep(operator);
  await expectInForce(lab.box, intended(id));
}

/** The one VLAN an operator sets at the panel; from a new appliance to one with a static LAN and no VLAN. */
export const LOCAL_VLAN: readonly Scenario[] = [
  {
    name: "set up before LAN's cable is plugged: comes up with it",
    async run({ operator, lab }) {
      await setStaticLan(operator, LAN);
      await keep(operator);
      await lab.world.unplug('lan');
      await setVlan(operator, '5', ADDRESS);
      await keep(operator);
      await lab.world.plug('lan');
      await expectInForce(lab.box, intended(5));
    },
  },
  { name: 'changed to ID 0: priority-tagged', run: (appliance) => keepVlan(appliance, 0) },
  { name: 'changed to ID 1', run: (appliance) => keepVlan(appliance, 1) },
  { name: 'changed to ID 100', run: (appliance) => keepVlan(appliance, 100) },
  {
    name: 'tagged frames reach the other side',
    async run({ lab }) {
      await lab.world.addVlan(100, FAR_END);
      await lab.box.exec('ping', '-c', '1', '-W', '5', FAR_END);
    },
  },
  { name: 'changed to ID 4094', run: (appliance) => keepVlan(appliance, 4094) },
  {
    name: 'a changed ID rolled back',
    async run({ operator, lab }) {
      await setVlan(operator, '7', ADDRESS);
      await operator.sees('KEEP');
      await expectInForce(lab.box, intended(7));
      await operator.press('EXIT');
      await operator.sees('CHANGE UNDONE:');
      await expectInForce(lab.box, intended(4094));
    },
  },
  {
    name: 'daemon killed while a changed ID waits to be kept',
    async run(appliance) {
      const { operator, lab } = appliance;
      await setVlan(operator, '8', ADDRESS);
      await operator.sees('KEEP');
      await appliance.stopDaemon('SIGKILL');
      await appliance.startDaemon();
      await operator.sees('CHANGE UNDONE');
      await expectInForce(lab.box, intended(4094));
    },
  },
  {
    name: 'LAN changed under it',
    async run({ operator, lab }) {
      const lan = { ...LAN, address: otherFree };
      await setStaticLan(operator, lan);
      await keep(operator);
      await expectInForce(lab.box, intended(4094, lan));
    },
  },
  {
    name: 'removed',
    async run({ operator, lab }) {
      await change(operator, 'DISABLE VLAN ON LAN');
      await keep(operator);
      await expectInForce(lab.box, intended(null, { ...LAN, address: otherFree }));
    },
  },
];
