import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { notRestored } from '../../../../firmware/network/mismatch.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import {
  ipv4,
  LAN_STATIC,
  proxy,
  STATIC_SETTINGS,
  settings,
  staticIpv4,
  vlan,
  WAN_STATIC,
} from '../samples.ts';
import { lastOf, Rig, STATIC_LAN } from './rig.ts';

describe('a change that is not kept', () => {
  it.each([
    ['nobody presses a key', null, message('not-confirmed')],
    ['the operator goes back', 'go back', message('undone-by-operator')],
  ] as const)('is rolled back when %s', async (_why, answer, reason) => {
    const rig = new Rig();
    const run = await rig.booted();
    const events = await run.change(STATIC_SETTINGS, answer);
    expect(lastOf(events)).toEqual({ type: 'CHANGE.ROLLED_BACK', reason, restored: true });
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(rig.memory.files.read('journal.json')).toBeNull();
    expect(run.appliance.value.wanted).toEqual(FACTORY_SETTINGS);
  });

  it('leaves the decision to the operator when the gateway is silent', async () => {
    const rig = new Rig();
    rig.world.set('gateway', 'silent');
    const run = await rig.booted();
    const events = await run.change(STATIC_SETTINGS, 'keep');
    const verified = events.find((event) => event.type === 'CHANGE.VERIFIED');
    expect(verified?.checks.find(({ name }) => name === 'gateway')).toMatchObject({
      result: 'failed',
      problem: message('gateway-silent', { gateway: ipv4('192.168.1.1') }),
    });
    expect(lastOf(events)).toEqual({ type: 'CHANGE.KEPT' });
  });

  it('touches nothing when the address is taken', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const wanted = settings({ lanIpv4: staticIpv4('192.168.1.20', '192.168.1.1') });
    const events = await run.change(wanted, 'keep');
    expect(lastOf(events)).toMatchObject({
      type: 'CHANGE.ROLLED_BACK',
      reason: message('address-in-use', { address: '192.168.1.20', mac: '02:00:00:00:01:20' }),
    });
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(rig.memory.files.read('journal.json')).toBeNull();
  });

  it('does not ask whether the address it already has is taken', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    rig.world.set('neighbour', '192.168.1.100');
    const wanted = settings({ lanIpv4: staticIpv4('192.168.1.100', '192.168.1.1') });
    expect(lastOf(await run.change(wanted, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
  });

  it('is made without asking for owners when no cable is in', async () => {
    const rig = new Rig();
    rig.world.set('lan-cable', 'out');
    const run = await rig.booted();
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
  });

  it.each([1, 2, 3, 4])('is rolled back at once when step %i fails', async (step) => {
    const before = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') });
    const rig = new Rig(before);
    const run = await rig.booted();
    rig.world.set('apply', `fails-at-${step}`);
    const wanted = settings({
      lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1'),
      wan: WAN_STATIC,
      vlan: vlan(8, '10.8.0.1'),
    });
    const events = await run.change(wanted, 'keep');
    expect(lastOf(events)).toMatchObject({
      type: 'CHANGE.ROLLED_BACK',
      reason: { code: 'apply-failed', values: { step: { code: expect.stringMatching(/^step-/) } } },
      restored: true,
    });
    expect(events.some(({ type }) => type === 'CHANGE.VERIFIED')).toBe(false);
    expect(rig.world.configured).toEqual(targetOf(before));
  });

  it.each([
    [
      'vlan',
      'refused',
      settings({ lanIpv4: LAN_STATIC, vlan: vlan(100, '10.7.0.1') }),
      message('vlan-refused', { id: 100 }),
    ],
    ['dhcp', 'off', FACTORY_SETTINGS, message('no-lease', { link: 'lan' })],
    ['lan-cable', 'out', FACTORY_SETTINGS, message('no-carrier', { link: 'lan' })],
  ] as const)('says why: %s %s', async (name, state, wanted, reason) => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    rig.world.set(name, state);
    expect(lastOf(await run.change(wanted, 'keep'))).toMatchObject({ type: 'CHANGE.ROLLED_BACK', reason });
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  it('is rolled back step by step when the undo is lost', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    rig.world.set('undo', 'lost');
    expect(lastOf(await run.change(STATIC_SETTINGS, 'go back'))).toMatchObject({ restored: true });
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });

  it('is rolled back when the undo fired before ENTER was pressed', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const { events, end } = run.begin(STATIC_SETTINGS, 'keep');
    await rig.time.pass(60_000, () => events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    rig.world.set('undo', 'expired');
    await rig.time.pass(60_000, () => end() !== null);
    expect(end()).toMatchObject({
      type: 'CHANGE.ROLLED_BACK',
      reason: message('undo-expired'),
      restored: true,
    });
    expect(run.store.settings).toEqual(FACTORY_SETTINGS);
  });

  it('says so, and what is in force, when even the old settings cannot be restored', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const { events, end } = run.begin(STATIC_SETTINGS, null);
    await rig.time.pass(60_000, () => events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    rig.world.set('undo', 'lost');
    rig.world.set('apply', 'fails');
    await rig.time.pass(600_000, () => end() !== null);
    expect(end()).toEqual({
      type: 'CHANGE.ROLLED_BACK',
      reason: notRestored([STATIC_LAN]),
      restored: false,
    });
    expect(run.notices).toEqual([notRestored([STATIC_LAN])]);
    expect(rig.memory.files.read('journal.json')).not.toBeNull();
  });

  it('sets everything anew after a rollback that could not be verified', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    rig.world.set('undo', 'lost');
    rig.world.set('apply', 'fails-at-1');
    const { events, end } = run.begin(settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }), null);
    await rig.time.pass(1, () => events.length > 0);
    rig.world.set('apply', 'fails');
    await rig.time.pass(600_000, () => end() !== null);
    rig.world.set('undo', 'works');
    rig.world.set('apply', 'ok');
    expect(lastOf(await run.change(settings({ proxy: proxy('10.0.0.1', 3128) }), 'keep'))).toEqual({
      type: 'CHANGE.KEPT',
    });
    expect(rig.world.configured).toEqual(targetOf(settings({ proxy: proxy('10.0.0.1', 3128) })));
  });

  it('is rolled back when the kernel has something else than was asked for', async () => {
    const rig = new Rig();
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        compare: async (wanted, signal) =>
          run.statuses.at(-1)?.phase === 'verifying'
            ? [{ ...STATIC_LAN, wanted: '192.168.1.10/24', inForce: '192.168.1.99/24' }]
            : await backend.compare(wanted, signal),
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({
      type: 'CHANGE.ROLLED_BACK',
      reason: message('not-in-force', { role: { kind: 'lan' }, part: 'address', inForce: '192.168.1.99/24' }),
      restored: true,
    });
    expect(run.log.join('\n')).toContain('LAN address is 192.168.1.99/24, not 192.168.1.10/24');
  });

  it('is called off when a step never ends', async () => {
    const rig = new Rig();
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        execute: (step, signal) =>
          run.statuses.some((status) => status.phase === 'rolling-back')
            ? backend.execute(step, signal)
            : new Promise(() => undefined),
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    const events = await run.change(STATIC_SETTINGS, 'keep');
    expect(lastOf(events)).toMatchObject({ reason: { code: 'timed-out' }, restored: true });
  });
});
