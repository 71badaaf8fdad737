import { beforeEach, describe, expect, it } from 'vitest';
import { type Bus, BusError, type MethodCall, type Signal } from '../../../../firmware/dbus/bus.ts';
import { RaucFollower } from '../../../../firmware/update/rauc.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { SILENT_LOG } from '../control/fake-daemon.ts';

/** A variant as the D-Bus library reads it. */
const text = (value: string) => [[{ type: 's', child: [] }], [value]];
const progress = (percent: number, step: string) => [
  [
    {
      type: '(',
      child: [
        { type: 'i', child: [] },
        { type: 's', child: [] },
        { type: 'i', child: [] },
      ],
    },
  ],
  [[percent, step, 1]],
];

/** A bus with RAUC on it, or not. */
class FakeBus implements Bus {
  isOwned = true;
  operation = 'idle';
  lastError = '';
  percent = 0;
  step = '';
  closed = false;
  questions = 0;
  readonly #listeners: ((signal: Signal) => void)[] = [];
  readonly #ends: (() => void)[] = [];

  async call({ member }: MethodCall): Promise<readonly unknown[]> {
    if (member === 'AddMatch') return [];
    if (member === 'GetNameOwner') return this.#owner();
    this.questions += 1;
    return [
      [
        ['Operation', text(this.operation)],
        ['LastError', text(this.lastError)],
        ['Progress', progress(this.percent, this.step)],
        ['Compatible', text('appliance')],
      ],
    ];
  }
  #owner(): readonly unknown[] {
    if (this.isOwned) return [':1.7'];
    throw new BusError('org.freedesktop.DBus.Error.NameHasNoOwner', 'no such name');
  }
  onSignal(listener: (signal: Signal) => void) {
    this.#listeners.push(listener);
  }
  onEnd(listener: () => void) {
    this.#ends.push(listener);
  }
  close() {
    this.closed = true;
  }
  end() {
    for (const listener of this.#ends) listener();
  }
  signal(from: string, member: string, ...body: readonly unknown[]) {
    for (const listener of this.#listeners) listener({ path: '/', interface: from, member, body });
  }
  changed(parts: Partial<Pick<FakeBus, 'operation' | 'percent' | 'step' | 'lastError'>>) {
    Object.assign(this, parts);
    const properties = [
      ...('operation' in parts ? [['Operation', text(this.operation)]] : []),
      ...('lastError' in parts ? [['LastError', text(this.lastError)]] : []),
      ...('percent' in parts ? [['Progress', progress(this.percent, this.step)]] : []),
    ];
    const installer = 'de.pengutronix.rauc.Installer';
    this.signal('org.freedesktop.DBus.Properties', 'PropertiesChanged', installer, properties, []);
  }
  completed(result: number) {
    this.signal('de.pengutronix.rauc.Installer', 'Completed', result);
  }
}

let clock: SimulatedClock;
let bus: FakeBus;
let told: string[];
let follower: RaucFollower;
let connections: number;

/** Answers over the fake bus take a few turns of the microtask queue. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

beforeEach(() => {
  clock = new SimulatedClock();
  bus = new FakeBus();
  told = [];
  connections = 0;
  follower = new RaucFollower({
    connect: async () => {
      connections += 1;
      return bus;
    },
    clock,
    log: SILENT_LOG,
    lease_s: 60,
    updates: {
      running: (percent, message) => told.push(`running ${percent} ${message}`),
      finished: (result, message = '') => told.push(`${result} ${message}`.trim()),
      engineEnded: (engine) => told.push(`${engine} ended`),
    },
  });
});

/** What was told since the last call. */
const news = () => told.splice(0);

describe('following RAUC', () => {
  it('tells an installation from its beginning to its end', async () => {
    await follower.start();
    news();
    bus.changed({ operation: 'installing', percent: 20, step: 'Verifying signature' });
    await settle();
    bus.changed({ percent: 80, step: 'Copying image' });
    await settle();
    bus.completed(0);
    expect(news()).toEqual(['running 20 Verifying signature', 'running 80 Copying image', 'done']);
  });

  it('tells a failed installation and why', async () => {
    await follower.start();
    bus.changed({ operation: 'installing', percent: 20, step: 'Verifying signature' });
    await settle();
    news();
    bus.changed({ lastError: 'signature verification failed' });
    news();
    bus.completed(1);
    bus.changed({ operation: 'idle' });
    expect(news()[0]).toBe('failed signature verification failed');
  });

  it('tells a bundle that is refused before RAUC could be asked', async () => {
    await follower.start();
    news();
    bus.changed({ operation: 'installing', lastError: '' });
    bus.changed({ lastError: 'signature verification failed' });
    bus.completed(1);
    bus.changed({ operation: 'idle' });
    expect(news().slice(0, 3)).toEqual([
      'running null ',
      'running null ',
      'failed signature verification failed',
    ]);
  });

  it('finds an installation that runs already when the daemon starts', async () => {
    Object.assign(bus, { operation: 'installing', percent: 40, step: 'Copying image' });
    await follower.start();
    expect(news()).toEqual(['running 40 Copying image']);
  });

  it('finds one that ended while the daemon was away, and how', async () => {
    bus.lastError = 'bundle is not signed';
    await follower.start();
    expect(news()).toEqual(['failed bundle is not signed']);
  });

  it('renews the lease while RAUC answers, even when nothing changes', async () => {
    Object.assign(bus, { operation: 'installing', percent: 40, step: 'Copying image' });
    await follower.start();
    news();
    for (let third = 0; third < 6; third++) {
      clock.advance(20_000);
      await settle();
    }
    expect(news()).toEqual(Array(6).fill('running 40 Copying image'));
  });

  it('lives on when a RAUC of another version tells its state in another type', async () => {
    await follower.start();
    news();
    const number = [[{ type: 'u', child: [] }], [1]];
    const installer = 'de.pengutronix.rauc.Installer';
    bus.signal(
      'org.freedesktop.DBus.Properties',
      'PropertiesChanged',
      installer,
      [['Operation', number]],
      [],
    );
    bus.changed({ operation: 'installing', percent: 20, step: 'Verifying signature' });
    expect(news()).toEqual(['running 20 Verifying signature']);
  });

  it('takes an installation for failed when RAUC vanishes', async () => {
    await follower.start();
    bus.changed({ operation: 'installing' });
    await settle();
    news();
    bus.isOwned = false;
    bus.signal('org.freedesktop.DBus', 'NameOwnerChanged', 'de.pengutronix.rauc', ':1.7', '');
    await settle();
    expect(news()).toEqual(['RAUC ended']);
  });

  it('does not start over when an answer from before the end comes after it', async () => {
    await follower.start();
    Object.assign(bus, { operation: 'installing', percent: 99, step: 'Almost' });
    // Asked now, answered when the end has been told.
    bus.signal('org.freedesktop.DBus', 'NameOwnerChanged', 'de.pengutronix.rauc', '', ':1.8');
    bus.completed(0);
    await settle();
    expect(news().at(-1)).toBe('done');
  });

  it('asks nothing more while RAUC is idle', async () => {
    await follower.start();
    const asked = bus.questions;
    clock.advance(3_600_000);
    await settle();
    expect(bus.questions).toBe(asked);
    expect(clock.pendingCount).toBe(0);
  });

  it('comes back when the bus does', async () => {
    await follower.start();
    bus.end();
    clock.advance(5_000);
    await settle();
    expect(connections).toBe(2);
  });

  it('leaves no timer and no connection when stopped', async () => {
    bus.operation = 'installing';
    await follower.start();
    follower.stop();
    expect(bus.closed).toBe(true);
    expect(clock.pendingCount).toBe(0);
  });
});
