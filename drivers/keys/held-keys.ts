import type { Clock, TimerId } from '../../menus/clock.ts';
import type { KeyEdge, PanelKey } from '../../menus/keys.ts';

/**
 * A key whose release was lost counts as released after this many milliseconds, or it would repeat for ever.
 * Nobody needs longer: 10 s of repeating go twice through the longest alphabet of a text field.
 */
export const LONGEST_HOLD_MS = 10_000;

/**
 * The keys of one panel that are down. Whatever the line loses, what comes out are pairs: a press, then its
 * release.
 */
export class HeldKeys {
  readonly #clock: Clock;
  readonly #onEdge: (edge: KeyEdge) => void;
  readonly #held = new Map<PanelKey, TimerId>();

  constructor(clock: Clock, onEdge: (edge: KeyEdge) => void) {
    this.#clock = clock;
    this.#onEdge = onEdge;
  }

  /** A key went down. When it already was, its release was lost and is told first. */
  press(key: PanelKey): void {
    this.release(key);
    this.#held.set(
      key,
      this.#clock.setTimeout(() => this.release(key), LONGEST_HOLD_MS),
    );
    this.#onEdge({ key, edge: 'press', at_ms: this.#clock.now() });
  }

  /** A key came up; without a press before it nothing is told. */
  release(key: PanelKey): void {
    const timer = this.#held.get(key);
    if (timer === undefined) return;
    this.#clock.clearTimeout(timer);
    this.#held.delete(key);
    this.#onEdge({ key, edge: 'release', at_ms: this.#clock.now() });
  }

  /** Nothing more will be heard of the keys that are down. */
  releaseAll(): void {
    for (const key of [...this.#held.keys()]) this.release(key);
  }
}
