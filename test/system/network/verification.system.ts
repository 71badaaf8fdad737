import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inPrefix } from '../../../firmware/network/backends/networkmanager/neighbours.ts';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { change, keep, setStaticLan } from './lab/changes.ts';
import { eventually } from './lab/commands.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free, otherFree } = WORLD.lan;
const STATIC = { address: free, gateway, dns };

describe('verification', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const box = () => appliance.lab.box;

  it('of IPv6 knows a router that is no default router from none: it once said no advertisement came', async () => {
    await appliance.lab.world.startRouter({ lifetime_s: 0 });
    await change(appliance.operator, 'ENABLE IPV6 ON LAN');
    await appliance.operator.sees('NO DEFAULT IPV6 ROUTER');
  });

  it('of IPv6 once passed with a router and no address', async () => {
    await appliance.lab.world.startRouter({ hasPrefix: false });
    await change(appliance.operator, 'ENABLE IPV6 ON LAN');
    await appliance.operator.sees('IPV6 ROUTER HAS NO PREFIX');
  });

  it('of IPv6 once passed while another machine had our address', async () => {
    const mac = (await box().exec('cat', '/sys/class/net/lan0/address')).trim();
    await appliance.lab.world.addIpv6(inPrefix(`${WORLD.ipv6.prefix}/64`, mac));
    await appliance.lab.world.startRouter();
    await change(appliance.operator, 'ENABLE IPV6 ON LAN');
    await appliance.operator.sees('IPV6 ADDRESS IN USE');
  });

  it('is asked again while it waits to be kept: a switch port that learns is no verdict', async () => {
    const { operator, lab } = appliance;
    await lab.world.silenceGateway();
    await setStaticLan(operator, STATIC);
    await operator.sees('NO REPLY FROM GW');
    await lab.world.restoreGateway();
    await operator.sees('ALL CHECKS OK');
    await keep(operator);
  });

  it('sees an address taken by another machine while it waits to be kept', async () => {
    const { operator, lab } = appliance;
    await lab.world.silenceGateway();
    await setStaticLan(operator, STATIC);
    await operator.sees('NO REPLY FROM GW');
    await lab.world.exec('ip', 'address', 'add', `${free}/24`, 'dev', 'lan0p');
    await operator.sees(/ADDRESS IN USE/);
  });

  it('an address of other software beside ours is not shown instead of it', async () => {
    const { operator } = appliance;
    await setStaticLan(operator, STATIC);
    await keep(operator);
    await box().exec('ip', 'address', 'add', '10.77.0.222/24', 'dev', 'lan0');
    await operator.press('EXIT', 'EXIT');
    await operator.sees(free);
    expect(operator.screen()).not.toContain('10.77.0.222');
  });

  it('an address of ours that is taken away is set again, and said so', async () => {
    const { operator } = appliance;
    await setStaticLan(operator, { ...STATIC, address: otherFree });
    await keep(operator);
    await box().exec('ip', 'address', 'del', `${otherFree}/24`, 'dev', 'lan0');
    await eventually('it is back', async () => {
      const { addresses } = await inKernel(box());
      return addresses.lan0?.[0] === `${otherFree}/24`;
    });
    await operator.press('EXIT', 'EXIT');
    await operator.sees('NET CHANGED BY');
  });
});
