import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Log } from '../log/log.ts';
import { addMatch, type Bus, type Signal } from './bus.ts';

/** Who follows something on the bus. */
interface Follower {
  /** The signals it wants (D-Bus specification, "Match Rules"). */
  readonly matches: readonly string[];
  /** Connected and subscribed: time to read what is. A rejection says that this connection is of no use. */
  readonly attached: (bus: Bus) => Promise<void>;
  /** May throw on a signal it does not understand: another version of the sender must not end the daemon. */
  readonly heard: (signal: Signal, bus: Bus) => void;
  /** The connection that was attached is gone. */
  readonly lost: () => void;
}

interface ReconnectingBusParts {
  readonly connect: () => Promise<Bus>;
  readonly clock: Clock;
  readonly log: Log;
  readonly follower: Follower;
}

/** The bus is down only while the machine boots or is repaired: a second more or less does not matter. */
const RETRY_ms = 1000;

/** One connection to the bus at a time, made anew whenever it is lost. */
export class ReconnectingBus {
  readonly #parts: ReconnectingBusParts;
  #bus: Bus | null = null;
  readonly #nextAttempt: Alarm;
  #isStopped = false;
  /** Outages are told once. */
  #isDown = false;
  /** What was told to be not understood: once for each kind of signal. */
  readonly #told = new Set<string>();

  constructor(parts: ReconnectingBusParts) {
    this.#parts = parts;
    this.#nextAttempt = new Alarm(parts.clock);
  }

  /** null: not connected now. */
  get bus(): Bus | null {
    return this.#bus;
  }

  /** Rejects when the first attempt fails; goes on trying either way. */
  async start(): Promise<void> {
    const { connect, follower, log } = this.#parts;
    let bus: Bus;
    try {
      bus = await connect();
    } catch (error) {
      this.#retry(error);
      throw error;
    }
    if (this.#isStopped) return bus.close();
    this.#bus = bus;
    bus.onEnd(() => this.#drop(bus, new Error('the connection ended')));
    bus.onSignal((signal) => this.#hear(bus, signal));
    try {
      for (const rule of follower.matches) await addMatch(bus, rule);
      await follower.attached(bus);
    } catch (error) {
      this.#drop(bus, error);
      throw error;
    }
    if (this.#bus !== bus) return;
    if (this.#isDown) log.info('the system bus is back');
    this.#isDown = false;
  }

  stop(): void {
    this.#isStopped = true;
    this.#nextAttempt.cancel();
    this.#bus?.close();
    this.#bus = null;
  }

  #hear(bus: Bus, signal: Signal): void {
    if (this.#bus !== bus) return;
    const { follower, log } = this.#parts;
    try {
      follower.heard(signal, bus);
    } catch (error) {
      const kind = `${signal.interface}.${signal.member}`;
      if (!this.#told.has(kind)) {
        log.error('a signal is not understood', { signal: kind, path: signal.path, why: reasonOf(error) });
      }
      this.#told.add(kind);
    }
  }

  /** Both the end of a connection and a call on it that fails lead here; the second of them finds it gone. */
  #drop(bus: Bus, why: unknown): void {
    if (this.#bus !== bus) return;
    this.#bus = null;
    bus.close();
    this.#parts.follower.lost();
    this.#retry(why);
  }

  #retry(why: unknown): void {
    if (this.#isStopped) return;
    const { log } = this.#parts;
    if (!this.#isDown) log.warn('no connection to the system bus; trying again', { why: reasonOf(why) });
    this.#isDown = true;
    // Logged and tried again where it failed.
    this.#nextAttempt.after(RETRY_ms, () => void this.start().catch(() => undefined));
  }
}
