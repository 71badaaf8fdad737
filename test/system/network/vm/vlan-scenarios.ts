// The scenarios that need a kernel with 802.1Q, as a program for the virtual machine: what came of each is written
// to `results.json`, one after the other on one appliance, as an operator would go on working.
import { deepStrictEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORLD } from '../lab/addresses.ts';
import { Appliance } from '../lab/appliance.ts';
import { change, keep, setStaticLan, setVlan } from '../lab/changes.ts';
import { inKernel } from '../lab/judge.ts';
import type { VlanResult } from './vlan-names.ts';
import { VLAN_SCENARIOS, type VlanScenario } from './vlan-names.ts';

const { gateway, dns, free, otherFree } = WORLD.lan;
const ADDRESS = '10.99.0.2';

type Run = (appliance: Appliance) => Promise<void>;

/** A VLAN as the kernel and NetworkManager should have it, beside a static LAN. */
async function expectVlan(appliance: Appliance, id: number | null, lan: string = free): Promise<void> {
  const found = await inKernel(appliance.lab.box);
  const name = `bezel-vlan${id}`;
  deepStrictEqual(
    { addresses: found.addresses, routes: found.routes, vlans: found.vlans, profiles: found.profiles },
    {
      addresses: { lan0: [`${lan}/24`], ...(id === null ? {} : { [name]: [`${ADDRESS}/24`] }) },
      routes: [`default via ${gateway} dev lan0 table main`],
      vlans: id === null ? [] : [`${name} ${id} lan0`],
      profiles: id === null ? ['bezel-lan'] : ['bezel-lan', `bezel-vlan-${id}`],
    },
  );
}

const set =
  (id: number): Run =>
  async (appliance) => {
    await setVlan(appliance.operator, String(id), ADDRESS);
    await keep(appliance.operator);
    await expectVlan(appliance, id);
  };

const RUNS: Readonly<Record<VlanScenario, Run>> = {
  'ID 0: priority-tagged': set(0),
  'changed to ID 1': set(1),
  'changed to ID 100': set(100),
  'tagged frames reach the other side': async ({ lab }) => {
    await lab.world.addVlan(100, '10.99.0.1');
    await lab.box.exec('ping', '-c', '1', '-W', '5', '10.99.0.1');
  },
  'changed to ID 4094': set(4094),
  'a changed ID rolled back': async (appliance) => {
    await setVlan(appliance.operator, '7', ADDRESS);
    await appliance.operator.sees('KEEP');
    await expectVlan(appliance, 7);
    await appliance.operator.press('EXIT');
    await appliance.operator.sees('ROLLED BACK');
    await expectVlan(appliance, 4094);
  },
  'daemon killed while a changed ID waits to be kept': async (appliance) => {
    await setVlan(appliance.operator, '8', ADDRESS);
    await appliance.operator.sees('KEEP');
    await appliance.stopDaemon('SIGKILL');
    await appliance.startDaemon();
    await appliance.operator.sees('CHANGE UNDONE');
    await expectVlan(appliance, 4094);
  },
  'LAN changed under it': async (appliance) => {
    await setStaticLan(appliance.operator, { address: otherFree, gateway, dns });
    await keep(appliance.operator);
    await expectVlan(appliance, 4094, otherFree);
  },
  removed: async (appliance) => {
    await change(appliance.operator, 'DISABLE VLAN ON LAN');
    await keep(appliance.operator);
    await expectVlan(appliance, null, otherFree);
  },
};

async function main(): Promise<void> {
  const results: VlanResult[] = [];
  const appliance = await Appliance.start();
  try {
    await setStaticLan(appliance.operator, { address: free, gateway, dns });
    await keep(appliance.operator);
    for (const name of VLAN_SCENARIOS) {
      const began = Date.now();
      const failure = await RUNS[name](appliance).then(
        () => null,
        (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
      results.push({ name, failure });
      process.stdout.write(`${name}: ${failure ?? 'ok'} ${Date.now() - began} ms\n`);
    }
  } finally {
    process.stdout.write(appliance.output());
    writeFileSync(join(import.meta.dirname, 'results.json'), JSON.stringify(results));
    await appliance.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
