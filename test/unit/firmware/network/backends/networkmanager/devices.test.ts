import { describe, expect, it } from 'vitest';
import { Devices, hasSettled } from '../../../../../../firmware/network/backends/networkmanager/devices.ts';
import { ObjectMirror } from '../../../../../../firmware/network/backends/networkmanager/objects.ts';
import { addLink, FakeBus } from '../../../../../support/fake-bus.ts';

/** NMDeviceState of NetworkManager's D-Bus API. */
const STATE = {
  unavailable: 20,
  disconnected: 30,
  ipConfig: 70,
  activated: 100,
  deactivating: 110,
  failed: 120,
};

describe('an interface that is put back has settled', () => {
  it('when it is active, has failed, or has no cable', () => {
    for (const state of [STATE.activated, STATE.failed, STATE.unavailable]) {
      expect(hasSettled('lan', state)).toBe(true);
      expect(hasSettled('wan', state)).toBe(true);
    }
  });

  it('not while its old profile goes and the other has not come: rolled back was told before the lease was back', () => {
    for (const state of [STATE.disconnected, STATE.ipConfig, STATE.deactivating]) {
      expect(hasSettled('lan', state)).toBe(false);
    }
    expect(hasSettled('wan', STATE.deactivating)).toBe(false);
  });

  it('when WAN is not used', () => {
    expect(hasSettled('wan', STATE.disconnected)).toBe(true);
  });
});

describe('the devices', () => {
  const device = (number: number) => `/org/freedesktop/NetworkManager/Devices/${number}`;
  const config = (number: number) => `/org/freedesktop/NetworkManager/IP4Config/${number}`;
  const NM = 'org.freedesktop.NetworkManager';

  function setUp() {
    const bus = new FakeBus();
    const objects = new ObjectMirror();
    bus.onSignal((signal) => objects.apply(signal));
    const devices = new Devices(objects);
    addLink(bus, 'lan0', 1, { ipv4: '10.77.0.50/24' });
    return { bus, devices };
  }

  it('follow what they were read from: addresses are an object of their own', () => {
    const { bus, devices } = setUp();
    expect(devices.named('lan0')?.ipv4.gateway).toBe('10.77.0.1');
    bus.change(config(1), `${NM}.IP4Config`, { Gateway: ['s', '10.77.0.254'] });
    expect(devices.named('lan0')?.ipv4.gateway).toBe('10.77.0.254');
    bus.remove(config(1));
    expect(devices.named('lan0')?.ipv4.addresses).toEqual([]);
  });

  it('are found by their new name, by what runs on them now, and no more by what was', () => {
    const { bus, devices } = setUp();
    bus.change(device(1), `${NM}.Device`, { Interface: ['s', 'eth7'], ActiveConnection: ['o', '/active/1'] });
    expect(devices.named('lan0')).toBeNull();
    expect(devices.selected({ name: 'eth7' })).toBe(devices.at(device(1)));
    expect(devices.running('/active/1')?.name).toBe('eth7');
    bus.change(device(1), `${NM}.Device`, { ActiveConnection: ['o', '/active/2'] });
    expect(devices.running('/active/1')).toBeNull();
    bus.remove(device(1));
    expect([devices.at(device(1)), devices.named('eth7'), devices.running('/active/2')]).toEqual([
      null,
      null,
      null,
    ]);
    expect([...devices.all()]).toEqual([]);
  });

  it('a name that has gone to another device stays with it when the first goes', () => {
    const { bus, devices } = setUp();
    addLink(bus, 'lan0', 2, { ipv4: '10.77.0.51/24' });
    expect(devices.named('lan0')?.path).toBe(device(2));
    bus.remove(device(1));
    expect(devices.named('lan0')?.path).toBe(device(2));
  });

  it('that are no Ethernet are not selected by name', () => {
    const { bus, devices } = setUp();
    bus.add('/d/9', {
      [`${NM}.Device`]: { Interface: ['s', 'wan0'], State: ['u', 30], StateReason: ['(uu)', [30, 0]] },
    });
    expect(devices.named('wan0')).not.toBeNull();
    expect(devices.selected({ name: 'wan0' })).toBeNull();
  });
});
