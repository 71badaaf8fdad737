import type { Clock } from '../../menus/clock.ts';
import { KEY_BURST, KEYS_PER_SECOND } from './limits.ts';

/** How many keys one console may still press: `KEY_BURST` at once, refilled by `KEYS_PER_SECOND`. */
export class KeyAllowance {
  readonly #clock: Clock;
  #left = KEY_BURST;
  #counted_ms: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#counted_ms = clock.now();
  }

  /** @returns false when the allowance is used up */
  take(): boolean {
    const now_ms = this.#clock.now();
    const refill = (Math.max(0, now_ms - this.#counted_ms) / 1000) * KEYS_PER_SECOND;
    this.#left = Math.min(KEY_BURST, this.#left + refill);
    this.#counted_ms = now_ms;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
