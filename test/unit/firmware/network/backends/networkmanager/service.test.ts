import { describe, expect, it } from 'vitest';
import type { Bus } from '../../../../../../firmware/dbus/bus.ts';
import { createLog } from '../../../../../../firmware/log/log.ts';
import { TIMED_OUT } from '../../../../../../firmware/network/backends/networkmanager/failures.ts';
import { NetworkManagerService } from '../../../../../../firmware/network/backends/networkmanager/service.ts';
import { statusOf } from '../../../../../../firmware/network/backends/networkmanager/status.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { SimulatedClock } from '../../../../../../menus/simulated-clock.ts';
import { message } from '../../../../../../menus/words/messages.ts';
import { addLink, FakeBus } from '../../../../../support/fake-bus.ts';

const LINKS = { lan: { name: 'lan0' }, wan: { mac: '02:aa:00:00:00:02' } };

function setUp(bus = new FakeBus()) {
  const clock = new SimulatedClock();
  const log = createLog({ clock, level: 'error', levels: {}, write: () => {} });
  const connections: Bus[] = [bus];
  const connect = async (): Promise<Bus> => {
    const next = connections.shift();
    if (next === undefined) throw new NetworkFailure(message('backend-absent'), 'no bus');
    return next;
  };
  const service = new NetworkManagerService({ connect, clock, log });
  return { bus, clock, service, connections };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof NetworkFailure ? error.code : String(error)),
  );

/** Lets promises that can settle settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('NetworkManager on the bus', () => {
  it('is read whole, then followed by its signals', async () => {
    const { bus, service } = setUp();
    addLink(bus, 'lan0', 1, { ipv4: '10.77.0.50/24', leased: true, ipv6: ['fe80::1', '2001:db8::5'] });
    addLink(bus, 'eth9', 2);
    await service.start();
    const status = statusOf(service.devices, LINKS, () => 'full');
    expect(status.lan).toMatchObject({
      carrier: true,
      speed_mbps: 1000,
      ipv4: { address: '10.77.0.50', prefixLength: 24, origin: 'dhcp' },
      gateway: '10.77.0.1',
      dns: ['10.77.0.53'],
    });
    expect(status.lan.ipv6.map(({ origin }) => origin)).toEqual(['link-local', 'router-advertisement']);
    // Found by the MAC address it was made with, not the one it has now.
    expect(status.wan?.name).toBe('eth9');

    const device = '/org/freedesktop/NetworkManager/Devices/1';
    bus.change(device, 'org.freedesktop.NetworkManager.Device.Wired', { Carrier: ['b', false] });
    expect(statusOf(service.devices, LINKS, () => 'full').lan).toMatchObject({
      carrier: false,
      speed_mbps: null,
    });
    bus.remove(device);
    expect(statusOf(service.devices, LINKS, () => 'full').lan).toMatchObject({ name: 'lan0', ipv4: null });
  });

  it('is absent: start says so and goes on watching', async () => {
    const bus = new FakeBus();
    bus.owner = null;
    const { service } = setUp(bus);
    expect(await codeOf(service.start())).toBe('backend-absent');
    expect(await codeOf(service.call('/', 'i', 'GetSettings'))).toBe('backend-absent');
    bus.changeOwner(':1.7');
    await settle();
    expect(service.owner).toBe(':1.7');
  });

  it('restarts: whoever waits on the old one is told, the new one is read anew', async () => {
    const { bus, service } = setUp();
    addLink(bus, 'lan0', 1, { ipv4: '10.77.0.50/24' });
    await service.start();
    const { signal } = new AbortController();
    const late = () => new NetworkFailure(TIMED_OUT, 'late');
    const waiting = codeOf(service.until(() => null, { timeout_ms: 1000, late, signal }));
    bus.changeOwner(null);
    expect(await waiting).toBe('backend-restarted');
    expect(statusOf(service.devices, LINKS, () => 'full').lan.ipv4).toBeNull();
    bus.changeOwner(':1.9');
    await settle();
    expect(statusOf(service.devices, LINKS, () => 'full').lan.ipv4?.address).toBe('10.77.0.50');
  });

  it('is asked again when it has taken its name and cannot answer yet', async () => {
    const { bus, service, clock } = setUp();
    addLink(bus, 'lan0', 1);
    bus.servesObjects = false;
    expect(await codeOf(service.start())).toBe('backend-absent');
    bus.servesObjects = true;
    clock.advance(200);
    await settle();
    expect(service.owner).toBe(':1.1');
  });

  it('lost the signal that came in one piece with the answer it was read from', async () => {
    const { bus, service } = setUp();
    addLink(bus, 'lan0', 1);
    const wired = 'org.freedesktop.NetworkManager.Device.Wired';
    bus.afterManagedObjects = () =>
      bus.change('/org/freedesktop/NetworkManager/Devices/1', wired, { Carrier: ['b', false] });
    await service.start();
    expect(statusOf(service.devices, LINKS, () => 'full').lan.carrier).toBe(false);
  });

  it('goes away before it answers: the call says restarted', async () => {
    const { bus, service } = setUp();
    await service.start();
    bus.answers.set('GetSettings', () => {
      bus.owner = null;
      return bus.call({ destination: '', path: '/', interface: '', member: 'gone' });
    });
    expect(await codeOf(service.call('/', 'i', 'GetSettings'))).toBe('backend-restarted');
  });

  it('comes back with a bus that was restarted', async () => {
    const { bus, service, clock, connections } = setUp();
    await service.start();
    connections.push(new FakeBus());
    bus.end();
    expect(service.owner).toBeNull();
    clock.advance(1000);
    await settle();
    expect(service.owner).toBe(':1.1');
  });

  it('is followed on when a signal of it has another shape than expected', async () => {
    const { bus, service } = setUp();
    addLink(bus, 'lan0', 1, { ipv4: '10.77.0.50/24' });
    await service.start();
    const device = '/org/freedesktop/NetworkManager/Devices/1';
    bus.signal(device, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', [7]);
    bus.signal('/org/freedesktop', 'org.freedesktop.DBus.ObjectManager', 'InterfacesAdded', ['x']);
    bus.signal('/', 'org.freedesktop.DBus', 'NameOwnerChanged', []);
    bus.change(device, 'org.freedesktop.NetworkManager.Device.Wired', { Carrier: ['b', false] });
    expect(statusOf(service.devices, LINKS, () => 'full').lan.carrier).toBe(false);
  });

  it('is waited for until something is so, for a while, or until called off', async () => {
    const { bus, service, clock } = setUp();
    addLink(bus, 'lan0', 1);
    await service.start();
    const wait = (signal: AbortSignal) => {
      const probe = () => (statusOf(service.devices, LINKS, () => 'full').lan.carrier ? null : 'unplugged');
      return service.until(probe, {
        timeout_ms: 500,
        late: () => new NetworkFailure(TIMED_OUT, ''),
        signal,
      });
    };
    const { signal } = new AbortController();
    const late = codeOf(wait(signal));
    clock.advance(500);
    expect(await late).toBe('timed-out');

    const controller = new AbortController();
    const cancelled = codeOf(wait(controller.signal));
    controller.abort();
    expect(await cancelled).toBe('cancelled');

    const found = wait(signal);
    const wired = 'org.freedesktop.NetworkManager.Device.Wired';
    bus.change('/org/freedesktop/NetworkManager/Devices/1', wired, { Carrier: ['b', false] });
    expect(await found).toBe('unplugged');
    expect(clock.pendingCount).toBe(0);
  });

  it('remembers why a device failed, though its properties have moved on', async () => {
    const { bus, service } = setUp();
    await service.start();
    bus.signal('/d/1', 'org.freedesktop.NetworkManager.Device', 'StateChanged', [120, 70, 5]);
    bus.signal('/d/1', 'org.freedesktop.NetworkManager.Device', 'StateChanged', [30, 120, 0]);
    expect(service.failureOf('/d/1')).toBe(5);
  });

  it('a VLAN that has a profile and no interface is not there', async () => {
    const { bus, service } = setUp();
    addLink(bus, 'bezel-vlan7', 3);
    bus.change('/org/freedesktop/NetworkManager/Devices/3', 'org.freedesktop.NetworkManager.Device.Vlan', {
      VlanId: ['u', 0],
      Carrier: ['b', false],
    });
    bus.change('/org/freedesktop/NetworkManager/Devices/3', 'org.freedesktop.NetworkManager.Device', {
      Real: ['b', false],
    });
    await service.start();
    expect(statusOf(service.devices, LINKS, () => 'full').vlan).toBeNull();
  });
});
