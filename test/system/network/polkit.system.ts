import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { keep, setProxy, setStaticLan, setStaticWan } from './lab/changes.ts';
import { AS_DELIVERED, expectInForce } from './lab/intended.ts';
import { inKernel } from './lab/judge.ts';

const { lan, wan, proxy } = WORLD;
const LAN = { address: lan.free, gateway: lan.gateway, dns: lan.dns };
const WAN = { address: wan.free, gateway: wan.gateway, dns: wan.dns };
const SHIPPED_RULE = join(import.meta.dirname, '../../../firmware/service/polkit.rules');

/**
 * Debian's polkitd runs on the lab's bus as it does on an appliance. It finds no login session for the daemon, as
 * for any service: what the rule says of the user is all there is.
 */
describe('the daemon as the user bezel', () => {
  let appliance: Appliance;
  afterEach(() => appliance.close());

  it('with the shipped polkit rule, changes, keeps and undoes like root', async () => {
    appliance = await Appliance.start({ asUser: true, polkitRules: [SHIPPED_RULE] });
    const { operator, lab } = appliance;
    const rights = readFileSync(`/proc/${appliance.pid}/status`, 'utf8');
    expect(rights).toMatch(/^CapEff:\s+0000000000002000$/m);
    expect(rights).not.toMatch(/^Uid:\s+0\b/m);
    await setStaticLan(operator, LAN);
    await keep(operator);
    await setStaticWan(operator, WAN);
    await keep(operator);
    await setProxy(operator, lan.gateway, proxy.port);
    await keep(operator);
    const kept = { ...AS_DELIVERED, lan: LAN, wan: WAN, proxy: `${lan.gateway}:${proxy.port}` };
    await expectInForce(lab.box, kept);
    await setStaticLan(operator, { ...LAN, address: lan.otherFree });
    await operator.sees('KEEP');
    await operator.press('EXIT');
    await operator.sees('CHANGE UNDONE:');
    await expectInForce(lab.box, kept);
  });

  it('without the rule is refused by NetworkManager, changes nothing and says so', async () => {
    appliance = await Appliance.start({ asUser: true, polkitRules: [], notice: 'NOT RESTORED' });
    const { operator, lab } = appliance;
    expect((await inKernel(lab.box)).profiles).toEqual([]);
    await setStaticLan(operator, LAN);
    await operator.sees('CHANGE FAILED');
    expect(await inKernel(lab.box)).toMatchObject({ addresses: {}, profiles: [] });
    expect(appliance.output()).toMatch(/Not authorized.*lacks a polkit rule/);
  });
});
