import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { KeyEdge, PanelKey } from '../../menus/keys.ts';

/**
 * A key whose release was lost counts as released after this many milliseconds, or it would repeat for ever.
 * Longer is of no use: 10 s of repeating go twice through the longest alphabet of a text field.
 */
export const LONGEST_HOLD_ms = 10_000;

/**
 * The keys of one panel that are down. Whatever the line loses, what comes out are pairs: a press, then its
 * release.
 */
export class HeldKeys {
  readonly #clock: Clock;
  readonly #onEdge: (edge: KeyEdge) => void;
  /** Each key that is down, with the alarm that releases it. */
  readonly #held = new Map<PanelKey, Alarm>();

  constructor(clock: Clock, onEdge: (edge: KeyEdge) => void) {
    this.#clock = clock;
    this.#onEdge = onEdge;
  }

  take(key: PanelKey, edge: KeyEdge['edge']): void {
    if (edge === 'press') this.press(key);
    else this.release(key);
  }

  /** A key went down. When it already was, its release was lost and is reported first. */
  press(key: PanelKey): void {
    this.release(key);
    const limit = new Alarm(this.#clock);
    limit.after(LONGEST_HOLD_ms, () => this.release(key));
    this.#held.set(key, limit);
    this.#onEdge({ key, edge: 'press', at_ms: this.#clock.now() });
  }

  /** A key came up; without a press before it nothing is reported. */
  release(key: PanelKey): void {
    const limit = this.#held.get(key);
    if (limit === undefined) return;
    limit.cancel();
    this.#held.delete(key);
    this.#onEdge({ key, edge: 'release', at_ms: this.#clock.now() });
  }

  /** The panel is lost: no release of the keys that are down will come. */
  releaseAll(): void {
    for (const key of [...this.#held.keys()]) this.release(key);
  }
}
