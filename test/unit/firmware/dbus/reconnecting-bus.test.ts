import { beforeEach, describe, expect, it } from 'vitest';
import { type Bus, BusError, type Signal } from '../../../../firmware/dbus/bus.ts';
import { ReconnectingBus } from '../../../../firmware/dbus/reconnecting-bus.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

/** A connection of which the test says how it fares. */
class FakeBus implements Bus {
  closed = false;
  /** What a subscription meets. */
  subscribing: () => Promise<readonly unknown[]> = async () => [];
  readonly #ends: (() => void)[] = [];
  readonly #listeners: ((signal: Signal) => void)[] = [];

  call() {
    return this.subscribing();
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
  signal(member: string) {
    for (const listener of this.#listeners) listener({ path: '/', interface: 'i', member, body: [] });
  }
}

let clock: SimulatedClock;
let lines: string[];
let buses: FakeBus[];
let heard: string[];
let lost: number;
let connection: ReconnectingBus;
/** What connecting meets, the first bus included. */
let connecting: (bus: FakeBus) => void;

beforeEach(() => {
  clock = new SimulatedClock();
  lines = [];
  buses = [];
  heard = [];
  lost = 0;
  connecting = () => undefined;
  connection = new ReconnectingBus({
    connect: async () => {
      const bus = new FakeBus();
      connecting(bus);
      buses.push(bus);
      return bus;
    },
    clock,
    log: createLog({ clock, level: 'info', levels: {}, write: (line) => lines.push(line) }),
    follower: {
      matches: ["type='signal'"],
      attached: async () => undefined,
      onSignal: ({ member }) => {
        if (member === 'Strange') throw new Error('expected a string');
        heard.push(member);
      },
      lost: () => {
        lost += 1;
      },
    },
  });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
const pass = async (seconds: number) => {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1000);
    await settle();
  }
};

describe('a connection to the bus that is made anew', () => {
  it('is made once more when it ends', async () => {
    await connection.start();
    buses[0]?.end();
    expect(connection.bus).toBeNull();
    expect(lost).toBe(1);
    await pass(5);
    expect(buses).toHaveLength(2);
    expect(connection.bus).toBe(buses[1]);
  });

  it('is one, not two, when it ended while it was being made', async () => {
    let refuse: (why: Error) => void = () => undefined;
    connecting = (bus) => {
      bus.subscribing = () => new Promise((_resolve, reject) => (refuse = reject));
    };
    const started = connection.start().catch((error: unknown) => String(error));
    await settle();
    connecting = () => undefined;
    buses[0]?.end();
    refuse(new BusError('org.freedesktop.DBus.Error.Disconnected', 'the connection ended'));
    expect(await started).toContain('the connection ended');
    await pass(5);
    expect(buses).toHaveLength(2);
    buses[1]?.signal('Once');
    expect(heard).toEqual(['Once']);
  });

  it('is closed when it refuses the subscription, and tried again', async () => {
    connecting = (bus) => {
      bus.subscribing = () => Promise.reject(new BusError('AccessDenied', 'not yours'));
    };
    await expect(connection.start()).rejects.toThrow('not yours');
    expect(buses[0]?.closed).toBe(true);
    connecting = () => undefined;
    await pass(1);
    expect(connection.bus).toBe(buses[1]);
  });

  it('tells an outage once, and its end', async () => {
    connecting = () => {
      throw new Error('no bus');
    };
    await expect(connection.start()).rejects.toThrow('no bus');
    await pass(5);
    expect(lines).toEqual([expect.stringContaining('no bus')]);
    connecting = () => undefined;
    await pass(1);
    expect(lines.at(-1)).toContain('the system bus is back');
  });

  it('hears nothing of a connection that has ended', async () => {
    await connection.start();
    buses[0]?.end();
    buses[0]?.signal('Late');
    expect(heard).toEqual([]);
  });

  it('survives a signal that is not understood, which once ended the daemon, and says so once', async () => {
    await connection.start();
    for (const member of ['Strange', 'Known', 'Strange']) buses[0]?.signal(member);
    expect(heard).toEqual(['Known']);
    expect(lines).toEqual([expect.stringContaining('signal=i.Strange')]);
  });

  it('leaves nothing behind when it is stopped, connected or not', async () => {
    await connection.start();
    buses[0]?.end();
    connection.stop();
    expect(clock.pendingCount).toBe(0);
    await pass(5);
    expect(buses).toHaveLength(1);
  });
});
