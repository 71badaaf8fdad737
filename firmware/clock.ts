import type { Clock, TimerId } from '../menus/clock.ts';

/** Pending timers by the handle given out. A handle from another clock is not found here, and so is ignored. */
const pending = new Map<TimerId, NodeJS.Timeout>();

/** The real clock: the only place in the product that reads the time or sets a timer of the runtime. */
export const realClock: Clock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  setTimeout(run, delay_ms) {
    const handle = Symbol('timer');
    pending.set(
      handle,
      setTimeout(() => {
        pending.delete(handle);
        run();
      }, delay_ms),
    );
    return handle;
  },
  clearTimeout(timer) {
    clearTimeout(pending.get(timer));
    pending.delete(timer);
  },
};
