import type { Clock, TimerId } from '../menus/clock.ts';

/** Pending timers by the handle given out. A handle from another clock is not found here, and so is ignored. */
const pending = new Map<TimerId, NodeJS.Timeout>();

/** `performance.now()` counts from the start of the process, the kernel's clock behind it (CLOCK_MONOTONIC) from the boot. */
const SINCE_BOOT_ms = Number(process.hrtime.bigint() / 1000n) / 1000 - performance.now();

/** The real clock: the only place in the product that reads the time or sets a timer of the runtime. */
export const realClock: Clock = {
  now: () => SINCE_BOOT_ms + performance.now(),
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

/** Turns of the runtime's event loop, for work that shares it with the panel. */
export interface EventLoop {
  /** Monotonic, in milliseconds. */
  now(): number;
  /** Calls `run` after the events that are due now. */
  immediate(run: () => void): void;
  /** Calls `run` after `delay_ms` milliseconds. */
  timeout(run: () => void, delay_ms: number): void;
}

/** Not part of `Clock`: simulated time has no turns. */
export const realEventLoop: EventLoop = {
  now: () => performance.now(),
  immediate: (run) => void setImmediate(run),
  timeout: (run, delay_ms) => void setTimeout(run, delay_ms),
};
