import type { Clock, TimerId } from '../../../menus/clock.ts';

/** Timers of Node fire up to 1 ms late; the last stretch is waited for by turning the event loop, in milliseconds. */
const TURNING_ms = 1.5;

interface Turning {
  readonly due_ms: number;
  readonly run: () => void;
}

/**
 * A real clock that is precise to some 10 µs: what the virtual panel's line is paced by. While a timer is about to
 * fall due it keeps a processor busy, and otherwise it costs nothing.
 */
class BenchClock implements Clock {
  readonly #waiting = new Map<TimerId, NodeJS.Timeout>();
  readonly #turning = new Map<TimerId, Turning>();
  #isTurning = false;

  now(): number {
    return performance.now();
  }

  wallTime(): number {
    return performance.timeOrigin + performance.now();
  }

  setTimeout(run: () => void, delay_ms: number): TimerId {
    const timer = Symbol('timer');
    const due_ms = this.now() + delay_ms;
    if (delay_ms <= TURNING_ms) {
      this.#turn(timer, { due_ms, run });
      return timer;
    }
    const approach = (): void => {
      this.#waiting.delete(timer);
      this.#turn(timer, { due_ms, run });
    };
    this.#waiting.set(timer, setTimeout(approach, Math.floor(delay_ms - TURNING_ms)));
    return timer;
  }

  clearTimeout(timer: TimerId): void {
    clearTimeout(this.#waiting.get(timer));
    this.#waiting.delete(timer);
    this.#turning.delete(timer);
  }

  #turn(timer: TimerId, turning: Turning): void {
    this.#turning.set(timer, turning);
    if (this.#isTurning) return;
    this.#isTurning = true;
    setImmediate(() => this.#look());
  }

  #look(): void {
    const now_ms = this.now();
    for (const [timer, { due_ms, run }] of [...this.#turning]) {
      if (due_ms > now_ms || !this.#turning.delete(timer)) continue;
      run();
    }
    this.#isTurning = this.#turning.size > 0;
    if (this.#isTurning) setImmediate(() => this.#look());
  }
}

export const benchClock: Clock = new BenchClock();
