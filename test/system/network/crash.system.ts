import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { change, KEEP_OFFERED, keep, setStaticLan } from './lab/changes.ts';
import { ConsoleOperator } from './lab/console-operator.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free, otherFree } = WORLD.lan;
const STATIC = { address: free, gateway, dns };
const OTHER = { ...STATIC, address: otherFree };

describe('whatever ends in the middle of a change', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
    await setStaticLan(appliance.operator, STATIC);
    await keep(appliance.operator);
  });
  afterEach(() => appliance.close());
  const kernel = () => inKernel(appliance.lab.box);

  it('daemon killed before it applies: the old settings, and the operator is told', async () => {
    const before = await kernel();
    await setStaticLan(appliance.operator, OTHER);
    await appliance.operator.sees('IS ADDRESS FREE?');
    await appliance.stopDaemon('SIGKILL');
    expect(await kernel()).toEqual(before);
    await appliance.startDaemon();
    await appliance.operator.sees('CHANGE UNDONE');
    expect(await kernel()).toEqual(before);
  });

  it('daemon killed while it applies: the old settings, and the operator is told', async () => {
    const before = await kernel();
    // Nobody answers: applying lasts long enough to be hit for sure.
    await appliance.lab.world.stopDhcp('lan');
    await change(appliance.operator, 'USE DHCP ON LAN');
    await appliance.operator.sees('APPLYING');
    await expect.poll(async () => (await kernel()).addresses.lan0 ?? [], { timeout: 10_000 }).toEqual([]);
    await appliance.stopDaemon('SIGKILL');
    await appliance.startDaemon();
    await appliance.operator.sees('CHANGE UNDONE');
    expect(await kernel()).toEqual(before);
  });

  it('daemon killed during the countdown: the old settings, and the operator is told', async () => {
    const before = await kernel();
    await setStaticLan(appliance.operator, OTHER);
    await appliance.operator.sees('KEEP');
    expect((await kernel()).addresses.lan0).toEqual([`${otherFree}/24`]);
    await appliance.stopDaemon('SIGKILL');
    await appliance.startDaemon();
    await appliance.operator.sees('CHANGE UNDONE');
    expect(await kernel()).toEqual(before);
  });

  it('daemon killed after the change was kept: the new settings', async () => {
    await setStaticLan(appliance.operator, OTHER);
    await keep(appliance.operator);
    const kept = await kernel();
    await appliance.stopDaemon('SIGKILL');
    await appliance.startDaemon();
    expect(await kernel()).toEqual(kept);
    expect(kept.addresses.lan0).toEqual([`${otherFree}/24`]);
  });

  it('daemon told to end during the countdown: the old settings before it is gone', async () => {
    const before = await kernel();
    await setStaticLan(appliance.operator, OTHER);
    await appliance.operator.sees('KEEP');
    await appliance.stopDaemon('SIGTERM');
    await expect.poll(kernel, { timeout: 10_000 }).toEqual(before);
  });

  it('NetworkManager killed during the countdown: keeping is refused, the old settings come back', async () => {
    const { operator, lab } = appliance;
    const before = await kernel();
    await setStaticLan(operator, OTHER);
    await operator.sees(KEEP_OFFERED);
    await lab.box.stopNetworkManager('SIGKILL');
    await lab.box.startNetworkManager();
    await operator.press('ENTER');
    await operator.sees(/CHANGE UNDONE:|NETWORK SERVICE/, 60_000);
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('NetworkManager stopped and started again: the daemon finds it, and changes work', async () => {
    const { operator, lab } = appliance;
    await lab.box.stopNetworkManager();
    await lab.box.startNetworkManager();
    await setStaticLan(operator, OTHER);
    await keep(operator);
    expect((await kernel()).addresses.lan0).toEqual([`${otherFree}/24`]);
  });

  it('NetworkManager absent when the daemon starts: it says so, waits, and mends what has drifted', async () => {
    const { operator, lab } = appliance;
    const before = await kernel();
    await appliance.stopDaemon();
    await lab.box.exec('rm', '/etc/NetworkManager/system-connections/bezel-lan.nmconnection');
    await lab.box.stopNetworkManager();
    await lab.box.exec('ip', 'address', 'flush', 'dev', 'lan0');
    await appliance.startDaemon(false);
    await operator.sees('NOT RUNNING');
    await lab.box.startNetworkManager();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('two operators: the second is told that a change is running', async () => {
    const { operator, lab } = appliance;
    await setStaticLan(operator, OTHER);
    await operator.sees('KEEP');
    const console = await ConsoleOperator.at(lab);
    try {
      await console.press('ENTER');
      await console.press('ENTER');
      // The first item changes the address that is in force: nothing to apply. The second one switches to DHCP.
      await console.press('DOWN');
      await console.press('ENTER');
      await console.sees('"kind":"proposal"');
      await console.press('ENTER');
      await console.sees('Another change is running');
    } finally {
      console.stop();
    }
    await keep(operator);
    expect((await kernel()).addresses.lan0).toEqual([`${otherFree}/24`]);
  });
});

describe('a new appliance', () => {
  it('without a cable is ready, complains of nothing, and gets its lease with the cable', async () => {
    const appliance = await Appliance.start({ cable: false });
    try {
      const { operator, lab } = appliance;
      expect(operator.shows('NOT RESTORED')).toBe(false);
      expect((await inKernel(lab.box)).profiles).toEqual(['bezel-lan']);
      await lab.world.plug('lan');
      await operator.sees(/10\.77\.0\.\d+/);
    } finally {
      await appliance.close();
    }
  });
});
