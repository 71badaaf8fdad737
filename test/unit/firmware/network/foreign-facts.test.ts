import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../../firmware/network/target.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import { LAN_STATIC, proxy, STATIC_SETTINGS, settings, staticIpv4, vlan, WAN_STATIC } from '../samples.ts';
import { lastOf, Rig } from './rig.ts';

/** Switches of the simulated network that stand for what other software has set. */
const FACTS = [
  ['rival-route', 'wins'],
  ['resolver', 'other'],
  ['foreign-address', 'on-lan'],
  ['forwarding', 'on'],
] as const;

const WANTED: readonly Settings[] = [
  settings(),
  STATIC_SETTINGS,
  settings({ lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1') }),
  settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }),
  settings({ wan: { method: 'dhcp' } }),
  settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') }),
  settings({ lanIpv4: LAN_STATIC, proxy: proxy('10.0.0.1', 3128) }),
];

describe('what other software has set', () => {
  it('never keeps a change from being applied, kept and undone', async () => {
    const change = fc.record({
      facts: fc.subarray([...FACTS]),
      wanted: fc.constantFrom(...WANTED),
      answer: fc.constantFrom('keep' as const, 'go back' as const),
    });
    const walk = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const rig = new Rig();
      const run = await rig.booted();
      let now = settings();
      for (const { facts, wanted, answer } of changes) {
        for (const [name] of FACTS) rig.world.set(name, goodState(name));
        for (const [name, state] of facts) rig.world.set(name, state);
        const isRefused = facts.some(([name]) => name === 'forwarding') && !now.wan && wanted.wan !== null;
        const end = lastOf(await run.change(wanted, answer));
        if (end?.type === 'CHANGE.REFUSED') continue;
        if (isRefused) expect(end).toMatchObject({ reason: message('forwarding-on'), restored: true });
        else if (answer === 'keep') expect(end).toEqual({ type: 'CHANGE.KEPT' });
        else expect(end).toMatchObject({ reason: message('undone-by-operator'), restored: true });
        if (end?.type === 'CHANGE.KEPT') now = wanted;
        expect(rig.world.configured).toEqual(targetOf(now));
        expect(run.noticed('not-restored')).toBe(false);
      }
    });
    await fc.assert(walk, { numRuns: 60 });
  });

  it('is shown as a failed check at the question whether to keep', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    for (const [name, state] of FACTS) rig.world.set(name, state);
    const events = await run.change(STATIC_SETTINGS, 'keep');
    const verified = events.find((event) => event.type === 'CHANGE.VERIFIED');
    expect(verified?.checks.flatMap(({ problem }) => problem?.code ?? [])).toEqual([
      'foreign-address',
      'rival-route',
      'dns-elsewhere',
    ]);
  });

  it('once had the network set again at each start, in vain', async () => {
    const rig = new Rig(settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }));
    for (const [name, state] of FACTS) rig.world.set(name, state);
    const run = await rig.booted();
    await rig.time.pass(1000);
    expect(run.log.join('\n')).not.toContain('it is set again');
    expect(run.notices).toEqual([message('forwarding-on')]);
    rig.world.set('forwarding', 'off');
    await run.change(settings({ lanIpv4: LAN_STATIC }), 'keep');
    await rig.time.pass(1000);
    expect(run.notices).toEqual([]);
  });
});

describe('a difference that stood before a change', () => {
  it('in another part once failed it, and its undoing', async () => {
    const rig = new Rig(settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC }));
    const stuck = { role: { kind: 'wan' }, part: 'bridge', wanted: '', inForce: 'br0' } as const;
    const run = rig.start({
      wrap: (backend) => ({
        ...backend,
        compare: async (wanted, signal) => [...(await backend.compare(wanted, signal)), stuck],
      }),
    });
    await rig.time.pass(600_000, () => run.isBooted);
    const wanted = settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC, proxy: proxy('10.0.0.1', 3128) });
    expect(lastOf(await run.change(wanted, 'go back'))).toMatchObject({ restored: true });
    expect(lastOf(await run.change(wanted, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
  });

  it('in the part that is changed fails it', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const stuck = { role: { kind: 'lan' }, part: 'bridge', wanted: '', inForce: 'br0' } as const;
    const run = rig.start({
      wrap: (backend) => ({
        ...backend,
        compare: async (wanted, signal) => [...(await backend.compare(wanted, signal)), stuck],
      }),
    });
    await rig.time.pass(600_000, () => run.isBooted);
    const wanted = settings({ lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1') });
    expect(lastOf(await run.change(wanted, 'keep'))).toMatchObject({
      reason: message('not-in-force', { role: { kind: 'lan' }, part: 'bridge', inForce: 'br0' }),
      restored: true,
    });
  });

  it('and cannot be mended does not keep what is asked for from being set', async () => {
    const rig = new Rig(settings({ wan: WAN_STATIC }));
    rig.world.interfere({ wan: null });
    const run = rig.start({
      wrap: (backend) => ({
        ...backend,
        execute: (step, signal) =>
          step.kind === 'configure-wan'
            ? Promise.reject(new Error('no such interface'))
            : backend.execute(step, signal),
      }),
    });
    await rig.time.pass(600_000, () => run.isBooted);
    expect(run.noticed('not-restored')).toBe(true);
    const wanted = settings({ lanIpv4: LAN_STATIC, wan: WAN_STATIC });
    expect(lastOf(await run.change(wanted, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
    expect(run.noticed('not-restored')).toBe(true);
  });
});

function goodState(name: string): string {
  return name === 'resolver' ? 'ours' : name === 'forwarding' ? 'off' : 'none';
}
