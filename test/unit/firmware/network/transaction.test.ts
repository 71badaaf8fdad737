import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { NetworkFailure } from '../../../../firmware/network/errors.ts';
import { notRestored } from '../../../../firmware/network/mismatch.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import { STATIC_SETTINGS, settings, WAN_STATIC } from '../samples.ts';
import { lastOf, Rig } from './rig.ts';

describe('a change that is kept', () => {
  it('is in force, stored, and found again after a restart', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({ type: 'CHANGE.KEPT' });
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
    expect(run.appliance.value.wanted).toEqual(STATIC_SETTINGS);
    expect(rig.world.undoArmed).toBe(false);
    run.kill();
    const again = await rig.booted();
    expect(again.store.settings).toEqual(STATIC_SETTINGS);
    expect(again.notices).toEqual([]);
  });

  it('tells of every phase, in order and with rising percent, then counts down', async () => {
    const run = await new Rig().booted();
    const events = await run.change(STATIC_SETTINGS, 'keep');
    const progress = events.filter((event) => event.type === 'CHANGE.PROGRESS');
    expect([...new Set(progress.map(({ phase }) => phase))]).toEqual(['checking', 'applying', 'verifying']);
    const percents = progress.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    const countdown = events.filter((event) => event.type === 'CHANGE.COUNTDOWN');
    expect(countdown.map(({ remaining_s }) => remaining_s)).toEqual([120, 119, 118]);
  });

  it('has the journal on the disk before the first step', async () => {
    const rig = new Rig();
    let journalAtFirstStep: string | null = null;
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        execute: (step, signal) => {
          rig.memory.losePower();
          journalAtFirstStep ??= rig.memory.files.read('journal.json');
          return backend.execute(step, signal);
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    await run.change(STATIC_SETTINGS, 'keep');
    expect(journalAtFirstStep).toContain('192.168.1.10');
    expect(journalAtFirstStep).toContain('checkpoint-1');
  });
});

describe('a change that is in force', () => {
  it('is over after a power cut until it is kept, and lasts from then on', async () => {
    const rig = new Rig();
    const run = await rig.booted();
    const { events, end } = run.begin(STATIC_SETTINGS, 'keep');
    await rig.time.pass(60_000, () => events.some(({ type }) => type === 'CHANGE.VERIFIED'));
    expect(rig.world.lasting).toEqual(targetOf(FACTORY_SETTINGS));
    await rig.time.pass(60_000, () => end() !== null);
    expect(end()).toEqual({ type: 'CHANGE.KEPT' });
    rig.world.losePower();
    expect(rig.world.configured).toEqual(targetOf(STATIC_SETTINGS));
  });

  it('and cannot be made to last is rolled back, with its undo still armed', async () => {
    const rig = new Rig();
    let armedAtRefusal = false;
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        commit: (signal) => {
          if (run.statuses.at(-1)?.phase !== 'keep') return backend.commit(signal);
          armedAtRefusal = rig.world.undoArmed;
          return Promise.reject(new NetworkFailure(message('store-failed'), 'no space left'));
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({
      type: 'CHANGE.ROLLED_BACK',
      reason: message('store-failed'),
      restored: true,
    });
    expect(armedAtRefusal).toBe(true);
    expect(run.store.settings).toEqual(FACTORY_SETTINGS);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });
});

describe('an answer that comes when the change is over', () => {
  const LATE_ms = 150_000;

  it('an undo armed late is disarmed, and not written down', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        arm: async (timeout_s) => {
          await new Promise<void>((resolve) => rig.time.clock.setTimeout(resolve, LATE_ms));
          return await backend.arm(timeout_s, new AbortController().signal);
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    const events = await run.change(settings({ wan: WAN_STATIC }), 'keep');
    expect(lastOf(events)).toMatchObject({ reason: { code: 'timed-out' }, restored: true });
    await rig.time.pass(LATE_ms);
    expect(run.log.join('\n')).toContain('armed too late');
    expect(rig.world.undoArmed).toBe(false);
    expect(rig.memory.files.read('journal.json')).toBeNull();
  });

  it('an address that is free after all is not taken any more', async () => {
    const rig = new Rig();
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        findOwner: async () => {
          await new Promise<void>((resolve) => rig.time.clock.setTimeout(resolve, LATE_ms));
          return null;
        },
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    await run.change(STATIC_SETTINGS, 'keep');
    const before = rig.disk.operations;
    await rig.time.pass(LATE_ms);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(rig.world.undoArmed).toBe(false);
    expect(rig.disk.operations).toBe(before);
  });
});

describe('a network service that hangs when a change is to be kept', () => {
  const never = (): Promise<never> => new Promise(() => undefined);

  it('is waited for no longer than a while, then the change is rolled back: KEEPING once had no end', async () => {
    const rig = new Rig();
    const run = rig.start({ wrap: (backend): Backend => ({ ...backend, disarm: never }) });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toMatchObject({
      type: 'CHANGE.ROLLED_BACK',
      reason: { code: 'timed-out' },
      restored: true,
    });
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
    expect(run.store.settings).toEqual(FACTORY_SETTINGS);
    expect(run.appliance.value.transaction).toEqual({ phase: 'none' });
  });

  it('and goes on hanging: the operator is told that nobody knows, and the next start restores', async () => {
    const rig = new Rig();
    let hangs = false;
    const unless = <Result>(answer: () => Promise<Result>) => (hangs ? never() : answer());
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        disarm: () => {
          hangs = true;
          return never();
        },
        undo: (handle) => unless(() => backend.undo(handle)),
        compare: (...asked) => unless(() => backend.compare(...asked)),
        execute: (...asked) => unless(() => backend.execute(...asked)),
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    expect(lastOf(await run.change(STATIC_SETTINGS, 'keep'))).toEqual({
      type: 'CHANGE.ROLLED_BACK',
      reason: notRestored([]),
      restored: false,
    });
    run.kill();
    const again = await rig.booted();
    expect(again.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured).toEqual(targetOf(FACTORY_SETTINGS));
  });
});
