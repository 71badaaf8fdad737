import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { keep, setStaticLan, setStaticWan } from './lab/changes.ts';
import { AS_DELIVERED, expectInForce } from './lab/intended.ts';
import { inKernel } from './lab/judge.ts';

const { lan, wan } = WORLD;
const LAN = { address: lan.free, gateway: lan.gateway, dns: lan.dns };
const WAN = { address: wan.free, gateway: wan.gateway, dns: wan.dns };

describe('interfaces named by MAC address', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start({ interfacesBy: 'mac' });
  });
  afterEach(() => appliance.close());

  it('are set up like others, and stay LAN and WAN when the kernel names them the other way round', async () => {
    const { operator, lab } = appliance;
    await setStaticLan(operator, LAN);
    await keep(operator);
    await setStaticWan(operator, WAN);
    await keep(operator);
    await expectInForce(lab.box, { ...AS_DELIVERED, lan: LAN, wan: WAN });

    await appliance.stopDaemon('SIGTERM');
    await lab.box.stopNetworkManager();
    // As a restart of the machine leaves it: nothing is up, and NetworkManager remembers its profiles only.
    await lab.box.exec('rm', '-rf', '/run/NetworkManager');
    const { box } = lab;
    const rename = async (from: string, to: string) => {
      await box.exec('ip', 'link', 'set', from, 'down');
      await box.exec('ip', 'address', 'flush', 'dev', from);
      await box.exec('ip', 'link', 'set', from, 'name', to);
    };
    await rename('lan0', 'spare');
    await rename('wan0', 'lan0');
    await rename('spare', 'wan0');
    await box.startNetworkManager();
    await appliance.startDaemon();
    await expect
      .poll(() => inKernel(box), { timeout: 30_000 })
      .toMatchObject({
        addresses: { wan0: [`${lan.free}/24`], lan0: [`${wan.free}/24`] },
        routes: [
          `default via ${lan.gateway} dev wan0 table main`,
          `default via ${wan.gateway} dev lan0 table 6350`,
        ],
      });
  });
});
