import type { Clock } from '../menus/clock.ts';
import { SimulatedClock } from '../menus/simulated-clock.ts';

/** How a bench lets time pass. */
export interface BenchTime {
  readonly clock: Clock;
  /**
   * Lets `ms` milliseconds pass and runs every timer due in that time. Ends early, and resolves to true,
   * as soon as `until` holds; otherwise resolves to whether it holds at the end (false without `until`).
   */
  pass(ms: number, until?: () => boolean): Promise<boolean>;
  /** Resolves when no work is left at this moment. */
  settle(): Promise<void>;
}

/**
 * Simulated time: moves from one timer to the next, and between two timers runs all promises that are
 * ready. So a day takes only as long as its events, and they always come in the same order.
 */
export function simulatedTime(start_ms: number): BenchTime {
  const clock = new SimulatedClock(start_ms);
  return {
    clock,
    settle: nextTurn,
    async pass(ms, until = () => false) {
      const end_ms = clock.now() + ms;
      await nextTurn();
      while (!until()) {
        const due_ms = clock.nextDue();
        if (due_ms === null || due_ms > end_ms) {
          clock.advance(Math.max(0, end_ms - clock.now()));
          return until();
        }
        clock.advance(Math.max(0, due_ms - clock.now()));
        await nextTurn();
      }
      return true;
    },
  };
}

/** Real time, for a person at the bench. Conditions are checked every `LOOK_ms` milliseconds. */
export function realTime(clock: Clock): BenchTime {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => clock.setTimeout(resolve, ms));
  return {
    clock,
    settle: nextTurn,
    async pass(ms, until = () => false) {
      const end_ms = clock.now() + ms;
      while (!until()) {
        const left_ms = end_ms - clock.now();
        if (left_ms <= 0) {
          return false;
        }
        await sleep(Math.min(LOOK_ms, left_ms));
      }
      return true;
    },
  };
}

/** A tenth of what a person notices as a delay. */
const LOOK_ms = 10;

/** One turn of the event loop, after which all ready promises, and those they made ready, have run. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
