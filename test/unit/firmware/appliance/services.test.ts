import { beforeEach, describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { openDocuments } from '../../../../firmware/appliance/documents.ts';
import { Notices } from '../../../../firmware/appliance/notices.ts';
import { Platform } from '../../../../firmware/appliance/platform.ts';
import { Power } from '../../../../firmware/appliance/power.ts';
import { Updates } from '../../../../firmware/appliance/updates.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { message } from '../../../../menus/words/messages.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
import { applianceWith } from '../samples.ts';

let clock = new SimulatedClock();
let disk = new MemoryDisk();
beforeEach(() => {
  clock = new SimulatedClock();
  disk = new MemoryDisk();
});

/** The services as one daemon has them; a second call is the daemon after a restart. */
function start() {
  const log = createLog({ clock, write: () => undefined, level: 'error', levels: {} });
  const documents = openDocuments(disk.files, clock.wallTime(), log);
  const appliance = new ApplianceModel(applianceWith({}));
  const notices = new Notices(appliance);
  const updates = new Updates({ appliance, notices, clock, log, document: documents.update, lease_s: 60 });
  updates.resume();
  const acted: string[] = [];
  const power = new Power(appliance, async (action) => void acted.push(action), log);
  return {
    appliance,
    notices,
    updates,
    platform: new Platform(appliance, documents.platform),
    power,
    acted,
    log,
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

  it('has failed when nothing was heard for its lease', () => {
    const { appliance, updates } = start();
    updates.running(5, 'x');
    clock.advance(59_999);
    expect(appliance.value.update.state).toBe('running');
    clock.advance(1);
    expect(appliance.value.update.state).toBe('failed');
    expect(appliance.value.notices[0]).toMatchObject({
      severity: 'fault',
      message: message('update-silent', { after_s: 60 }),
    });
  });

  it('that failed tells the operator until the next one starts', () => {
    const { appliance, updates } = start();
    updates.running(5, 'x');
    updates.finished('failed', 'no space left');
    expect(appliance.value.update).toEqual({ state: 'failed', message: 'no space left' });
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
    expect(appliance.value.update.state).toBe('failed');
    expect(start().appliance.value.update).toEqual({ state: 'none' });
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
    const { power, acted } = start();
    expect(await power.request('reboot')).toEqual({ ok: true });
    expect(acted).toEqual(['reboot']);
    expect(power.accepted).toBe('reboot');
  });

  it('are done one at a time: two at once were once both carried out', async () => {
    const { power, acted } = start();
    const [first, second] = await Promise.all([power.request('reboot'), power.request('shutdown')]);
    expect(first).toEqual({ ok: true });
    expect(second).toEqual({ ok: false, reason: message('power-under-way', { action: 'reboot' }) });
    expect(acted).toEqual(['reboot']);
  });

  it('are refused while an update runs', async () => {
    const { power, acted, updates } = start();
    updates.running(1, 'x');
    expect(await power.request('shutdown')).toEqual({ ok: false, reason: message('update-running') });
    expect(acted).toEqual([]);
  });

  it('are refused while the network is being changed', async () => {
    const { power, appliance } = start();
    appliance.change({ transaction: { phase: 'keep', checks: [], remaining_s: 9 } });
    expect(await power.request('reboot')).toEqual({ ok: false, reason: message('change-running') });
  });

  it('say so when the machine will not', async () => {
    const { appliance, log } = start();
    const power = new Power(appliance, () => Promise.reject(new Error('no systemctl')), log);
    expect(await power.request('reboot')).toEqual({
      ok: false,
      reason: message('power-failed', { action: 'reboot' }),
    });
    expect(power.accepted).toBeNull();
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
