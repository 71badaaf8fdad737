/** A pending timer, opaque to all but the clock that made it. */
export type TimerId = unknown;

/**
 * The only source of time. Everything that waits (machines, drivers, the network transaction, leases)
 * takes a clock as an argument, so a test or a script simulates ten minutes at once and always in the same order.
 * The timer half is what xstate's `createActor(machine, { clock })` asks for.
 */
export interface Clock {
  /**
   * Monotonic time in milliseconds since an arbitrary start, on an appliance since its boot. Setting the time of day does not change it.
   * Use it for every wait and every duration.
   */
  now(): number;
  /**
   * The time of day, in milliseconds since the Unix epoch; jumps when the clock is set. For times that people read
   * or that are stored, never for waiting.
   */
  wallTime(): number;
  /** Calls `run` once, `delay_ms` milliseconds from now; 0 means as soon as the clock next advances. */
  setTimeout(run: () => void, delay_ms: number): TimerId;
  clearTimeout(timer: TimerId): void;
}
