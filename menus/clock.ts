/** A pending timer; only the clock that made it knows what is inside. */
export type TimerId = unknown;

/**
 * The one source of time. Everything that waits (machines, drivers, the network transaction, leases)
 * is handed a clock, so a test or a script runs ten minutes in no time and in the same order every time.
 * The timer half is what xstate's `createActor(machine, { clock })` asks for.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch (simulated clocks start where their maker says). */
  now(): number;
  /** Calls `run` once, `delay_ms` milliseconds from now; 0 means as soon as the clock next advances. */
  setTimeout(run: () => void, delay_ms: number): TimerId;
  clearTimeout(timer: TimerId): void;
}
