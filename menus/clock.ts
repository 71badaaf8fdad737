/** A pending timer; only the clock that made it knows what is inside. */
export type TimerId = unknown;

/**
 * The one source of time. Everything that waits (machines, drivers, the network transaction, leases)
 * is handed a clock, so a test or a script runs ten minutes in no time and in the same order every time.
 * The timer half is what xstate's `createActor(machine, { clock })` asks for.
 */
export interface Clock {
  /**
   * Milliseconds since a moment of the clock's own. Only ever goes on: setting the time of day does not change it.
   * Every wait and every duration is measured by this.
   */
  now(): number;
  /**
   * The time of day, in milliseconds since the Unix epoch; jumps when somebody sets it. For what people read and
   * what outlives the process, never for waiting.
   */
  wallTime(): number;
  /** Calls `run` once, `delay_ms` milliseconds from now; 0 means as soon as the clock next advances. */
  setTimeout(run: () => void, delay_ms: number): TimerId;
  clearTimeout(timer: TimerId): void;
}
