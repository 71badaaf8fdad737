import { type EventLoop, realEventLoop } from '../clock.ts';

/** Milliseconds of work for clients after which all of them pause: well below what an operator notices at the panel. */
const TURN_ms = 4;

/** The longest pause, in milliseconds. A single piece of work that takes longer is a fault of its own. */
const LONGEST_PAUSE_ms = 50;

/**
 * One budget of processing time for everything that clients of the control socket ask for. Work is done in small
 * pieces, one in each turn of the event loop, so that a key of the panel never waits for more than one of them. After
 * `TURN_ms` of work all clients wait as long as it took: half of the time is always free.
 */
export class Turns {
  readonly #loop: EventLoop;
  readonly #waiting: (() => void)[] = [];
  #isBusy = false;
  #debt_ms = 0;
  #idleSince_ms = 0;

  constructor(loop: EventLoop = realEventLoop) {
    this.#loop = loop;
  }

  /** Runs `work` once: at once if nobody waits, else when it is its turn. Order is that of the calls. */
  take(work: () => void): void {
    this.#waiting.push(work);
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#debt_ms = Math.max(0, this.#debt_ms - (this.#loop.now() - this.#idleSince_ms));
    this.#run();
  }

  /** Resolves when it is the caller's turn: for work that is cut into pieces. */
  next(): Promise<void> {
    return new Promise((resolve) => this.take(resolve));
  }

  #run(): void {
    const work = this.#waiting.shift();
    if (work === undefined) {
      this.#isBusy = false;
      this.#idleSince_ms = this.#loop.now();
      return;
    }
    const begun_ms = this.#loop.now();
    // Asked for before the work: what a promise does for it is counted, and a failure does not stop the others.
    this.#loop.immediate(() => this.#count(this.#loop.now() - begun_ms));
    work();
  }

  #count(spent_ms: number): void {
    this.#debt_ms += spent_ms;
    if (this.#debt_ms < TURN_ms) {
      this.#run();
      return;
    }
    const pause_ms = Math.min(LONGEST_PAUSE_ms, this.#debt_ms);
    this.#debt_ms = 0;
    this.#loop.timeout(() => this.#run(), pause_ms);
  }
}
