import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { change, keep, setStaticLan } from './lab/changes.ts';
import { AS_DELIVERED, expectInForce, type Intended } from './lab/intended.ts';
import { definePlatform } from './lab/platform.ts';

const { gateway, dns, free, neighbour } = WORLD.lan;
const LAN = { address: free, gateway, dns };
const BRANCH = { target: '10.20.0.0/16', gateway: neighbour };
const HOST = { target: '10.30.0.7/32', gateway };

const routes = (...all: Intended['platform']['routes']): Intended['platform'] => ({ vlans: [], routes: all });

/** VLANs of the platform need a kernel with 802.1Q: `vm/platform-vlans.ts`. */
describe('routes that the platform defines', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const inForce = (intended: Partial<Intended>) =>
    expectInForce(appliance.lab.box, { ...AS_DELIVERED, ...intended });

  it('come into force without an operator, change, survive a restart, and go', async () => {
    await expect(definePlatform(appliance, routes(BRANCH, HOST))).resolves.toMatchObject({ change: 'kept' });
    await inForce({ platform: routes(BRANCH, HOST) });
    await appliance.stopDaemon('SIGTERM');
    await appliance.startDaemon();
    await inForce({ platform: routes(BRANCH, HOST) });
    await expect(definePlatform(appliance, routes(BRANCH, HOST))).resolves.toMatchObject({
      change: 'unchanged',
    });
    const moved = { ...BRANCH, gateway };
    await definePlatform(appliance, routes(moved));
    await inForce({ platform: routes(moved) });
    await definePlatform(appliance, routes());
    await inForce({});
  });

  it('stay while the operator changes LAN, and when the network is reset', async () => {
    const { operator } = appliance;
    await definePlatform(appliance, routes(BRANCH));
    await setStaticLan(operator, LAN);
    await keep(operator);
    await inForce({ lan: LAN, platform: routes(BRANCH) });
    await change(operator, 'RESET NETWORK CONFIG');
    await keep(operator);
    await inForce({ platform: routes(BRANCH) });
  });

  it('are refused while an operator decides, and can be told again afterwards', async () => {
    const { operator } = appliance;
    await setStaticLan(operator, LAN);
    await operator.sees('KEEP');
    await expect(definePlatform(appliance, routes(BRANCH))).rejects.toMatchObject({
      problem: { status: 409, type: '/problems/change-refused' },
    });
    await operator.press('EXIT');
    await operator.sees('CHANGE UNDONE:');
    await definePlatform(appliance, routes(BRANCH));
    await inForce({ platform: routes(BRANCH) });
  });

  it('to one target through two gateways are both in force', async () => {
    const both = routes(BRANCH, { ...BRANCH, gateway });
    await expect(definePlatform(appliance, both)).resolves.toMatchObject({ change: 'kept' });
    await inForce({ platform: both });
  });

  it('are undone when LAN does not come up again with them', async () => {
    const { lab } = appliance;
    await definePlatform(appliance, routes(BRANCH));
    await lab.world.stopDhcp('lan');
    await expect(definePlatform(appliance, routes(BRANCH, HOST))).rejects.toMatchObject({
      problem: { status: 409, type: '/problems/change-rolled-back' },
    });
    lab.world.startDhcp('lan');
    await inForce({ platform: routes(BRANCH) });
  });
});
