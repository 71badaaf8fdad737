import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { change, keep, setStaticLan, setupNetwork } from './lab/changes.ts';
import { eventually } from './lab/commands.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free, otherFree, neighbour, nobody } = WORLD.lan;
const STATIC = { address: free, gateway, dns };

/** What the kernel has with a static LAN and nothing else. */
const staticLan = (address: string, router: string = gateway) => ({
  addresses: { lan0: [`${address}/24`] },
  routes: [`default via ${router} dev lan0 table main`],
  rules: [],
  vlans: [],
  nameservers: [dns],
  profiles: ['bezel-lan'],
  proxy: null,
});

describe('LAN', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const kernel = () => inKernel(appliance.lab.box);
  const leased = async () => (await kernel()).addresses.lan0?.[0]?.replace('/24', '') ?? '';

  it('goes from DHCP to static and back, and keeps what is kept', async () => {
    const { operator } = appliance;
    const lease = await leased();
    expect(lease).toMatch(/^10\.77\.0\.1[5-9]\d$/);
    await setStaticLan(operator, STATIC);
    await keep(operator);
    expect(await kernel()).toEqual(staticLan(free));
    await change(operator, 'USE DHCP ON LAN');
    await keep(operator);
    expect(await kernel()).toEqual(staticLan(lease));
  });

  it('keeps what is in force when the state directory is lost: it once went to DHCP unasked', async () => {
    await setStaticLan(appliance.operator, STATIC);
    await keep(appliance.operator);
    await appliance.stopDaemon();
    await appliance.lab.box.exec('sh', '-c', 'rm /var/lib/bezel/*');
    await appliance.startDaemon();
    await appliance.operator.sees('SETTINGS LOST');
    expect(await kernel()).toEqual(staticLan(free));
  });

  it('takes LAN back from a profile that somebody else brings up on it, and says so', async () => {
    await setStaticLan(appliance.operator, STATIC);
    await keep(appliance.operator);
    const { box } = appliance.lab;
    const stranger = ['con-name', 'stranger', 'ifname', 'lan0', 'autoconnect', 'no'];
    await box.exec('nmcli', 'connection', 'add', 'type', 'ethernet', ...stranger);
    await box.exec('nmcli', 'connection', 'up', 'stranger');
    await eventually('LAN is ours again', async () => (await kernel()).addresses.lan0?.[0] === `${free}/24`);
    await box.exec('nmcli', 'connection', 'delete', 'stranger');
    expect(await kernel()).toEqual(staticLan(free));
    await appliance.operator.press('EXIT', 'EXIT');
    await appliance.operator.sees('NET CHANGED BY');
  });

  it('becomes static with the very address it has by DHCP', async () => {
    const lease = await leased();
    await setStaticLan(appliance.operator, { ...STATIC, address: lease });
    await keep(appliance.operator);
    expect(await kernel()).toEqual(staticLan(lease));
    await change(appliance.operator, 'USE DHCP ON LAN');
    await keep(appliance.operator);
    expect(await kernel()).toEqual(staticLan(lease));
  });

  it('does not take an address that another machine has', async () => {
    const before = await kernel();
    await setStaticLan(appliance.operator, { ...STATIC, address: neighbour });
    await appliance.operator.sees('ADDRESS IN USE');
    expect(await kernel()).toEqual(before);
  });

  it('rolls back by silence when the gateway is silent and nobody keeps it', async () => {
    await appliance.close();
    appliance = await Appliance.start({ network: 'keep_timeout_s = 10' });
    const before = await kernel();
    await setStaticLan(appliance.operator, { ...STATIC, gateway: nobody });
    await appliance.operator.sees('NO REPLY FROM GW');
    expect(await kernel()).toEqual(staticLan(free, nobody));
    await appliance.operator.sees('NOT CONFIRMED');
    expect(await kernel()).toEqual(before);
  });

  it('rolls back when the operator leaves', async () => {
    const before = await kernel();
    await setStaticLan(appliance.operator, STATIC);
    await appliance.operator.sees('KEEP');
    await appliance.operator.press('EXIT');
    await appliance.operator.sees('CHANGE UNDONE:');
    expect(await kernel()).toEqual(before);
  });

  it('is content with a router that drops pings', async () => {
    await appliance.lab.world.dropPings();
    await setStaticLan(appliance.operator, STATIC);
    await appliance.operator.sees('ALL CHECKS OK');
  });

  it('says that DNS is silent', async () => {
    await appliance.lab.world.stopDns();
    await setStaticLan(appliance.operator, STATIC);
    await appliance.operator.sees('DNS NO REPLY');
  });

  it('goes back to static when no DHCP server is there', async () => {
    const { operator, lab } = appliance;
    await setStaticLan(operator, STATIC);
    await keep(operator);
    await lab.world.stopDhcp('lan');
    await change(operator, 'USE DHCP ON LAN');
    await operator.sees('NO LAN LEASE', 60_000);
    expect(await kernel()).toEqual(staticLan(free));
  });

  it('goes back when the cable is pulled while it is applied, and is whole once it is plugged again', async () => {
    const { operator, lab } = appliance;
    await setStaticLan(operator, STATIC);
    await keep(operator);
    await lab.world.stopDhcp('lan');
    await change(operator, 'USE DHCP ON LAN');
    await operator.sees('APPLYING');
    await lab.world.unplug('lan');
    await operator.sees('CHANGE UNDONE:', 60_000);
    await operator.sees('NO LINK');
    await lab.world.plug('lan');
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(staticLan(free));
  });

  it('can be set up before its cable is plugged', async () => {
    const { operator, lab } = appliance;
    await lab.world.unplug('lan');
    await setStaticLan(operator, STATIC);
    await operator.sees('NO LINK', 60_000);
    await keep(operator);
    await lab.world.plug('lan');
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(staticLan(free));
  });

  it('has IPv6 by router advertisement only, and none at all without', async () => {
    const { operator, lab } = appliance;
    await lab.world.startRouter();
    await change(operator, 'ENABLE IPV6 ON LAN');
    await keep(operator);
    const { addresses } = await kernel();
    expect(
      addresses.lan0?.filter((address) => address.startsWith(WORLD.ipv6.prefix.slice(0, -1))),
    ).toHaveLength(1);
    await change(operator, 'DISABLE IPV6 ON LAN');
    await keep(operator);
    expect((await kernel()).addresses.lan0).toHaveLength(1);
  });

  it('says that no router answered when IPv6 is enabled without one', async () => {
    await change(appliance.operator, 'ENABLE IPV6 ON LAN');
    await appliance.operator.sees('NO IPV6 ROUTER');
    await appliance.operator.press('EXIT');
    await appliance.operator.sees('CHANGE UNDONE:');
    expect((await kernel()).addresses.lan0).toHaveLength(1);
  });

  it('shows carrier and lease as they change', async () => {
    const { operator, lab } = appliance;
    await operator.sees(await leased());
    await lab.world.unplug('lan');
    await operator.sees(/NO (LINK|ADDRESS)/);
    await lab.world.plug('lan');
    await operator.sees(/10\.77\.0\.\d+/);
  });

  it('is what the factory made it after a reset', async () => {
    const { operator } = appliance;
    const lease = await leased();
    await setStaticLan(operator, { ...STATIC, address: otherFree });
    await keep(operator);
    await change(operator, 'RESET NETWORK CONFIG');
    await keep(operator);
    expect(await kernel()).toEqual(staticLan(lease));
  });

  it('tells what TEST NETWORK finds', async () => {
    const { operator, lab } = appliance;
    await setupNetwork(operator);
    await operator.choose('TEST NETWORK');
    await operator.sees('ALL');
    await lab.world.silenceGateway();
    await setupNetwork(operator);
    await operator.choose('TEST NETWORK');
    await operator.sees('NO REPLY FROM GW');
  });
});
