import type { TimerId } from '../../menus/clock.ts';
import { message } from '../../menus/words/messages.ts';
import type { Journal } from '../state/journal.ts';
import { type DriftParts, findDrift, mend } from './drift.ts';
import { failureOf } from './limits.ts';

interface RecheckParts extends DriftParts {
  readonly journal: Journal;
  /** Whether nothing changes the network now. */
  readonly isFree: () => boolean;
  /** Keeps everyone else from changing the network until `work` is over. */
  readonly occupy: (work: Promise<boolean>) => Promise<boolean>;
  /** Whether what is in force is known to be what is stored. */
  readonly learned: (asStored: boolean) => void;
}

/**
 * Between mending the network and looking at it again, in milliseconds: where another program sets it, too, and
 * neither gives way, LAN is torn down once a minute and not all the time.
 */
const REST_ms = 60_000;

/**
 * Compares the network with what is stored once there is reason to doubt it, and sets it again if it differs, as the
 * start does. A change goes first: it calls a comparison off, and the doubt waits for its end.
 */
export class Recheck {
  readonly #parts: RecheckParts;
  #isDoubted = false;
  #look: AbortController | null = null;
  #restUntil_ms = 0;
  #restTimer: TimerId = null;
  #isStopped = false;

  constructor(parts: RecheckParts) {
    this.#parts = parts;
  }

  doubt(why: string): void {
    this.#parts.log.info('the network may have been changed by other hands', { why });
    this.#isDoubted = true;
    this.consider();
  }

  /** Someone else has just compared, or is about to. */
  trust(): void {
    this.#isDoubted = false;
  }

  /** A change begins. */
  giveWay(): void {
    if (this.#look === null) return;
    this.#look.abort();
    this.#look = null;
    this.#isDoubted = true;
  }

  stop(): void {
    this.#isStopped = true;
    this.giveWay();
    this.#parts.clock.clearTimeout(this.#restTimer);
  }

  /** Nothing changes the network any more, or something makes it doubtful: looks if there is reason to. */
  consider(): void {
    const { clock, store, log, isFree } = this.#parts;
    // Where nothing was ever stored, nobody knows what should be in force.
    if (!this.#isDoubted || this.#isStopped || !isFree() || this.#look !== null || !store.isKnown) return;
    clock.clearTimeout(this.#restTimer);
    const rest_ms = this.#restUntil_ms - clock.now();
    if (rest_ms > 0) {
      this.#restTimer = clock.setTimeout(() => this.consider(), rest_ms);
      return;
    }
    this.#isDoubted = false;
    const look = new AbortController();
    this.#look = look;
    this.#compareAndMend(look.signal)
      .catch((error: unknown) => log.error('looking again fails', { why: failureOf(error).message }))
      .finally(() => {
        if (this.#look === look) this.#look = null;
        this.consider();
      });
  }

  async #compareAndMend(signal: AbortSignal): Promise<void> {
    const { clock, journal, learned, occupy } = this.#parts;
    learned(false);
    const drift = await findDrift(this.#parts, signal);
    if (signal.aborted || drift === null) return;
    if (drift.length > 0) {
      const isMended = await occupy(mend(drift, message('network-drifted'), this.#parts));
      this.#restUntil_ms = clock.now() + REST_ms;
      if (!isMended) return;
    }
    learned(true);
    // A change whose undoing had failed is undone now.
    journal.close();
  }
}
