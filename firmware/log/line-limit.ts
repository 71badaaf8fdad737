import type { Clock } from '../../menus/clock.ts';

/** Lines of one kind at once, and the milliseconds after which one more may be written. */
export const LINES_AT_ONCE = 30;
export const LINE_PERIOD_ms = 1_000;

/** Kinds that are remembered; more mean that texts differ which should not, and all begin anew. */
const MOST_KINDS = 500;

interface Kind {
  left: number;
  counted_ms: number;
  dropped: number;
}

/**
 * Keeps other software from filling the log: lines of one kind, which is namespace and message, come as fast as people
 * read. What was dropped is counted, and the next line of the kind tells how many: `dropped=117`.
 */
export class LineLimit {
  readonly #clock: Clock;
  readonly #kinds = new Map<string, Kind>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `write` unless the line is one too many. */
  take(name: string, write: (more: { readonly dropped?: number }) => void): void {
    const kind = this.#kindOf(name);
    if (kind.left < 1) {
      kind.dropped += 1;
      return;
    }
    kind.left -= 1;
    const { dropped } = kind;
    kind.dropped = 0;
    write(dropped === 0 ? {} : { dropped });
  }

  #kindOf(name: string): Kind {
    const now_ms = this.#clock.now();
    const known = this.#kinds.get(name);
    if (known === undefined) {
      if (this.#kinds.size >= MOST_KINDS) this.#kinds.clear();
      const kind: Kind = { left: LINES_AT_ONCE, counted_ms: now_ms, dropped: 0 };
      this.#kinds.set(name, kind);
      return kind;
    }
    const more = Math.max(0, now_ms - known.counted_ms) / LINE_PERIOD_ms;
    known.left = Math.min(LINES_AT_ONCE, known.left + more);
    known.counted_ms = now_ms;
    return known;
  }
}
