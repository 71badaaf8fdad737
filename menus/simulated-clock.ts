import type { Clock, TimerId } from './clock.ts';

interface Timer {
  readonly due_ms: number;
  /** Timers due at the same moment run in the order they were set. */
  readonly order: number;
  readonly run: () => void;
}

/** A limit, because timers that keep setting timers for the same moment would never let `advance` end. */
const TIMERS_AT_ONE_MOMENT = 100_000;

/** A clock that moves only when `advance` is called; for tests, scripts and the simulator. */
export class SimulatedClock implements Clock {
  readonly #timers = new Map<number, Timer>();
  #now_ms = 0;
  #wallOffset_ms: number;
  #order = 0;

  /** @param start_ms first value of `wallTime()`, in milliseconds since the Unix epoch; `now()` starts at 0. */
  constructor(start_ms = 0) {
    this.#wallOffset_ms = start_ms;
  }

  now(): number {
    return this.#now_ms;
  }

  wallTime(): number {
    return this.#now_ms + this.#wallOffset_ms;
  }

  /** Sets the time of day forward or back, as a time server does; timers are unaffected. */
  setWallTime(wall_ms: number): void {
    this.#wallOffset_ms = wall_ms - this.#now_ms;
  }

  setTimeout(run: () => void, delay_ms: number): TimerId {
    const order = this.#order++;
    this.#timers.set(order, { due_ms: this.#now_ms + Math.max(0, delay_ms), order, run });
    return order;
  }

  clearTimeout(timer: TimerId): void {
    if (typeof timer === 'number') {
      this.#timers.delete(timer);
    }
  }

  /** How many timers are set. */
  get pendingCount(): number {
    return this.#timers.size;
  }

  /** Clock time of the earliest timer, in milliseconds; null: none is set. */
  nextDue(): number | null {
    return this.#earliest()?.due_ms ?? null;
  }

  /**
   * Moves time on by `ms` milliseconds and runs what falls due on the way, in order of time, each at its own
   * moment; timers set meanwhile included. Calling it from inside a timer is allowed.
   * @throws RangeError for a negative time, Error when timers at one moment never end.
   */
  advance(ms: number): void {
    if (!(ms >= 0)) {
      throw new RangeError(`a clock cannot advance by ${ms} ms`);
    }
    const end_ms = this.#now_ms + ms;
    let atThisMoment = 0;
    for (let timer = this.#earliest(); timer !== null && timer.due_ms <= end_ms; timer = this.#earliest()) {
      atThisMoment = timer.due_ms > this.#now_ms ? 0 : atThisMoment + 1;
      if (atThisMoment > TIMERS_AT_ONE_MOMENT) {
        throw new Error(`timers due at ${this.#now_ms} ms keep setting timers for the same moment`);
      }
      this.#now_ms = Math.max(this.#now_ms, timer.due_ms);
      this.#timers.delete(timer.order);
      timer.run();
    }
    this.#now_ms = Math.max(this.#now_ms, end_ms);
  }

  #earliest(): Timer | null {
    let earliest: Timer | null = null;
    for (const timer of this.#timers.values()) {
      if (earliest === null || timer.due_ms < earliest.due_ms) {
        earliest = timer;
      }
    }
    return earliest;
  }
}
