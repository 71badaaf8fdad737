import { describe, expect, it } from 'vitest';
import { createSimulatedBackend } from '../../../../../../firmware/network/backends/simulated/backend.ts';
import {
  ALL_IN_ORDER,
  NETWORK_SWITCHES,
} from '../../../../../../firmware/network/backends/simulated/switches.ts';
import { SimulatedWorld } from '../../../../../../firmware/network/backends/simulated/world.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { plan as planOf } from '../../../../../../firmware/network/plan.ts';
import { targetOf } from '../../../../../../firmware/network/target.ts';
import type { CheckName } from '../../../../../../menus/network-status.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../../../menus/settings/settings.ts';
import { simulatedTime } from '../../../../../../simulator/time.ts';
import {
  ipv4,
  LAN_STATIC,
  proxy,
  STATIC_SETTINGS,
  settings,
  staticIpv4,
  vlan,
  WAN_STATIC,
} from '../../../samples.ts';

const plan = (now: Settings, wanted: Settings) => planOf(targetOf(now), targetOf(wanted)).steps;

function worldOf(kept: Settings = FACTORY_SETTINGS) {
  const time = simulatedTime(0);
  const world = new SimulatedWorld({ clock: time.clock, settings: kept });
  return { time, world, backend: createSimulatedBackend(world) };
}

const never = () => new AbortController().signal;

describe('the simulated network', () => {
  it('gives a new appliance leases at both cables', () => {
    const { world } = worldOf(settings({ wan: { method: 'dhcp' } }));
    expect(world.status().lan).toMatchObject({
      carrier: true,
      speed_mbps: 1000,
      ipv4: { address: '192.168.1.100', origin: 'dhcp' },
      gateway: '192.168.1.1',
      dns: ['192.168.1.1'],
    });
    expect(world.status().wan?.ipv4?.address).toBe('10.20.30.100');
  });

  it('takes the lease when the cable goes, and gives it again when it is back', async () => {
    const { world, time } = worldOf();
    world.set('lan-cable', 'out');
    expect(world.status().lan).toMatchObject({ carrier: false, speed_mbps: null, ipv4: null });
    world.set('lan-cable', 'in');
    await time.pass(700);
    expect(world.status().lan.ipv4).toBeNull();
    await time.pass(200);
    expect(world.status().lan.ipv4?.address).toBe('192.168.1.100');
  });

  it('leaves a lease that is held when only the server goes', () => {
    const { world } = worldOf();
    world.set('dhcp', 'off');
    expect(world.status().lan.ipv4).not.toBeNull();
  });

  it('has router advertisements where IPv6 is on, a moment after it was switched on', async () => {
    const { world, time } = worldOf();
    world.carryOut({ kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: true, routes: [] });
    expect(world.status().lan.ipv6.map(({ origin }) => origin)).toEqual(['link-local']);
    await time.pass(3000);
    expect(world.status().lan.ipv6.map(({ origin }) => origin)).toEqual([
      'router-advertisement',
      'link-local',
    ]);
    world.carryOut({ kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] });
    expect(world.status().lan.ipv6).toEqual([]);
  });

  it('goes on without the daemon: an undo that nobody disarms fires by itself', async () => {
    const { world, time } = worldOf();
    world.arm(30);
    for (const step of plan(FACTORY_SETTINGS, STATIC_SETTINGS)) world.carryOut(step);
    await time.pass(29_999);
    expect(world.status().lan.ipv4?.origin).toBe('static');
    await time.pass(1);
    expect(world.configured.lan.ipv4).toEqual({ method: 'dhcp' });
    expect(world.undoArmed).toBe(false);
  });

  it('keeps undos side by side, as NetworkManager can; the older one takes the younger ones with it', async () => {
    const { world, time } = worldOf();
    world.arm(30);
    for (const step of plan(FACTORY_SETTINGS, STATIC_SETTINGS)) world.carryOut(step);
    const younger = world.arm(60);
    world.carryOut({ kind: 'configure-wan', ipv4: { method: 'dhcp' } });
    await time.pass(30_000);
    expect(world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(() => world.disarm(younger)).toThrow(NetworkFailure);
    expect(world.undoArmed).toBe(false);
  });

  it('can be one with a single interface', () => {
    const world = new SimulatedWorld({ clock: simulatedTime(0).clock, wan: null });
    expect(world.status().wan).toBeNull();
    expect(world.hasCarrier('wan')).toBe(false);
  });
});

describe('a switch', () => {
  it.each(NETWORK_SWITCHES.map((each) => [each.name, each] as const))(
    '%s stands as its help says',
    (name, each) => {
      const { world } = worldOf();
      expect(each.get(ALL_IN_ORDER)).toBe(each.states[0]);
      for (const state of each.states) {
        const word = state
          .replace('ADDRESS', '192.168.1.77')
          .replace('NAME', 'corp.example')
          .replace(/N$/, '3');
        expect(world.set(name, word)).toBeNull();
        expect(each.get(world.switches)).toBe(word);
      }
      expect(world.set(name, 'side?ways')).toBe(`${name} ${each.states.join('|')}`);
    },
  );

  it('that is none is answered with all that there are', () => {
    expect(worldOf().world.set('weather', 'fine')).toContain('lan-cable');
  });
});

describe('the simulated backend', () => {
  it.each([
    ['lan', '192.168.1.20', '02:00:00:00:01:20'],
    ['lan', '192.168.1.1', '02:00:00:00:01:01'],
    ['wan', '10.20.30.1', '02:00:00:00:02:01'],
    ['lan', '192.168.1.21', null],
    ['wan', '192.168.1.20', null],
  ] as const)('knows who owns an address on %s: %s', async (link, address, owner) => {
    const { backend, time } = worldOf();
    const found = backend.findOwner(link, ipv4(address), never());
    await time.pass(1000);
    expect(await found).toBe(owner);
  });

  it('refuses everything while the service is stopped', async () => {
    const { backend, world, time } = worldOf();
    world.set('service', 'stopped');
    const calls = [
      () => backend.start(),
      () => backend.compare(targetOf(FACTORY_SETTINGS), never()),
      () => backend.arm(1, never()),
    ];
    for (const call of calls) {
      const refused = expect(call()).rejects.toThrow(NetworkFailure);
      await time.pass(1000);
      await refused;
    }
  });

  it('gives up what it waits for when it is called off', async () => {
    const { backend, world, time } = worldOf();
    world.set('dns', 'silent');
    const controller = new AbortController();
    const verified = backend.verify(targetOf(FACTORY_SETTINGS), () => undefined, controller.signal);
    const refused = expect(verified).rejects.toMatchObject({ code: 'cancelled' });
    await time.pass(500);
    controller.abort();
    await time.settle();
    await refused;
    expect(time.clock).toMatchObject({ pendingCount: 0 });
  });

  it('says what differs from what was wanted, without a secret', async () => {
    const { backend, time } = worldOf(settings({ proxy: proxy('a.example', 3128, 'user', 'old-secret') }));
    const wanted = settings({
      lanIpv4: LAN_STATIC,
      proxy: proxy('a.example', 3128, 'user', 'new-secret'),
    });
    const found = backend.compare(targetOf(wanted), never());
    await time.pass(100);
    const mismatches = await found;
    expect(mismatches.map(({ part }) => part)).toEqual(['address', 'proxy']);
    expect(JSON.stringify(mismatches)).not.toContain('secret');
  });

  const everything = settings({
    lanIpv4: LAN_STATIC,
    wan: WAN_STATIC,
    vlan: vlan(7, '10.7.0.1'),
    proxy: proxy('10.0.0.1', 3128),
  });
  const v6 = { ...everything, lan: { ...everything.lan, ipv6: true } };

  it.each<[string, string, Settings, readonly CheckName[]]>([
    ['neighbour', 'none', v6, []],
    ['lan-cable', 'out', v6, ['link', 'gateway', 'dns', 'ipv6']],
    ['wan-cable', 'out', v6, ['wan', 'platform']],
    ['gateway', 'silent', v6, ['gateway', 'wan', 'platform']],
    ['dns', 'silent', v6, ['dns', 'platform']],
    ['forwarding', 'on', v6, ['wan']],
    ['rival-route', 'wins', v6, ['gateway']],
    ['resolver', 'other', v6, ['dns']],
    ['foreign-address', 'on-lan', v6, ['address']],
    ['proxy', 'silent', v6, ['proxy', 'platform']],
    ['proxy', 'refuses', v6, ['proxy', 'platform']],
    ['platform', 'unreached', v6, ['platform']],
    ['platform', 'unreached', FACTORY_SETTINGS, ['platform']],
    [
      'gateway',
      'silent',
      settings({ lanIpv4: staticIpv4('172.16.0.2', '172.16.0.1', ['9.9.9.9']) }),
      ['gateway', 'dns', 'platform'],
    ],
    ['gateway', 'answers', settings({ lanIpv4: staticIpv4('192.168.1.9', '192.168.1.1', ['9.9.9.9']) }), []],
  ])('finds with %s %s what is wrong', async (name, state, wanted, expected) => {
    const { backend, world, time } = worldOf(wanted);
    world.set(name, state);
    const reported: string[] = [];
    const done = backend.test(targetOf(wanted), (check) => reported.push(check.name), never());
    await time.pass(60_000);
    const checks = await done;
    expect(checks.filter(({ result }) => result === 'failed').map(({ name: failed }) => failed)).toEqual(
      expected,
    );
    expect(reported).toEqual(checks.map((check) => check.name));
  });

  it('fails the step it was told to, once', () => {
    const { world } = worldOf();
    world.set('apply', 'fails-at-2');
    const steps = plan(FACTORY_SETTINGS, settings({ wan: WAN_STATIC, proxy: proxy('10.0.0.1', 1) }));
    const failed = steps.filter((step) => {
      try {
        world.carryOut(step);
        return false;
      } catch {
        return true;
      }
    });
    expect(failed.map(({ kind }) => kind)).toEqual(['write-proxy']);
    expect(world.switches.applyFails).toBe(0);
  });
});
