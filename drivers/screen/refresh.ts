/** Bytes that can be sent now; `sent` notes what they have changed. */
export interface Write {
  readonly bytes: Uint8Array;
  readonly sent: () => void;
}

/** A write that is made when its turn comes, from what is to be shown then. */
export type LateWrite = () => Write;

/**
 * Sends everything again and again, since nothing reports a lost byte or a panel that has reset itself: one write at
 * a time, evenly spread, so that each round takes one period.
 */
export class Refresh {
  readonly #period_ms: number;
  /** What is left of this round. */
  #round: LateWrite[] = [];
  #step_ms = 0;
  #next_ms = 0;

  constructor(period_ms: number) {
    this.#period_ms = period_ms;
  }

  /** When the next write is due, in milliseconds of the clock. */
  get next_ms(): number {
    return this.#next_ms;
  }

  /** Everything is being sent at this moment anyway: the first round begins one period later. */
  postpone(now_ms: number): void {
    this.#round = [];
    this.#next_ms = now_ms + this.#period_ms;
  }

  /** The write that is due, if it fits; null: none. `begin` gives the writes of a new round, at least one. */
  next(now_ms: number, fits: (bytes: Uint8Array) => boolean, begin: () => LateWrite[]): Write | null {
    if (now_ms < this.#next_ms) return null;
    if (this.#round.length === 0) {
      this.#round = begin();
      this.#step_ms = Math.floor(this.#period_ms / this.#round.length);
    }
    const write = this.#round[0]?.() ?? null;
    if (write === null || !fits(write.bytes)) return null;
    return {
      bytes: write.bytes,
      sent: () => {
        this.#round.shift();
        this.#next_ms = now_ms + this.#step_ms;
        write.sent();
      },
    };
  }
}
