import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import { LAN_STATIC, platformVlan, proxy, STATIC_SETTINGS, settings, vlan, WAN_STATIC } from '../samples.ts';
import { lastOf, Rig } from './rig.ts';

describe('a change that is refused', () => {
  it('touches nothing when a rule forbids it', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const { operations } = rig.disk;
    const events = await run.change(settings({ vlan: vlan(7, '10.7.0.1') }), 'keep');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'CHANGE.REFUSED' });
    expect(rig.disk.operations).toBe(operations);
  });

  it('cut off a running update: it waits for it', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    run.appliance.change({ update: { state: 'running', percent: 5, message: '' } });
    expect(await run.change(STATIC_SETTINGS, 'keep')).toEqual([
      { type: 'CHANGE.REFUSED', reason: message('update-running') },
    ]);
    run.appliance.change({ update: { state: 'none' } });
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
  });

  it('touches nothing when the journal cannot be written', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    rig.disk.fault = 'full';
    expect(await run.change(STATIC_SETTINGS, 'keep')).toEqual([
      { type: 'CHANGE.REFUSED', reason: message('store-failed') },
    ]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(run.appliance.value.transaction).toEqual({ phase: 'none' });
  });

  it('is told to the second operator while the first one decides', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const first = run.begin(STATIC_SETTINGS, 'keep');
    await rig.time.pass(60_000, () => first.events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    const second = await run.change(settings({ proxy: proxy('10.0.0.1', 3128) }), 'keep');
    expect(second).toEqual([{ type: 'CHANGE.REFUSED', reason: message('change-running') }]);
    await rig.time.pass(60_000, () => first.end() !== null);
    expect(first.end()).toEqual({ type: 'CHANGE.KEPT' });
  });

  it('is possible again as soon as the one before is over', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    await run.change(STATIC_SETTINGS, 'go back');
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
    expect(run.recorded).toEqual(['lan panel']);
  });

  it('happens while the start is not over', async () => {
    const rig = new Rig();
    const run = rig.start();
    expect(await run.change(STATIC_SETTINGS, 'keep')).toEqual([
      { type: 'CHANGE.REFUSED', reason: message('still-starting') },
    ]);
  });
});

describe('a change without an operator', () => {
  it('is kept when every check is passed', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    const outcome = run.network.changeUnattended(
      settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }),
      'platform',
    );
    await rig.time.pass(60_000);
    expect(await outcome).toEqual({ kind: 'kept' });
    expect(run.recorded).toEqual(['platform platform']);
    expect(run.store.settings.wan).toEqual(WAN_STATIC);
  });

  it('is rolled back when a check fails', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    rig.world.set('wan-cable', 'out');
    const outcome = run.network.changeUnattended(
      settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }),
      'platform',
    );
    await rig.time.pass(60_000);
    expect(await outcome).toMatchObject({
      kind: 'rolled-back',
      reason: message('not-verified', { check: 'wan' }),
    });
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  /** What becomes of adding a VLAN by the platform when LAN has IPv6 and the world is as told. */
  async function platformVlanWhile(
    ...faults: readonly (readonly [name: string, state: string, when: 'before' | 'meanwhile'])[]
  ) {
    const before = settings({ lan: { ipv4: LAN_STATIC, ipv6: true }, wan: WAN_STATIC });
    const rig = new Rig(before);
    const set = (when: string) => {
      for (const [name, state, at] of faults) if (at === when) rig.world.set(name, state);
    };
    // So that the router's advertisement is one that never came, not one that came earlier.
    rig.world.set('lan-cable', 'out');
    set('before');
    rig.world.set('lan-cable', 'in');
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        execute: async (...step) => {
          await backend.execute(...step);
          set('meanwhile');
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    const wanted = { ...before, platform: { vlans: [platformVlan(10, '10.0.10.2')], routes: [] } };
    const outcome = run.network.changeUnattended(wanted, 'platform');
    await rig.time.pass(120_000);
    return await outcome;
  }

  it.each([
    ['there is no IPv6 router', 'router', 'off'],
    ['the cable of WAN is out', 'wan-cable', 'out'],
    ['DNS is silent', 'dns', 'silent'],
  ])('gets a VLAN in force although %s, which is not its business', async (_what, name, state) => {
    expect(await platformVlanWhile([name, state, 'before'])).toEqual({ kind: 'kept' });
  });

  it('is rolled back when it breaks what worked before', async () => {
    expect(await platformVlanWhile(['gateway', 'silent', 'meanwhile'])).toMatchObject({
      kind: 'rolled-back',
      log: expect.stringContaining('gateway'),
    });
  });

  it('says that it looks at what works before it touches anything', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    const outcome = run.network.changeUnattended(
      settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }),
      'platform',
    );
    await rig.time.pass(60_000);
    await outcome;
    const steps = run.statuses.flatMap((status) => ('step' in status ? [status.step] : []));
    expect(steps.slice(0, 2)).toEqual([
      message('step-check-before'),
      message('step-probe-address', { address: WAN_STATIC.address }),
    ]);
  });

  it('is over at once when nothing would change', async () => {
    const run = await new Rig(STATIC_SETTINGS).booted();
    expect(await run.network.changeUnattended(STATIC_SETTINGS, 'platform')).toEqual({
      kind: 'nothing-to-do',
    });
  });
});

describe('TEST NETWORK', () => {
  it('reports each check and ends', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    const told: string[] = [];
    run.network.test((event) =>
      told.push(event.type === 'TEST.CHECK' ? `${event.check.name} ${event.check.result}` : 'done'),
    );
    await rig.time.pass(60_000);
    expect(told).toEqual(['link ok', 'address ok', 'gateway ok', 'dns ok', 'platform ok', 'done']);
  });

  it('says nothing any more once it is called off', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    const told: unknown[] = [];
    const callOff = run.network.test((event) => told.push(event));
    callOff();
    await rig.time.pass(60_000);
    expect(told).toEqual([]);
  });

  it('gives way to a change', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    rig.world.set('dns', 'silent');
    run.network.test(() => undefined);
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
  });
});
