import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLATFORM_NETWORK, WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import {
  change,
  keep,
  setDhcpWan,
  setProxy,
  setStaticLan,
  setStaticWan,
  setVlan,
  testNetwork,
} from './lab/changes.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free } = WORLD.wan;

describe('split network', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const kernel = () => inKernel(appliance.lab.box);
  /** How the kernel sends a packet: `wan0 src 10.88.0.20`. */
  const sends = async (...to: readonly string[]) => {
    const [route] = JSON.parse(await appliance.lab.box.exec('ip', '-json', 'route', 'get', ...to));
    return `${route.dev} via ${route.gateway ?? 'nobody'}`;
  };

  const expectSplit = async (address: string) => {
    const now = await kernel();
    expect(now.addresses.wan0).toEqual([`${address}/24`]);
    // Reapplied before its activation was over, WAN was once without its DNS servers.
    expect(now.nameservers).toContain(dns);
    expect(now.routes).toEqual([
      `default via ${WORLD.lan.gateway} dev lan0 table main`,
      `default via ${gateway} dev wan0 table 6350`,
    ]);
    expect(now.rules).toEqual(
      [
        `from ${address} to all table 6350`,
        'from all to 10.88.0.0/24 table 6350',
        `from all to ${dns} table 6350`,
        `from all to ${PLATFORM_NETWORK} table 6350`,
      ].sort(),
    );
    // Scanning leaves by LAN; what is sent from WAN's address, and the platform, by WAN.
    expect(await sends('198.51.100.1')).toBe(`lan0 via ${WORLD.lan.gateway}`);
    expect(await sends('198.51.100.1', 'from', address)).toBe(`wan0 via ${gateway}`);
    expect(await sends(WORLD.platform.address)).toBe(`wan0 via ${gateway}`);
    for (const link of ['lan0', 'wan0']) {
      const forwarding = await appliance.lab.box.exec('sysctl', '-n', `net.ipv4.conf.${link}.forwarding`);
      expect(forwarding.trim()).toBe('0');
    }
  };

  it('by DHCP: management by WAN, everything else by LAN, and nothing is left when it is removed', async () => {
    const { operator } = appliance;
    const before = await kernel();
    await setDhcpWan(operator);
    await keep(operator);
    const address = (await kernel()).addresses.wan0?.[0]?.replace('/24', '') ?? '';
    expect(address).toMatch(/^10\.88\.0\.1[5-9]\d$/);
    await expectSplit(address);
    await change(operator, 'DISABLE WAN INTERFACE');
    await keep(operator);
    expect(await kernel()).toEqual(before);
  });

  it('with a static address', async () => {
    const { operator } = appliance;
    await setStaticWan(operator, { address: free, gateway, dns });
    await keep(operator);
    await expectSplit(free);
  });

  it('rolled back leaves nothing', async () => {
    const { operator } = appliance;
    const before = await kernel();
    await setStaticWan(operator, { address: free, gateway, dns });
    await operator.sees('KEEP');
    await operator.press('EXIT');
    await operator.sees('CHANGE UNDONE:');
    expect(await kernel()).toEqual(before);
  });

  it('is refused while the kernel forwards packets, and undone', async () => {
    const { operator, lab } = appliance;
    const before = await kernel();
    await lab.box.exec('sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await setDhcpWan(operator);
    await operator.sees(/IP FORWARDING|NOT APPLIED/);
    await lab.box.exec('sysctl', '-qw', 'net.ipv4.ip_forward=0');
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('a proxy is written for other software, tested, and removed', async () => {
    const { operator, lab } = appliance;
    await setProxy(operator, WORLD.proxy.address, WORLD.proxy.port);
    await keep(operator);
    const { proxy } = await kernel();
    expect(proxy).toContain('https_proxy=http://10.77.0.1:3128');
    expect((await lab.box.exec('stat', '-L', '-c', '%a', '/etc/bezel/proxy.env')).trim()).toBe('640');
    // The proxy wants a user, and says so.
    await testNetwork(operator);
    await operator.sees('PROXY LOGIN FAIL', 60_000);
    await change(operator, 'DISABLE PROXY');
    await keep(operator);
    expect((await kernel()).proxy).toBeNull();
  });

  it('a VLAN that the kernel refuses is undone, and nothing is left of it', async () => {
    const { operator, lab } = appliance;
    const probe = ['link', 'add', 'link', 'lan0', 'name', 'probe', 'type', 'vlan', 'id', '9'];
    if (await lab.box.succeeds('ip', ...probe)) {
      // This kernel has 802.1Q: a name that is taken is refused as well.
      await lab.box.exec('ip', 'link', 'set', 'probe', 'name', 'bezel-vlan100');
    }
    const { gateway: router, dns: server, free: address } = WORLD.lan;
    await setStaticLan(operator, { address, gateway: router, dns: server });
    await keep(operator);
    const before = await kernel();
    await setVlan(operator, '100', '10.99.0.2');
    await operator.sees('VLAN 100 NOT CREATED');
    await operator.press('ENTER');
    expect(await kernel()).toEqual(before);
  });
});
