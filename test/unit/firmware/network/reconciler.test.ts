import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { message } from '../../../../menus/words/messages.ts';
import { STATIC_SETTINGS, settings, WAN_STATIC } from '../samples.ts';
import { Rig, type Run } from './rig.ts';

/** A running appliance whose backend reports a foreign change at will; `tamper` makes one. */
async function running(rig: Rig, wrap: (backend: Backend) => Backend = (backend) => backend) {
  const listeners: ((why: string) => void)[] = [];
  const run = rig.start({
    wrap: (backend) =>
      wrap({
        ...backend,
        onForeignChange: (listener) => {
          listeners.push(listener);
          return () => undefined;
        },
      }),
  });
  await rig.time.pass(60_000, () => run.isBooted);
  const suspect = () => {
    for (const listener of listeners) listener('lan: runs the profile stranger');
  };
  const tamper = () => {
    rig.world.carryOut({ kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] });
    suspect();
  };
  return { run, suspect, tamper };
}

const isMended = (rig: Rig) => expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));

describe('a network that other hands have changed while the daemon runs', () => {
  it('is set again, and the operator is told: it once stayed as it was until the next start', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, tamper } = await running(rig);
    tamper();
    await rig.time.pass(5000);
    isMended(rig);
    expect(run.notices).toEqual([message('network-drifted')]);
    expect(run.appliance.value.transaction).toEqual({ phase: 'none' });
  });

  it('is compared when the network service comes back', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    rig.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    rig.world.set('service', 'stopped');
    await rig.time.pass(5000);
    rig.world.set('service', 'running');
    await rig.time.pass(5000);
    isMended(rig);
    expect(run.notices).toEqual([message('network-drifted')]);
  });

  it('is left alone when nothing differs', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, suspect } = await running(rig);
    const shown = run.statuses.length;
    suspect();
    await rig.time.pass(5000);
    expect(run.notices).toEqual([]);
    expect(run.statuses).toHaveLength(shown);
  });

  it('is not touched while an operator changes it, and looked at afterwards', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, tamper } = await running(rig);
    const wanted = { ...STATIC_SETTINGS, wan: WAN_STATIC };
    const change = run.begin(wanted, 'keep');
    await rig.time.pass(60_000, () => change.events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    tamper();
    await rig.time.pass(60_000, () => change.end() !== null);
    expect(change.end()).toEqual({ type: 'CHANGE.KEPT' });
    await rig.time.pass(5000);
    expect(rig.world.configured).toEqual(targetOf(wanted));
    expect(run.notices).toEqual([message('network-drifted')]);
  });

  it('does not keep an operator from changing it while it is compared', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    let slow = false;
    const { run, tamper } = await running(rig, (backend) => ({
      ...backend,
      compare: (...asked) => (slow ? new Promise(() => undefined) : backend.compare(...asked)),
    }));
    slow = true;
    tamper();
    await rig.time.pass(1000);
    slow = false;
    const wanted = { ...STATIC_SETTINGS, wan: WAN_STATIC };
    expect((await run.change(wanted, 'keep')).at(-1)).toEqual({ type: 'CHANGE.KEPT' });
    expect(rig.world.configured).toEqual(targetOf(wanted));
  });

  it('is not torn down again and again where another program never gives way', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, tamper } = await running(rig);
    let mended = 0;
    run.appliance.watch(({ transaction }) => {
      if (transaction.phase === 'applying' && transaction.percent === 0) mended += 1;
    });
    for (let second = 0; second < 600; second++) {
      tamper();
      await rig.time.pass(1000);
    }
    expect(mended).toBeGreaterThan(1);
    expect(mended).toBeLessThanOrEqual(10);
  });

  it('is left as it is where nothing was ever stored', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    for (const name of rig.memory.files.list()) rig.memory.files.remove(name);
    const { tamper } = await running(rig);
    tamper();
    const { configured } = rig.world;
    await rig.time.pass(5000);
    expect(rig.world.configured).toEqual(configured);
  });

  it('is brought back when a rollback had failed, and the notice of that is taken back', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, suspect }: { run: Run; suspect: () => void } = await running(rig);
    const change = run.begin(settings({ wan: WAN_STATIC }), null);
    await rig.time.pass(60_000, () => change.events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    rig.world.set('undo', 'lost');
    rig.world.set('apply', 'fails');
    await rig.time.pass(600_000, () => change.end() !== null);
    expect(run.noticed('not-restored')).toBe(true);
    rig.world.set('apply', 'ok');
    suspect();
    await rig.time.pass(5000);
    isMended(rig);
    expect(run.notices).toEqual([message('network-drifted')]);
    expect(rig.memory.files.read('journal.json')).toBeNull();
  });

  it('leaves no timer behind when the daemon ends', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const { run, tamper } = await running(rig);
    tamper();
    await rig.time.pass(5000);
    tamper();
    await run.network.stop();
    await rig.time.pass(120_000);
    expect(rig.world.configured).not.toEqual(targetOf(STATIC_SETTINGS));
  });
});
