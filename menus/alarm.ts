import type { Clock, TimerId } from './clock.ts';

/** One timer that can be set, reset and cancelled. Setting it replaces the earlier setting. */
export class Alarm {
  readonly #clock: Clock;
  #timer: TimerId = null;
  /** Runs when the timer expires; null: not set. */
  #run: (() => void) | null = null;
  readonly #goOff = (): void => {
    const run = this.#run;
    this.#run = null;
    run?.();
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isSet(): boolean {
    return this.#run !== null;
  }

  /** Calls `run` once, `delay_ms` milliseconds from now; 0 or less means as soon as the clock next advances. */
  after(delay_ms: number, run: () => void): void {
    this.cancel();
    this.#run = run;
    this.#timer = this.#clock.setTimeout(this.#goOff, delay_ms);
  }

  /** Cancels the timer; does nothing when it is not set. */
  cancel(): void {
    if (this.#run === null) return;
    this.#run = null;
    this.#clock.clearTimeout(this.#timer);
  }
}
