import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { keep, setStaticLan, setupNetwork } from './lab/changes.ts';
import { eventually } from './lab/commands.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free } = WORLD.lan;
const STATIC = { address: free, gateway, dns };

describe('an interface', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const shell = (command: string) => appliance.lab.box.exec('sh', '-c', command);
  const testNetwork = async () => {
    await setupNetwork(appliance.operator);
    await appliance.operator.choose('TEST NETWORK');
  };

  it('under another name is missing, with the names there are: it once was NO LINK, NOT RESTORED', async () => {
    const { operator } = appliance;
    await setStaticLan(operator, STATIC);
    await keep(operator);
    await appliance.stopDaemon('SIGTERM');
    await shell('ip link set lan0 down; ip link set lan0 name enp6s18; ip link set enp6s18 up');
    await appliance.startDaemon();
    await operator.sees('LAN PORT MISSING ENP6S18');
    expect(appliance.output()).toContain('there are: enp6s18, wan0');
    await operator.press('EXIT');
    await operator.sees('NO PORT');
    await testNetwork();
    await operator.sees('LAN PORT MISSING');
    await operator.press('EXIT');
    await setStaticLan(operator, { ...STATIC, address: WORLD.lan.otherFree });
    await operator.sees('LAN PORT MISSING');
    expect(appliance.output().slice(-2000)).not.toContain('step carried out');
  });

  it('that ifupdown has is named as its own, with the file', async () => {
    const { box } = appliance.lab;
    await appliance.stopDaemon('SIGTERM');
    await shell('mkdir -p /etc/network');
    await shell("printf 'auto lan0\\niface lan0 inet dhcp\\n' > /etc/network/interfaces");
    await shell(
      "sed -i 's/^plugins=.*/plugins=ifupdown,keyfile/' /etc/NetworkManager/NetworkManager.conf;" +
        "printf '[ifupdown]\\nmanaged=false\\n' >> /etc/NetworkManager/NetworkManager.conf",
    );
    await box.stopNetworkManager();
    await box.startNetworkManager();
    await appliance.startDaemon();
    await appliance.operator.sees('LAN NOT MANAGED HELD BY IFUPDOWN');
    expect(appliance.output()).toContain('/etc/network/interfaces');
    await setStaticLan(appliance.operator, STATIC);
    await appliance.operator.sees('LAN NOT MANAGED');
    await appliance.operator.press('EXIT');
    await testNetwork();
    await appliance.operator.sees('LAN NOT MANAGED');
  });

  it('whose carrier is ignored has what was kept while the cable was out', async () => {
    const { operator, lab } = appliance;
    await shell(
      "printf '[device-lan]\\nmatch-device=*\\nignore-carrier=yes\\n' >> /etc/NetworkManager/NetworkManager.conf;" +
        "sed -i 's/^no-auto-default/ignore-carrier=*\\nno-auto-default/' /etc/NetworkManager/NetworkManager.conf",
    );
    await lab.box.stopNetworkManager();
    await lab.box.startNetworkManager();
    await appliance.stopDaemon('SIGTERM');
    await appliance.startDaemon();
    await lab.world.unplug('lan');
    await eventually('the cable is out', async () =>
      JSON.stringify(await appliance.control('GET', '/v1/status')).includes('no-carrier'),
    );
    await setStaticLan(operator, STATIC);
    await operator.sees('NO LINK', 60_000);
    await keep(operator);
    await lab.world.plug('lan');
    await eventually('what was kept is in force', async () => {
      const { addresses } = await inKernel(lab.box);
      return addresses.lan0?.[0] === `${free}/24`;
    });
  });
});
