import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Log } from '../log/log.ts';
import { addMatch, type Bus, type Signal } from './bus.ts';

/** A client that follows a service on the bus across reconnections. */
interface Follower {
  /** The signals it wants (D-Bus specification, "Match Rules"). */
  readonly matches: readonly string[];
  /** Connected and subscribed: reads the current state. If it rejects, the connection is dropped and retried. */
  readonly attached: (bus: Bus) => Promise<void>;
  /** May throw on a signal it cannot parse (another version of the sender); that is logged and the daemon goes on. */
  readonly onSignal: (signal: Signal, bus: Bus) => void;
  /** The connection has ended, or was dropped. */
  readonly lost: () => void;
}

interface ReconnectingBusParts {
  readonly connect: () => Promise<Bus>;
  readonly clock: Clock;
  readonly log: Log;
  readonly follower: Follower;
}

/** Delay between attempts, in milliseconds. The bus is down only during boot or repair, so a second is soon enough. */
const RETRY_ms = 1000;

/** Keeps one connection to the bus and reconnects whenever it is lost. */
export class ReconnectingBus {
  readonly #parts: ReconnectingBusParts;
  #bus: Bus | null = null;
  readonly #nextAttempt: Alarm;
  #isStopped = false;
  /** Each outage is logged once. */
  #isDown = false;
  /** Kinds of signals whose parse failure was logged: each is logged once. */
  readonly #reported = new Set<string>();

  constructor(parts: ReconnectingBusParts) {
    this.#parts = parts;
    this.#nextAttempt = new Alarm(parts.clock);
  }

  /** null: not connected now. */
  get bus(): Bus | null {
    return this.#bus;
  }

  /** Rejects when the first attempt fails; retries go on either way. */
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
    bus.onSignal((signal) => this.#handleSignal(bus, signal));
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

  #handleSignal(bus: Bus, signal: Signal): void {
    if (this.#bus !== bus) return;
    const { follower, log } = this.#parts;
    try {
      follower.onSignal(signal, bus);
    } catch (error) {
      const kind = `${signal.interface}.${signal.member}`;
      if (!this.#reported.has(kind)) {
        log.error('a signal is not understood', { signal: kind, path: signal.path, why: reasonOf(error) });
      }
      this.#reported.add(kind);
    }
  }

  /** Called when the connection ends and when a call on it fails; the second call for one connection does nothing. */
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
    // A failing `start` logs and schedules the next attempt itself.
    this.#nextAttempt.after(RETRY_ms, () => void this.start().catch(() => undefined));
  }
}
