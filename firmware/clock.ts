import type { Clock, TimerId } from '../menus/clock.ts';

/** Pending real timers by the handle given out, so a handle from elsewhere is ignored rather than trusted. */
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
