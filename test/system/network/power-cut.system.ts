import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoveryPlan } from '../../../firmware/network/plan.ts';
import type { Step } from '../../../firmware/network/step.ts';
import { targetOf } from '../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../menus/settings/settings.ts';
import { ip, staticIpv4 } from '../../support/appliance.ts';
import { WORLD } from './lab/addresses.ts';
import { inKernel } from './lab/judge.ts';
import { createLab, type Lab } from './lab/lab.ts';
import { RemoteBackend } from './lab/remote-backend.ts';

const { lan, wan } = WORLD;
const LAN = staticIpv4({ address: ip(lan.free), gateway: ip(lan.gateway), dns: [ip(lan.dns)] });
const WAN = staticIpv4({ address: ip(wan.free), gateway: ip(wan.gateway), dns: [ip(wan.dns)] });
const BEFORE = targetOf({
  ...FACTORY_SETTINGS,
  lan: { ...FACTORY_SETTINGS.lan, ipv4: LAN },
  wan: WAN,
});
const CUTS_OFF: Step = {
  kind: 'configure-lan',
  ipv4: staticIpv4({ address: ip(lan.otherFree), gateway: ip(lan.nobody), dns: [ip(lan.dns)] }),
  ipv6: false,
  routes: [],
};
const REMOVES_WAN: Step = { kind: 'remove-wan' };

/** What a change leaves when the daemon does not come back, or comes back and undoes it. */
describe('a change that nobody has kept', () => {
  let lab: Lab;
  let backend: RemoteBackend;
  let before: Awaited<ReturnType<typeof inKernel>>;
  beforeEach(async () => {
    lab = await createLab();
    backend = await RemoteBackend.start(lab);
    for (const step of recoveryPlan(BEFORE)) await backend.execute(step);
    await backend.commit();
    before = await kernel();
  });
  afterEach(async () => {
    await backend.stop();
    await lab.close();
  });

  const kernel = () => inKernel(lab.box);
  /** Profiles in memory only, or hidden there. */
  const residue = async () =>
    (
      await lab.box.exec('sh', '-c', 'ls /run/NetworkManager/system-connections | grep -v ^lo || true')
    ).trim();
  const onDisk = () =>
    lab.box.exec('sh', '-c', 'cd /etc/NetworkManager/system-connections; grep -h -v ^timestamp= * | sort');

  it('is gone after a power cut, without Bezel', async () => {
    await backend.arm(60);
    await backend.execute(CUTS_OFF);
    await backend.execute(REMOVES_WAN);
    const now = await kernel();
    expect(now).toMatchObject({ addresses: { lan0: [`${lan.otherFree}/24`] }, profiles: ['bezel-lan'] });
    await backend.stop();
    await lab.box.restartMachine();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('and is undone leaves the disk as it was, and nothing in memory', async () => {
    const disk = await onDisk();
    const undo = await backend.arm(60);
    await backend.execute(CUTS_OFF);
    await backend.execute(REMOVES_WAN);
    expect(await onDisk()).toEqual(disk);
    await backend.undo(undo);
    expect(await backend.compare(BEFORE)).toEqual([]);
    await backend.commit();
    expect(await residue()).toBe('');
    expect(await onDisk()).toEqual(disk);
    await lab.box.restartMachine();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('is undone by NetworkManager alone, also where it removed a profile', async () => {
    await backend.arm(4);
    await backend.execute(CUTS_OFF);
    await backend.execute(REMOVES_WAN);
    await backend.stop();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
    await lab.box.restartMachine();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(before);
  });

  it('can be set back step by step when its undo is lost', async () => {
    const disk = await onDisk();
    await backend.execute(CUTS_OFF);
    await backend.execute(REMOVES_WAN);
    await backend.stop();
    await lab.box.stopNetworkManager('SIGKILL');
    await lab.box.startNetworkManager();
    backend = await RemoteBackend.start(lab);
    expect(await backend.compare(BEFORE)).not.toEqual([]);
    for (const step of recoveryPlan(BEFORE)) await backend.execute(step);
    expect(await backend.compare(BEFORE)).toEqual([]);
    await backend.commit();
    expect(await residue()).toBe('');
    expect(await onDisk()).toEqual(disk);
    expect(await kernel()).toEqual(before);
  });

  it('but is kept, lasts: what it set and what it removed', async () => {
    const undo = await backend.arm(60);
    await backend.execute({ kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] });
    await backend.execute(REMOVES_WAN);
    await backend.commit();
    await backend.disarm(undo);
    expect(await backend.compare(targetOf(FACTORY_SETTINGS))).toEqual([]);
    const kept = await kernel();
    expect(kept.profiles).toEqual(['bezel-lan']);
    expect(await residue()).toBe('');
    await backend.stop();
    await lab.box.restartMachine();
    await expect.poll(kernel, { timeout: 30_000 }).toEqual(kept);
  });
});
