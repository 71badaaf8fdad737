import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoveryPlan } from '../../../firmware/network/plan.ts';
import type { Step } from '../../../firmware/network/step.ts';
import { targetOf } from '../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../menus/settings/settings.ts';
import { ip, staticIpv4 } from '../../support/appliance.ts';
import { WORLD } from './lab/addresses.ts';
import { eventually } from './lab/commands.ts';
import { inKernel } from './lab/judge.ts';
import { createLab, type Lab } from './lab/lab.ts';
import { RemoteBackend } from './lab/remote-backend.ts';

const { lan } = WORLD;
const NETWORK_MANAGER = ['--system', '--print-reply=literal', '--dest=org.freedesktop.NetworkManager'];
const MANAGER = '/org/freedesktop/NetworkManager';

function lanAt(address: string): Step {
  const ipv4 = staticIpv4({ address: ip(address), gateway: ip(lan.gateway), dns: [ip(lan.dns)] });
  return { kind: 'configure-lan', ipv4, ipv6: false, routes: [] };
}

describe('checkpoints in NetworkManager', () => {
  let lab: Lab;
  let backend: RemoteBackend;
  beforeEach(async () => {
    lab = await createLab();
    backend = await RemoteBackend.start(lab);
    for (const step of recoveryPlan(targetOf(FACTORY_SETTINGS))) await backend.execute(step);
    await backend.execute(lanAt(lan.free));
  });
  afterEach(async () => {
    await backend.stop();
    await lab.close();
  });

  const ask = (...args: readonly string[]) => lab.box.exec('dbus-send', ...NETWORK_MANAGER, MANAGER, ...args);
  const checkpoints = async () => {
    const get = 'org.freedesktop.DBus.Properties.Get';
    const reply = await ask(get, 'string:org.freedesktop.NetworkManager', 'string:Checkpoints');
    return reply.match(/Checkpoint\/\d+/g) ?? [];
  };
  /** Somebody else's, over one device. */
  const foreignCheckpoint = async (device: string, timeout_s = 60) => {
    const find = 'org.freedesktop.NetworkManager.GetDeviceByIpIface';
    const path = (await ask(find, `string:${device}`)).trim();
    await ask(
      'org.freedesktop.NetworkManager.CheckpointCreate',
      ...[`array:objpath:${path}`, `uint32:${timeout_s}`, 'uint32:0'],
    );
  };
  /** An interface that is not Bezel's. */
  const addOther = async () => {
    await lab.box.exec('ip', 'link', 'add', 'other0', 'type', 'veth', 'peer', 'name', 'other0p');
    await eventually('NetworkManager knows it', () =>
      lab.box.succeeds('nmcli', '--get-values', 'GENERAL.STATE', 'device', 'show', 'other0'),
    );
  };

  it('killed while arming, then another change kept: still kept after the first undo’s time', async () => {
    const first_s = 8;
    await addOther();
    await backend.arm(first_s);
    // The later one tells when the time of the first is over: an undo that does not fire tells nobody.
    await foreignCheckpoint('other0', first_s + 2);
    // The handle was never written down.
    await backend.stop();
    backend = await RemoteBackend.start(lab);
    await backend.disarmAll();
    const undo = await backend.arm(60);
    await backend.execute(lanAt(lan.otherFree));
    await backend.disarm(undo);
    expect(await checkpoints()).toHaveLength(1);
    await expect.poll(checkpoints, { timeout: 30_000 }).toEqual([]);
    expect((await inKernel(lab.box)).addresses.lan0).toEqual([`${lan.otherFree}/24`]);
  });

  it('are one over ours at most: a second is refused, and leaves the first', async () => {
    const undo = await backend.arm(60);
    await expect(backend.arm(60)).rejects.toMatchObject({ code: 'apply-failed' });
    expect(await checkpoints()).toHaveLength(1);
    await backend.disarm(undo);
  });

  it('over other devices are left alone', async () => {
    await addOther();
    await foreignCheckpoint('other0');
    await foreignCheckpoint('lan0');
    expect(await checkpoints()).toHaveLength(2);
    await backend.disarmAll();
    expect(await checkpoints()).toHaveLength(1);
    const undo = await backend.arm(60);
    await backend.undo(undo);
    expect(await checkpoints()).toHaveLength(1);
  });
});
