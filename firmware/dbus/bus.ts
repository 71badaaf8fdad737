import { systemBus } from '@homebridge/dbus-native';
import * as v from 'valibot';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';

/** A D-Bus method call; `signature` and `body` follow the D-Bus specification's type codes. */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A D-Bus signal as it arrived; `body` is not yet checked. */
export interface Signal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** An error reply: `name` is the D-Bus error name (`org.freedesktop.NetworkManager.Device.…`). */
export class BusError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message === '' ? name : message, options);
    this.name = name;
  }
}

/** One connection to the system bus. It ends once and is not revived: connect again. */
export interface Bus {
  /** Resolves to the reply's arguments, unchecked; rejects with `BusError`, or when the connection has ended. */
  call(call: MethodCall): Promise<readonly unknown[]>;
  onSignal(listener: (signal: Signal) => void): void;
  /** Called once, when the connection ends for any reason but `close`. */
  onEnd(listener: () => void): void;
  close(): void;
}

const DBUS_DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** D-Bus specification, "Message Format": the message type SIGNAL. */
const TYPE_SIGNAL = 4;
/** D-Bus specification, NO_AUTO_START: a call to a stopped service must not start it. */
const FLAG_NO_AUTO_START = 2;

const SIGNAL = v.object({
  type: v.literal(TYPE_SIGNAL),
  path: v.string(),
  interface: v.string(),
  member: v.string(),
  body: v.optional(v.array(v.unknown()), []),
});

/** D-Bus specification, "Error names" of the reference implementation: no answer within the time limit. */
export const TIMED_OUT = 'org.freedesktop.DBus.Error.TimedOut';

/** D-Bus error name for an unreachable bus (reference implementation). */
const NO_SERVER = 'org.freedesktop.DBus.Error.NoServer';

const ERROR_REPLY = v.object({ name: v.string(), message: v.optional(v.string(), '') });

function errorOf(failure: unknown): BusError {
  const reply = v.safeParse(ERROR_REPLY, failure);
  if (reply.success) return new BusError(reply.output.name, reply.output.message);
  return new BusError('org.freedesktop.DBus.Error.Failed', String(failure));
}

/** Asks the bus for signals that match `rule` (D-Bus specification, "Match Rules"). */
export async function addMatch(bus: Bus, rule: string): Promise<void> {
  await bus.call({ ...DBUS_DAEMON, member: 'AddMatch', signature: 's', body: [rule] });
}

/** The unique name that owns a well-known one, or null. */
export async function ownerOf(bus: Bus, name: string): Promise<string | null> {
  try {
    const reply = await bus.call({ ...DBUS_DAEMON, member: 'GetNameOwner', signature: 's', body: [name] });
    return v.parse(v.string(), reply[0]);
  } catch (error) {
    if (error instanceof BusError && error.name === 'org.freedesktop.DBus.Error.NameHasNoOwner') return null;
    throw error;
  }
}

/**
 * Connects to the system bus: `DBUS_SYSTEM_BUS_ADDRESS`, or /run/dbus/system_bus_socket.
 * Rejects with `BusError` when there is none.
 */
export async function connectSystemBus(clock: Clock): Promise<Bus> {
  let bus: Bus | null = null;
  try {
    bus = new NativeBus(clock);
    await bus.call({ ...DBUS_DAEMON, member: 'GetId' });
    return bus;
  } catch (error) {
    bus?.close();
    throw new BusError(NO_SERVER, 'The system bus cannot be reached.', { cause: error });
  }
}

/**
 * How long to wait for a reply, in milliseconds. It is libdbus's default (`dbus_connection_send_with_reply`), so
 * services are designed to answer within it.
 */
const ANSWER_LIMIT_ms = 25_000;

/** The library's connection, with what it lacks: calls reject when the connection ends, or after a time limit. */
class NativeBus implements Bus {
  readonly #native = systemBus();
  readonly #pending = new Set<(reason: Error) => void>();
  readonly #signalListeners: ((signal: Signal) => void)[] = [];
  readonly #endListeners: (() => void)[] = [];
  #ended = false;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    const { connection } = this.#native;
    connection.on('error', () => this.#end());
    connection.on('end', () => this.#end());
    connection.stream.on('close', () => this.#end());
    connection.on('message', (message: unknown) => {
      const signal = v.safeParse(SIGNAL, message);
      if (!signal.success) return;
      for (const listener of this.#signalListeners) listener(signal.output);
    });
  }

  call(call: MethodCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new BusError('org.freedesktop.DBus.Error.Disconnected', 'The bus connection has ended.'));
        return;
      }
      const limit = new Alarm(this.#clock);
      limit.after(ANSWER_LIMIT_ms, () =>
        refuse(new BusError(TIMED_OUT, `No answer to ${call.member} in ${ANSWER_LIMIT_ms / 1000} s.`)),
      );
      const over = () => {
        limit.cancel();
        this.#pending.delete(refuse);
      };
      const refuse = (reason: Error) => {
        over();
        reject(reason);
      };
      this.#pending.add(refuse);
      const done = (failure: unknown, ...reply: readonly unknown[]) => {
        if (failure !== null && failure !== undefined) return refuse(errorOf(failure));
        over();
        resolve(reply);
      };
      this.#native.invoke({ ...call, flags: FLAG_NO_AUTO_START }, done);
    });
  }

  onSignal(listener: (signal: Signal) => void): void {
    this.#signalListeners.push(listener);
  }

  onEnd(listener: () => void): void {
    this.#endListeners.push(listener);
  }

  close(): void {
    this.#endListeners.length = 0;
    this.#end();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#native.connection.stream.destroy();
    const reason = new BusError('org.freedesktop.DBus.Error.Disconnected', 'The bus connection ended.');
    for (const refuse of [...this.#pending]) refuse(reason);
    for (const listener of this.#endListeners) listener();
  }
}
