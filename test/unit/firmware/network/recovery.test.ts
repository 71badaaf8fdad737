import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../firmware/log/log.ts';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { notRestored } from '../../../../firmware/network/mismatch.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { SettingsStore } from '../../../../firmware/state/settings-store.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { message } from '../../../../menus/words/messages.ts';
import { STATIC_SETTINGS, settings, staticIpv4, WAN_STATIC } from '../samples.ts';
import { Rig, type Run, STATIC_LAN } from './rig.ts';

const SILENT = createLog({ clock: new SimulatedClock(), write: () => undefined, level: 'error', levels: {} });

async function killedInCountdown(rig: Rig): Promise<Run> {
  const run = await rig.booted();
  const change = run.begin(STATIC_SETTINGS, null);
  await rig.time.pass(60_000, () => change.events.some(({ type }) => type === 'CHANGE.VERIFIED'));
  run.kill();
  return run;
}

/** What the machine's own system has set. */
const FOUND = settings({ lanIpv4: staticIpv4('10.77.0.77', '10.77.0.1', []) });

describe('a start with settings of another machine', () => {
  /** Kept with another hardware address, on a machine whose network is as its system made it. */
  function moved(machine: { readonly backend: string; readonly lan: string }): Rig {
    const rig = new Rig(null, FOUND);
    const store = SettingsStore.open(rig.memory.files, 0, SILENT);
    store.bindTo(machine);
    store.keep(settings({ wan: WAN_STATIC }), 'elsewhere');
    return rig;
  }

  it('set them without a question: now the network is left as it is, and the panel says so', async () => {
    const rig = moved({ backend: 'simulated', lan: '02:00:00:00:00:99' });
    const run = await rig.booted();
    expect(run.notices).toEqual([message('settings-elsewhere')]);
    expect(rig.world.configured).toEqual(targetOf(FOUND));
  });

  it('is a first start where another network service had kept them', async () => {
    const rig = moved({ backend: 'networkmanager', lan: '' });
    const run = await rig.booted();
    expect(run.notices).toEqual([message('first-start')]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });

  it('leaves alone what does not say where it was kept, on a network that was never set by Bezel', async () => {
    const rig = new Rig(null, FOUND);
    SettingsStore.open(rig.memory.files, 0, SILENT).keep(settings({ wan: WAN_STATIC }), 'elsewhere');
    const run = await rig.booted();
    expect(run.notices).toEqual([message('settings-elsewhere')]);
    expect(rig.world.configured).toEqual(targetOf(FOUND));
  });

  it('belongs to this machine once an operator keeps settings', async () => {
    const rig = moved({ backend: 'simulated', lan: '02:00:00:00:00:99' });
    const run = await rig.booted();
    const change = run.begin(STATIC_SETTINGS, 'keep');
    await rig.time.pass(60_000, () => change.events.some(({ type }) => type === 'CHANGE.KEPT'));
    run.kill();
    expect((await rig.booted()).notices).toEqual([]);
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });
});

describe('the start after a change that was never kept', () => {
  it('restores the settings before it and says that the daemon was restarted', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    const run = await rig.booted();
    expect(run.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });

  it('says that the power was lost when the machine has booted since', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    expect((await rig.booted({ boot: 'boot-2' })).notices).toEqual([
      message('change-undone', { cause: 'power-lost' }),
    ]);
  });

  it('shows that it is rolling back while it does', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    const run = await rig.booted();
    expect(run.statuses.map(({ phase }) => phase)).toContain('rolling-back');
    expect(run.appliance.value.transaction).toEqual({ phase: 'none' });
  });

  it('restores the stored settings when the journal makes no sense', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    rig.memory.files.write('journal.json', '{"version":1,');
    const run = await rig.booted();
    expect(run.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(rig.memory.files.list().some((name) => name.startsWith('journal.json.bad-'))).toBe(true);
  });

  it('goes on when a damaged journal cannot even be set aside, which once ended the daemon', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    rig.memory.files.write('journal.json', '{');
    rig.disk.fault = 'full';
    const run = await rig.booted();
    expect(run.isBooted).toBe(true);
    expect(run.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  it('takes the settings from the journal when both settings files are damaged', async () => {
    const rig = new Rig(settings({ wan: WAN_STATIC }));
    await killedInCountdown(rig);
    rig.memory.files.write('settings.json', 'x');
    rig.memory.files.write('settings.previous.json', 'x');
    const run = await rig.booted();
    expect(run.store.settings).toEqual(settings({ wan: WAN_STATIC }));
    expect(rig.world.configured).toEqual(targetOf(settings({ wan: WAN_STATIC })));
  });

  it('says so when the old settings cannot be restored, and tries again at the next start', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    rig.world.set('undo', 'lost');
    rig.world.set('apply', 'fails');
    const run = await rig.booted();
    expect(run.notices).toEqual([notRestored([STATIC_LAN])]);
    run.kill();
    rig.world.set('apply', 'ok');
    expect((await rig.booted()).notices).toEqual([message('change-undone', { cause: 'restarted' })]);
  });
});

describe('the start with an undo armed that no journal knows of', () => {
  it('killed while arming, then another change kept: still kept after the first undo’s time', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        arm: async (timeout_s, signal) => {
          await backend.arm(timeout_s, signal);
          // Armed, and the daemon gone before it could write down which.
          run.kill();
          return await new Promise<never>(() => undefined);
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    run.begin({ ...STATIC_SETTINGS, wan: WAN_STATIC }, 'keep');
    await rig.time.pass(60_000, () => !run.supply.isOn);
    expect(rig.world.undoArmed).toBe(true);

    const again = await rig.booted();
    expect(again.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.undoArmed).toBe(false);
    const wanted = settings({ wan: WAN_STATIC });
    expect((await again.change(wanted, 'keep')).at(-1)).toEqual({ type: 'CHANGE.KEPT' });
    await rig.time.pass(600_000);
    expect(rig.world.configured).toEqual(targetOf(wanted));
  });

  it('disarms it although the journal is closed, and goes on where it cannot', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    rig.world.arm(300);
    await rig.booted();
    expect(rig.world.undoArmed).toBe(false);
    const run = rig.start({
      wrap: (backend) => ({ ...backend, disarmAll: () => Promise.reject(new Error('no answer')) }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(run.isBooted).toBe(true);
    expect(run.log.join()).toContain('an undo may be left that fires later');
  });

  it('makes last what an undo has set while nobody was there, and says in the log where it cannot', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    await rig.booted();
    expect(rig.world.lasting).toEqual(rig.world.configured);
    const run = rig.start({
      wrap: (backend) => ({ ...backend, commit: () => Promise.reject(new Error('no space left')) }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(run.log.join()).toContain('may not be after a power cut');
    expect(run.notices).toEqual([]);
  });

  it('disarms one that came late, before it arms its own for the next change', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = await rig.booted();
    rig.world.arm(300);
    const wanted = settings({ wan: WAN_STATIC });
    await run.change(wanted, 'keep');
    await rig.time.pass(600_000);
    expect(rig.world.configured).toEqual(targetOf(wanted));
  });
});

describe('the start of an appliance whose network drifted', () => {
  it('sets the network again and tells', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    rig.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    const run = await rig.booted();
    expect(run.notices).toEqual([message('network-drifted')]);
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  it('leaves the network as it is when nothing stored can be read', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    rig.memory.files.write('settings.json', 'x');
    rig.memory.files.write('settings.previous.json', 'x');
    const run = await rig.booted();
    expect(run.store.origin).toBe('lost');
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });
});

describe('the start with nothing stored', () => {
  const loseState = (rig: Rig) => {
    for (const name of rig.memory.files.list()) rig.memory.files.remove(name);
  };

  it('takes the network of a new appliance over, and says so', async () => {
    const rig = new Rig(null, STATIC_SETTINGS);
    const run = await rig.booted();
    expect(run.notices).toEqual([message('first-start')]);
    expect(run.log.join('\n')).toContain('first start: LAN is set to DHCP');
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });

  it('is silent on the panel where a new appliance has DHCP already', async () => {
    expect((await new Rig().booted()).notices).toEqual([]);
  });

  it('is first only once', async () => {
    const rig = new Rig(null, STATIC_SETTINGS);
    (await rig.booted()).kill();
    const again = await rig.booted();
    expect(again.notices).toEqual([]);
    expect(again.store.origin).toBe('stored');
  });

  it('once reset a static LAN to DHCP and told nobody: what is in force stays', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    loseState(rig);
    const run = await rig.booted();
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
    expect(run.notices).toEqual([message('settings-lost')]);
    run.kill();
    expect((await rig.booted()).notices).toEqual([message('settings-lost')]);
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  it('lets an operator set the network up again, all of it', async () => {
    const rig = new Rig({ ...STATIC_SETTINGS, wan: WAN_STATIC });
    loseState(rig);
    const run = await rig.booted();
    expect((await run.change(STATIC_SETTINGS, 'keep')).at(-1)).toEqual({ type: 'CHANGE.KEPT' });
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
    run.kill();
    expect((await rig.booted()).notices).toEqual([]);
  });

  it('touches nothing when nobody can say whether it is the first', async () => {
    const rig = new Rig(null, STATIC_SETTINGS);
    const run = rig.start({
      wrap: (backend) => ({ ...backend, holdsOurs: () => new Promise(() => undefined) }),
    });
    await rig.time.pass(600_000, () => run.isBooted);
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
    expect(rig.memory.files.list()).toEqual([]);
  });

  it('is first also where nothing can be stored', async () => {
    const rig = new Rig(null, STATIC_SETTINGS);
    rig.disk.fault = 'full';
    const run = await rig.booted();
    expect(run.notices).toEqual([message('first-start')]);
    expect(run.log.join('\n')).toContain('settings cannot be stored');
  });
});

describe('the start without a network service', () => {
  it('says so, waits for it, and then does what the start does', async () => {
    const rig = new Rig();
    await killedInCountdown(rig);
    rig.world.set('undo', 'lost');
    rig.world.set('service', 'stopped');
    const run = rig.start();
    await rig.time.pass(5000);
    expect(run.notices).toEqual([message('backend-absent')]);
    expect(await run.change(STATIC_SETTINGS, 'keep')).toMatchObject([{ type: 'CHANGE.REFUSED' }]);
    rig.world.set('service', 'running');
    await rig.time.pass(60_000, () => run.isBooted);
    expect(run.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });
});

describe('the start on a network that cannot be read', () => {
  it('goes on, and sets everything anew with the next change', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = rig.start({
      wrap: (backend) => ({
        ...backend,
        compare: (wanted, signal) =>
          run.isBooted ? backend.compare(wanted, signal) : Promise.reject(new Error('unreadable')),
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(run.log.join('\n')).toContain('the network cannot be read');
    rig.world.carryOut({ kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] });
    const wanted = { ...STATIC_SETTINGS, wan: WAN_STATIC };
    expect((await run.change(wanted, 'keep')).at(-1)).toEqual({ type: 'CHANGE.KEPT' });
    expect(rig.world.configured).toEqual(targetOf(wanted));
  });
});

describe('the start on a network service that takes a question and never answers', () => {
  it('is over after a while: it once said STILL STARTING for ever', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = rig.start({
      wrap: (backend) => ({ ...backend, compare: () => new Promise(() => undefined) }),
    });
    await rig.time.pass(600_000, () => run.isBooted);
    expect(run.isBooted).toBe(true);
    expect(run.log.join('\n')).toContain('the network cannot be read');
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });
});

describe('an orderly end during a change', () => {
  it('undoes it, and the next start tells', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const change = run.begin(STATIC_SETTINGS, null);
    await rig.time.pass(60_000, () => change.events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    const stopped = run.network.stop();
    await rig.time.pass(1000);
    await stopped;
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(rig.world.undoArmed).toBe(false);
    expect((await rig.booted()).notices).toEqual([message('change-undone', { cause: 'restarted' })]);
  });
});
