/** An appliance with many VLANs is gone through in many turns of the event loop, and each of them is looked at once. */
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../../../firmware/log/log.ts';
import { createNetworkManagerBackend } from '../../../../../../firmware/network/backends/networkmanager/backend.ts';
import { Devices } from '../../../../../../firmware/network/backends/networkmanager/devices.ts';
import { ObjectMirror } from '../../../../../../firmware/network/backends/networkmanager/objects.ts';
import { targetOf } from '../../../../../../firmware/network/target.ts';
import type { Check } from '../../../../../../menus/appliance.ts';
import type { NetworkStatus } from '../../../../../../menus/network-status.ts';
import { SimulatedClock } from '../../../../../../menus/simulated-clock.ts';
import { busWith, devicePath, programsWith, wantedWith } from '../../../../../support/many-vlans.ts';

const VLANS = 300;
const DEVICE = 'org.freedesktop.NetworkManager.Device';
const { signal } = new AbortController();

async function started() {
  const clock = new SimulatedClock();
  const bus = await busWith(VLANS);
  const backend = createNetworkManagerBackend({
    lan: 'lan0',
    wan: null,
    networks: [],
    proxyFile: '/nonexistent/proxy.env',
    platformUrl: null,
    clock,
    log: createLog({ clock, level: 'error', levels: {}, write: () => {} }),
    connect: async () => bus,
    run: programsWith(VLANS),
  });
  const turns = await turnsOf(() => backend.start());
  return { bus, backend, turns };
}

/** How often the event loop turns until it is done. */
async function turnsOf(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  await run();
  clearImmediate(next);
  return turns;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('many VLANs', () => {
  it('held up every key while they were read, compared and verified', async () => {
    const { backend, turns } = await started();
    const wanted = targetOf(wantedWith(VLANS));
    // No portion is larger than this.
    const least = VLANS / 50;
    expect(turns).toBeGreaterThan(least);
    expect(
      await turnsOf(async () => expect(await backend.compare(wanted, signal)).toEqual([])),
    ).toBeGreaterThan(least);
    const verify = () => backend.verify(wanted, () => {}, signal);
    expect(await turnsOf(verify)).toBeGreaterThan(least);
    await backend.stop();
  });

  it('are one check, which names the first that are missing', async () => {
    const { bus, backend } = await started();
    const check = async (): Promise<Check | undefined> =>
      (await backend.verify(targetOf(wantedWith(VLANS)), () => {}, signal)).find(
        ({ name }) => name === 'vlan',
      );
    expect(await check()).toMatchObject({ result: 'ok', log: 'VLANs in force: 300.' });
    bus.change(devicePath(7), DEVICE, { Interface: ['s', 'another'] });
    expect(await check()).toMatchObject({
      result: 'failed',
      log: 'Without its address: VLAN 7 (10.1.7.2).',
    });
    for (let id = 1; id <= VLANS; id++) bus.change(devicePath(id), DEVICE, { Real: ['b', false] });
    expect((await check())?.log).toMatch(/VLAN 5 \(10\.1\.5\.2\) and 295 more\.$/);
    await backend.stop();
  });

  it('told the status anew with each signal of a burst', async () => {
    const { bus, backend } = await started();
    const told: NetworkStatus[] = [];
    backend.onStatus((status) => told.push(status));
    const speed = (mbps: number) => bus.change(devicePath(0), `${DEVICE}.Wired`, { Speed: ['u', mbps] });
    for (const mbps of [10, 100, 2500]) speed(mbps);
    await nextTurn();
    expect(told.map(({ lan }) => lan.speed_mbps)).toEqual([2500]);
    speed(10);
    await backend.stop();
    await nextTurn();
    expect(told).toHaveLength(1);
  });

  it('were all read again for each of them that was looked up', async () => {
    const mirror = new CountingMirror();
    const devices = new Devices(mirror);
    const bus = await busWith(VLANS);
    bus.onSignal((announced) => mirror.apply(announced));
    await mirror.load(bus, '', '/');
    const lookUpAll = (): number => {
      mirror.read = 0;
      for (let id = 1; id <= VLANS; id++) expect(devices.named(`bezel-vlan${id}`)?.vlanId).toBe(id);
      return mirror.read;
    };
    const first = lookUpAll();
    expect(lookUpAll()).toBe(0);
    bus.change(devicePath(9), DEVICE, { State: ['u', 70] });
    expect(lookUpAll()).toBeLessThan((2 * first) / VLANS);
    expect(devices.at(devicePath(9))?.state).toBe(70);
  });
});

class CountingMirror extends ObjectMirror {
  read = 0;

  override get(path: string, name: string) {
    this.read += 1;
    return super.get(path, name);
  }
}
