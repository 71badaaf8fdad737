import { describe, expect, it } from 'vitest';
import { BusError } from '../../../../../../firmware/dbus/bus.ts';
import { createLog } from '../../../../../../firmware/log/log.ts';
import { createNetworkManagerBackend } from '../../../../../../firmware/network/backends/networkmanager/backend.ts';
import { SimulatedClock } from '../../../../../../menus/simulated-clock.ts';
import { addLink, FakeBus } from '../../../../../support/fake-bus.ts';

const { signal } = new AbortController();
const NETWORK_MANAGER = 'org.freedesktop.NetworkManager';
const MANAGER_PATH = '/org/freedesktop/NetworkManager';

/** Lets promises that can settle settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const bus = new FakeBus();
  const clock = new SimulatedClock();
  bus.add(MANAGER_PATH, { [NETWORK_MANAGER]: { Startup: ['b', false] } });
  const backend = createNetworkManagerBackend({
    lan: 'lan0',
    wan: 'wan0',
    networks: [],
    proxyFile: '/nowhere/proxy.env',
    platformUrl: null,
    clock,
    log: createLog({ clock, level: 'error', levels: {}, write: () => {} }),
    connect: async () => bus,
    run: async () => ({ code: 0, stdout: '[]', stderr: '' }),
  });
  const sent = () => bus.calls.map(({ member }) => member);
  return { bus, backend, sent };
}

describe('an undo', () => {
  it('is not armed while LAN is unknown: over no device it would be over all of them', async () => {
    const { bus, backend, sent } = setUp();
    bus.answers.set('CheckpointCreate', () => ['/1']);
    await backend.start();
    expect(await backend.arm(60, signal)).toBeNull();
    expect(sent()).not.toContain('CheckpointCreate');
  });

  it('covers our interfaces and no other, and suffers none beside it', async () => {
    const { bus, backend } = setUp();
    addLink(bus, 'lan0', 1);
    addLink(bus, 'eth9', 2);
    bus.answers.set('CheckpointCreate', () => [`${MANAGER_PATH}/Checkpoint/1`]);
    await backend.start();
    expect(await backend.arm(60, signal)).toBe(`:1.1${MANAGER_PATH}/Checkpoint/1`);
    // 2: delete what is added later; 8 would allow another beside it.
    expect(bus.calls.at(-1)?.body).toEqual([[`${MANAGER_PATH}/Devices/1`], 60, 2]);
  });
});

describe('doubts about what is in force', () => {
  const DEVICE = `${MANAGER_PATH}/Devices/1`;
  const runs = (bus: FakeBus, id: string | null) => {
    const path = `${MANAGER_PATH}/ActiveConnection/${id}`;
    if (id !== null) bus.add(path, { [`${NETWORK_MANAGER}.Connection.Active`]: { Id: ['s', id] } });
    bus.change(DEVICE, `${NETWORK_MANAGER}.Device`, { ActiveConnection: ['o', id === null ? '/' : path] });
  };
  const stops = (bus: FakeBus, reason: number) => {
    bus.change(DEVICE, `${NETWORK_MANAGER}.Device`, { StateReason: ['(uu)', [30, reason]] });
    runs(bus, null);
  };
  async function started() {
    const { bus, backend } = setUp();
    addLink(bus, 'lan0', 1, { ipv4: '10.77.0.50/24' });
    const told: string[] = [];
    backend.onForeignChange((why) => told.push(why));
    await backend.start();
    runs(bus, 'bezel-lan');
    await settle();
    return { bus, told };
  }

  it('come with a stranger’s profile on LAN, once', async () => {
    const { bus, told } = await started();
    runs(bus, 'stranger');
    await settle();
    bus.change(DEVICE, `${NETWORK_MANAGER}.Device`, { State: ['u', 100] });
    await settle();
    expect(told).toEqual(['lan: runs the profile stranger']);
  });

  it.each([
    ['taken down by somebody', 39, ['lan: was taken down']],
    ['deleted by somebody', 38, ['lan: lost its profile']],
    ['without a lease', 5, []],
  ])('when our profile is %s', async (_what, reason, expected) => {
    const { bus, told } = await started();
    stops(bus, reason);
    await settle();
    expect(told).toEqual(expected);
  });

  it('do not come with a pulled cable', async () => {
    const { bus, told } = await started();
    bus.change(DEVICE, `${NETWORK_MANAGER}.Device.Wired`, { Carrier: ['b', false] });
    stops(bus, 39);
    await settle();
    expect(told).toEqual([]);
  });

  it('come with a NetworkManager that was restarted, when it has brought up what it has', async () => {
    const { bus, told } = await started();
    bus.changeOwner(null);
    await settle();
    bus.add(MANAGER_PATH, { [NETWORK_MANAGER]: { Startup: ['b', true] } });
    bus.changeOwner(':1.9');
    await settle();
    await settle();
    expect(told).toEqual([]);
    bus.change(MANAGER_PATH, NETWORK_MANAGER, { Startup: ['b', false] });
    await settle();
    expect(told).toEqual(['NetworkManager was restarted']);
  });
});

describe('undos that nobody knows of', () => {
  const checkpointOver = (bus: FakeBus, number: number, device: number) =>
    bus.add(`${MANAGER_PATH}/Checkpoint/${number}`, {
      [`${NETWORK_MANAGER}.Checkpoint`]: { Devices: ['ao', [`${MANAGER_PATH}/Devices/${device}`]] },
    });

  it('are destroyed over our interfaces, also when one has just fired, and left alone elsewhere', async () => {
    const { bus, backend } = setUp();
    addLink(bus, 'lan0', 1);
    addLink(bus, 'eth9', 2);
    checkpointOver(bus, 1, 1);
    checkpointOver(bus, 2, 2);
    checkpointOver(bus, 3, 1);
    const destroyed: unknown[] = [];
    bus.answers.set('CheckpointDestroy', ([path]) => {
      destroyed.push(path);
      throw new BusError(`${NETWORK_MANAGER}.InvalidArguments`, 'checkpoint does not exist');
    });
    await backend.start();
    await backend.disarmAll(signal);
    expect(destroyed).toEqual([`${MANAGER_PATH}/Checkpoint/1`, `${MANAGER_PATH}/Checkpoint/3`]);
  });

  it('that cannot be destroyed are a failure', async () => {
    const { bus, backend } = setUp();
    addLink(bus, 'lan0', 1);
    checkpointOver(bus, 1, 1);
    bus.answers.set('CheckpointDestroy', () => {
      throw new BusError(`${NETWORK_MANAGER}.PermissionDenied`, 'no');
    });
    await backend.start();
    await expect(backend.disarmAll(signal)).rejects.toMatchObject({ code: 'apply-failed' });
  });
});

describe('profiles in memory', () => {
  const PROFILES = `${MANAGER_PATH}/Settings`;
  const profile = (id: string, more: readonly (readonly [string, unknown])[] = []) => [
    [['connection', [['id', variant('s', id)], ...more]]],
  ];
  const variant = (type: string, value: unknown) => [[{ type, child: [] }], [value]];

  it('are written to the disk where they are not, and deleted where they stand in for a removed one', async () => {
    const { bus, backend } = setUp();
    const all = [
      profile('bezel-lan'),
      profile('bezel-vlan-7'),
      profile('bezel-wan', [['autoconnect', variant('b', false)]]),
      profile('of somebody else'),
    ];
    for (const [index] of all.entries()) {
      bus.add(`${PROFILES}/${index}`, {
        [`${NETWORK_MANAGER}.Settings.Connection`]: { Unsaved: ['b', index !== 1] },
      });
    }
    bus.answers.set('ListConnections', () => [all.map((_, index) => `${PROFILES}/${index}`)]);
    let read = 0;
    bus.answers.set('GetSettings', () => [...(all[read++] ?? [])]);
    for (const member of ['Save', 'Delete']) bus.answers.set(member, () => []);
    await backend.start();
    await backend.commit(signal);
    const changes = bus.calls.filter(({ member }) => member === 'Save' || member === 'Delete');
    expect(changes.map(({ member, path }) => [member, path])).toEqual([
      ['Save', `${PROFILES}/0`],
      ['Delete', `${PROFILES}/2`],
    ]);
  });

  it('that cannot be written are a store failure', async () => {
    const { bus, backend } = setUp();
    bus.answers.set('ListConnections', () => {
      throw new BusError('org.freedesktop.DBus.Error.Failed', 'no space left');
    });
    await backend.start();
    await expect(backend.commit(signal)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

describe('a new lease on WAN', () => {
  const PROFILE = `${MANAGER_PATH}/Settings/7`;
  function withLease() {
    const rig = setUp();
    addLink(rig.bus, 'lan0', 1);
    addLink(rig.bus, 'wan0', 2, { ipv4: '10.88.0.150/24', leased: true });
    rig.bus.add(`${MANAGER_PATH}/ActiveConnection/1`, {
      [`${NETWORK_MANAGER}.Connection.Active`]: { Id: ['s', 'bezel-wan'] },
    });
    rig.bus.answers.set('Update2', () => [[]]);
    rig.bus.answers.set('AddConnection2', () => [PROFILE, []]);
    const dhcp = [[{ type: 's', child: [] }], ['auto']];
    rig.bus.answers.set('GetSettings', () => [[['ipv4', [['method', dhcp]]]]]);
    rig.bus.answers.set('Reapply', () => []);
    return rig;
  }
  const activate = (bus: FakeBus) =>
    bus.change(`${MANAGER_PATH}/Devices/2`, `${NETWORK_MANAGER}.Device`, {
      ActiveConnection: ['o', `${MANAGER_PATH}/ActiveConnection/1`],
    });

  it('is written into its profile and applied', async () => {
    const { bus, backend, sent } = withLease();
    bus.answers.set('GetConnectionByUuid', () => [PROFILE]);
    await backend.start();
    activate(bus);
    await settle();
    expect(sent()).toContain('Update2');
    expect(sent()).toContain('Reapply');
  });

  it('just before its profile is removed does not bring the profile back', async () => {
    const { bus, backend, sent } = withLease();
    bus.answers.set('GetConnectionByUuid', () => {
      throw new BusError(`${NETWORK_MANAGER}.Settings.InvalidConnection`, 'no such profile');
    });
    await backend.start();
    activate(bus);
    await settle();
    expect(sent()).toContain('GetConnectionByUuid');
    expect(sent()).not.toContain('AddConnection2');
    expect(sent()).not.toContain('Reapply');
  });

  it('is not written any more once a change of the network begins', async () => {
    const { bus, backend, sent } = withLease();
    let found: (path: readonly unknown[]) => void = () => undefined;
    bus.answers.set('GetConnectionByUuid', () => new Promise((resolve) => (found = resolve)));
    await backend.start();
    activate(bus);
    void backend.execute({ kind: 'remove-wan' }, signal).catch(() => undefined);
    const answerToLease = found;
    await settle();
    answerToLease([PROFILE]);
    await settle();
    expect(sent()).not.toContain('Update2');
  });
});

describe('a step that is called off', () => {
  it('sends nothing more when the answer it waited for comes late', async () => {
    const { bus, backend, sent } = setUp();
    addLink(bus, 'lan0', 1);
    let found: (path: readonly unknown[]) => void = () => undefined;
    bus.answers.set('GetConnectionByUuid', () => new Promise((resolve) => (found = resolve)));
    await backend.start();
    const controller = new AbortController();
    const step = { kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] } as const;
    const executed = backend.execute(step, controller.signal);
    const refused = expect(executed).rejects.toBeDefined();
    await settle();
    expect(sent()).toContain('GetConnectionByUuid');
    controller.abort();
    found([`${MANAGER_PATH}/Settings/7`]);
    await refused;
    expect(sent()).not.toContain('Update2');
    expect(sent()).not.toContain('ActivateConnection');
  });
});
