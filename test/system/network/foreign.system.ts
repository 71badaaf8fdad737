import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import {
  change,
  KEEP_OFFERED,
  keep,
  setDhcpWan,
  setProxy,
  setStaticLan,
  testNetwork,
} from './lab/changes.ts';
import {
  addThirdInterface,
  DEFAULT_ROUTE_THAT_LOSES,
  DEFAULT_ROUTE_THAT_WINS,
  FORWARDING,
} from './lab/foreign-facts.ts';
import { inKernel } from './lab/judge.ts';

const { gateway, dns, free, otherFree } = WORLD.lan;
const STATIC = { address: free, gateway, dns };

describe('what other software has set', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());
  const box = () => appliance.lab.box;
  const kernel = () => inKernel(box());
  const restart = async () => {
    await appliance.stopDaemon('SIGTERM');
    await appliance.startDaemon();
  };
  const shell = (command: string) => box().exec('sh', '-c', command);

  describe('a default route by a third interface', () => {
    beforeEach(() => addThirdInterface(box()));

    it('that loses by its metric once made every change of LAN fail', async () => {
      await DEFAULT_ROUTE_THAT_LOSES.stand(box());
      await setStaticLan(appliance.operator, STATIC);
      await appliance.operator.sees('ALL CHECKS OK');
      await keep(appliance.operator);
      expect((await kernel()).addresses.lan0).toEqual([`${free}/24`]);
    });

    it('that wins is told, and the change can be kept or undone', async () => {
      await DEFAULT_ROUTE_THAT_WINS.stand(box());
      await setStaticLan(appliance.operator, STATIC);
      await appliance.operator.sees(/DEFAULT ROUTE BY X0/);
      await keep(appliance.operator);
      await setStaticLan(appliance.operator, { ...STATIC, address: otherFree });
      await appliance.operator.sees(KEEP_OFFERED);
      await appliance.operator.press('EXIT');
      await appliance.operator.sees('CHANGE UNDONE');
      expect((await kernel()).addresses.lan0).toEqual([`${free}/24`]);
    });

    it('that comes after a change once had LAN torn down at each start, and blocked the proxy', async () => {
      const { operator } = appliance;
      await setStaticLan(operator, STATIC);
      await keep(operator);
      await DEFAULT_ROUTE_THAT_WINS.stand(box());
      await restart();
      expect(appliance.output()).not.toContain('it is set again');
      expect(operator.screen()).not.toContain('NOT RESTORED');
      await setProxy(operator, WORLD.proxy.address, WORLD.proxy.port);
      await keep(operator);
      expect((await kernel()).proxy).toContain(WORLD.proxy.address);
    });
  });

  it('IP forwarding has WAN refused in words of its own, before anything is touched', async () => {
    await FORWARDING.stand(box());
    const before = await kernel();
    await setDhcpWan(appliance.operator);
    await appliance.operator.sees('IP FORWARDING IS ON');
    expect(await kernel()).toEqual(before);
  });

  it('IP forwarding switched on later is a notice and a failed check: WAN was once set again in vain', async () => {
    const { operator } = appliance;
    await setDhcpWan(operator);
    await keep(operator);
    await FORWARDING.stand(box());
    await restart();
    expect(appliance.output()).not.toContain('it is set again');
    await operator.sees('IP FORWARDING IS ON');
    await operator.press('EXIT');
    await testNetwork(operator);
    await operator.sees('IP FORWARDING IS ON');
    await operator.press('EXIT');
    await setStaticLan(operator, STATIC);
    await keep(operator);
  });

  describe('DNS servers', () => {
    const withoutDns = async (servers: readonly string[]) => {
      await shell("sed -i 's/^dns=default/dns=none/' /etc/NetworkManager/NetworkManager.conf");
      await box().stopNetworkManager();
      await box().startNetworkManager();
      await shell(`printf 'nameserver %s\\n' ${servers.join(' ')} > /etc/resolv.conf`);
      await restart();
    };

    it.each([[['9.9.9.9']], [['127.0.0.53', '9.9.9.9']]])('%j elsewhere are told', async (servers) => {
      await withoutDns(servers);
      await setStaticLan(appliance.operator, STATIC);
      await appliance.operator.sees(/DNS ELSEWHERE: (9\.9\.9\.9|127\.0\.0\.53)/);
      await keep(appliance.operator);
    });

    it('of a resolver on this machine at ::1 are ours', async () => {
      await withoutDns(['::1']);
      await setStaticLan(appliance.operator, STATIC);
      await appliance.operator.sees('ALL CHECKS OK');
      await keep(appliance.operator);
    });

    it('that NetworkManager itself has for everything are told', async () => {
      await shell(
        "printf '[global-dns-domain-*]\\nservers=9.9.9.9\\n' >> /etc/NetworkManager/NetworkManager.conf",
      );
      await box().stopNetworkManager();
      await box().startNetworkManager();
      await restart();
      await setStaticLan(appliance.operator, STATIC);
      await appliance.operator.sees('DNS ELSEWHERE: 9.9.9.9');
      await keep(appliance.operator);
    });
  });

  it('the lease of WAN that names the DNS server of LAN does not have it sought behind WAN', async () => {
    const { operator, lab } = appliance;
    await lab.world.stopDhcp('wan');
    lab.world.startShortLeases('wan', { pool: WORLD.wan.pool, dns });
    await setDhcpWan(operator);
    await operator.sees('ALL CHECKS OK');
    await keep(operator);
    const route = JSON.parse(await box().exec('ip', '-json', 'route', 'get', dns));
    expect(route[0].dev).toBe('lan0');
  });

  it('an address on WAN that is not in use blocks nothing', async () => {
    await box().exec('ip', 'link', 'set', 'wan0', 'up');
    await box().exec('ip', 'address', 'add', '172.21.1.5/16', 'dev', 'wan0');
    await setStaticLan(appliance.operator, STATIC);
    await appliance.operator.sees('ALL CHECKS OK');
    await keep(appliance.operator);
    await change(appliance.operator, 'USE DHCP ON LAN');
    await keep(appliance.operator);
  });
});
