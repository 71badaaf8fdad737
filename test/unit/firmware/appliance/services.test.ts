import { beforeEach, describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { openDocuments } from '../../../../firmware/appliance/documents.ts';
import type { MachinePower } from '../../../../firmware/appliance/machine-power.ts';
import { Notices } from '../../../../firmware/appliance/notices.ts';
import { Platform } from '../../../../firmware/appliance/platform.ts';
import { Power } from '../../../../firmware/appliance/power.ts';
import { UpdateHold } from '../../../../firmware/appliance/update-hold.ts';
import { Updates } from '../../../../firmware/appliance/updates.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { ledsOf } from '../../../../menus/leds.ts';
import type { PowerAction } from '../../../../menus/power-action.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { message } from '../../../../menus/words/messages.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
import { applianceWith } from '../samples.ts';

/** Promises that are settled already get their turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

let clock = new SimulatedClock();
let disk = new MemoryDisk();
beforeEach(() => {
  clock = new SimulatedClock();
  disk = new MemoryDisk();
});

/** The services as one daemon has them; a second call is the daemon after a restart. */
function start(machineParts: Partial<MachinePower> = {}) {
  const log = createLog({ clock, write: () => undefined, level: 'error', levels: {} });
  const documents = openDocuments(disk.files, clock.wallTime(), log);
  const appliance = new ApplianceModel(applianceWith({}));
  const notices = new Notices(appliance);
  const updates = new Updates({ appliance, notices, clock, log, document: documents.update, lease_s: 60 });
  updates.resume();
  const acted: string[] = [];
  /** What other software is told of why it is held back, while it is. */
  const holds: string[] = [];
  const machine: MachinePower = {
    act: async (action) => void acted.push(action),
    hold: (why) => {
      holds.push(why);
      return { release: async () => void holds.splice(holds.indexOf(why), 1) };
    },
    blockers: async () => [],
    ...machineParts,
  };
  const hold = new UpdateHold(appliance, machine);
  const power = new Power({ appliance, machine, updates, hold, clock, log });
  return {
    appliance,
    notices,
    updates,
    platform: new Platform(appliance, documents.platform),
    power: (action: PowerAction, despiteSilence = false) => power.request({ action, despiteSilence }),
    accepted: () => power.accepted,
    acted,
    holds,
  };
}

describe('a software update', () => {
  it('runs while its source speaks', () => {
    const { appliance, updates } = start();
    updates.running(null, 'downloading');
    expect(appliance.value.update).toEqual({ state: 'running', percent: null, message: 'downloading' });
    for (let minute = 1; minute <= 10; minute++) {
      clock.advance(59_000);
      updates.running(minute * 10, 'installing');
    }
    expect(appliance.value.update).toEqual({ state: 'running', percent: 100, message: 'installing' });
    updates.finished('done');
    expect(appliance.value.update).toEqual({ state: 'none' });
    expect(clock.pendingCount).toBe(0);
  });

  it('that falls silent is not over: it once counted as failed, S2 went out and a reboot was offered', () => {
    const { appliance, updates, holds } = start();
    updates.running(5, 'x');
    clock.advance(59_999);
    expect(appliance.value.update.state).toBe('running');
    clock.advance(1);
    expect(appliance.value.update).toEqual({ state: 'silent', percent: 5, message: 'x', after_s: 60 });
    expect(ledsOf(appliance.value).S2).toBe(true);
    clock.advance(24 * 3600 * 1000);
    expect(appliance.value.update.state).toBe('silent');
    expect(holds).toEqual(['a software update is not over']);
  });

  it.each([
    ['speaks again', (updates: Updates) => updates.running(40, 'x'), 'running'],
    ['is done after all', (updates: Updates) => updates.finished('done'), 'none'],
    ['has failed', (updates: Updates) => updates.finished('failed', 'disk full'), 'failed'],
  ])('that is silent %s', (_, then, state) => {
    const { appliance, updates } = start();
    updates.running(5, 'x');
    clock.advance(60_000);
    then(updates);
    expect(appliance.value.update.state).toBe(state);
  });

  it('whose engine died is told apart from one that is silent', () => {
    const { appliance, updates, holds } = start();
    updates.engineEnded('RAUC');
    expect(appliance.value.update.state).toBe('none');
    updates.running(5, 'x');
    updates.engineEnded('RAUC');
    expect(appliance.value.update).toEqual({ state: 'failed', message: '', engineEnded: 'RAUC' });
    expect(appliance.value.notices).toMatchObject([
      { severity: 'fault', message: message('update-engine-ended', { engine: 'RAUC' }) },
    ]);
    expect(ledsOf(appliance.value).S2).toBe(false);
    expect(holds).toEqual([]);
  });

  it('keeps other software from taking the power away until it is over', () => {
    const { updates, holds } = start();
    expect(holds).toEqual([]);
    updates.running(5, 'x');
    updates.running(6, 'x');
    expect(holds).toEqual(['a software update is not over']);
    updates.finished('done');
    expect(holds).toEqual([]);
  });

  it('that failed tells the operator until the next one starts', () => {
    const { appliance, updates } = start();
    updates.running(5, 'x');
    updates.finished('failed', 'no space left');
    expect(appliance.value.update).toEqual({
      state: 'failed',
      message: 'no space left',
      engineEnded: null,
    });
    expect(appliance.value.notices).toMatchObject([
      { severity: 'fault', message: message('update-failed', { message: 'no space left' }) },
    ]);
    updates.running(0, 'again');
    expect(appliance.value.notices).toEqual([]);
  });

  it('goes on after a restart in the middle, with one more lease', () => {
    start().updates.running(18, 'installing');
    clock.advance(30_000);
    const { appliance } = start();
    expect(appliance.value.update).toEqual({ state: 'running', percent: null, message: 'installing' });
    clock.advance(60_000);
    expect(appliance.value.update.state).toBe('silent');
    expect(start().appliance.value.update.state).toBe('running');
  });

  it('shows only what a panel can show, whatever the source says', () => {
    const { appliance, updates } = start();
    updates.running(250, `é\u0007${'x'.repeat(100)}`);
    expect(appliance.value.update).toMatchObject({ percent: 100, message: `??${'x'.repeat(38)}` });
  });

  it('that never began cannot end', () => {
    const { appliance, updates } = start();
    updates.finished('failed');
    expect(appliance.value.update).toEqual({ state: 'none' });
  });
});

describe('reboot and shutdown', () => {
  it('are done', async () => {
    const { power, acted, accepted } = start();
    expect(await power('reboot')).toEqual({ ok: true });
    expect(acted).toEqual(['reboot']);
    expect(accepted()).toBe('reboot');
  });

  it('are done one at a time: two at once were once both carried out', async () => {
    const { power, acted } = start();
    const [first, second] = await Promise.all([power('reboot'), power('shutdown')]);
    expect(first).toEqual({ ok: true });
    expect(second).toEqual({ ok: false, reason: message('power-under-way', { action: 'reboot' }) });
    expect(acted).toEqual(['reboot']);
  });

  it('are refused while an update runs', async () => {
    const { power, acted, updates } = start();
    updates.running(1, 'x');
    expect(await power('shutdown')).toEqual({ ok: false, reason: message('update-running') });
    expect(acted).toEqual([]);
  });

  it('are refused while the network is being changed', async () => {
    const { power, appliance } = start();
    appliance.change({ transaction: { phase: 'keep', checks: [], remaining_s: 9 } });
    expect(await power('reboot')).toEqual({ ok: false, reason: message('change-running') });
  });

  it('are refused while an update is silent, unless the operator insists, which ends it', async () => {
    const { power, acted, updates, appliance, holds } = start();
    updates.running(1, 'x');
    clock.advance(60_000);
    expect(await power('reboot')).toEqual({ ok: false, reason: message('update-silent', { after_s: 60 }) });
    expect(acted).toEqual([]);
    expect(await power('reboot', true)).toEqual({ ok: true });
    expect(acted).toEqual(['reboot']);
    expect(appliance.value.update).toEqual({ state: 'none' });
    expect(holds).toEqual([]);
    expect(start().appliance.value.update).toEqual({ state: 'none' });
  });

  it('are refused while an update runs even for an operator who insists: it may have spoken since', async () => {
    const { power, updates } = start();
    updates.running(1, 'x');
    expect(await power('reboot', true)).toEqual({ ok: false, reason: message('update-running') });
  });

  it('let go of the machine before they ask for it, and hold it again when it will not', async () => {
    const held: number[] = [];
    const { power, updates, appliance, holds } = start({
      act: async () => {
        held.push(holds.length);
        throw new Error('no systemctl');
      },
    });
    updates.running(1, 'x');
    clock.advance(60_000);
    expect(await power('reboot', true)).toMatchObject({ ok: false });
    expect(held).toEqual([0]);
    expect(appliance.value.update.state).toBe('silent');
    expect(holds).toHaveLength(1);
  });

  it('say so when the machine will not', async () => {
    const { power, accepted } = start({ act: () => Promise.reject(new Error('no systemctl')) });
    expect(await power('reboot')).toEqual({
      ok: false,
      reason: message('power-failed', { action: 'reboot' }),
    });
    expect(accepted()).toBeNull();
  });

  it('name who blocks them: the panel once said SEE THE LOG', async () => {
    const { power } = start({
      act: () => Promise.reject(new Error('Call to Reboot failed: Access denied')),
      blockers: async () => [{ who: 'apt', why: 'packages are being installed' }],
    });
    expect(await power('reboot')).toEqual({
      ok: false,
      reason: message('power-blocked', { action: 'reboot', by: 'apt', why: 'packages are being installed' }),
    });
  });

  it('do without the name when nobody tells it in time', async () => {
    const { power } = start({
      act: () => Promise.reject(new Error('no')),
      blockers: () => new Promise(() => undefined),
    });
    const asked = power('shutdown');
    await settled();
    clock.advance(2000);
    expect(await asked).toMatchObject({ reason: message('power-failed', { action: 'shutdown' }) });
  });

  it('say so when the command hangs: SHUTTING DOWN once stood there for ever', async () => {
    const signals: AbortSignal[] = [];
    const { power, accepted } = start({
      act: (_, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const asked = power('shutdown');
    await settled();
    clock.advance(10_000);
    expect(await asked).toEqual({
      ok: false,
      reason: message('power-timed-out', { action: 'shutdown', after_s: 10 }),
    });
    expect(signals[0]?.aborted).toBe(true);
    expect(accepted()).toBeNull();
  });
});

describe('what the platform tells', () => {
  it('replaces what it told before and leaves the rest', () => {
    const { platform, appliance } = start();
    platform.report({ connected: true, name: 'is_lab' });
    platform.report({ scanRunning: true });
    expect(appliance.value).toMatchObject({
      name: 'is_lab',
      platform: { connected: true, scanRunning: true },
    });
  });

  it('of name and features is written down, of its connection is not', () => {
    const { platform } = start();
    platform.report({ connected: true });
    expect(disk.files.list()).toEqual([]);
    platform.report({ name: 'is_lab', features: { ipv6: true, vlan: false } });
    expect(disk.files.read('platform.json')).toContain('is_lab');
  });
});

describe('notices', () => {
  it('stand newest first, one for each code, never too many', () => {
    const { notices, appliance } = start();
    notices.add('info', message('change-kept', { cause: 'restarted' }));
    notices.add('fault', message('change-undone', { cause: 'restarted' }));
    notices.add('info', message('change-kept', { cause: 'power-lost' }));
    expect(appliance.value.notices.map((notice) => notice.message)).toEqual([
      message('change-kept', { cause: 'power-lost' }),
      message('change-undone', { cause: 'restarted' }),
    ]);
  });

  it('go when a key dismisses them, by their own id', () => {
    const { notices, appliance } = start();
    notices.add('info', message('change-kept', { cause: 'restarted' }));
    const [first] = appliance.value.notices;
    notices.add('info', message('change-kept', { cause: 'power-lost' }));
    notices.dismiss(first?.id ?? 0);
    expect(appliance.value.notices.map((notice) => notice.message)).toEqual([
      message('change-kept', { cause: 'power-lost' }),
    ]);
  });
});
