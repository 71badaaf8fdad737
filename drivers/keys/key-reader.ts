import type { Clock, TimerId } from '../../menus/clock.ts';
import type { KeyEdge, KeyEvent } from '../../menus/keys.ts';
import { type DebounceResult, debounce, NOTHING_PRESSED, settle } from './debounce.ts';
import { HOLD_RULES, type HoldResult, type HoldRules, type HoldState, hold, holdOn } from './hold.ts';

/**
 * What is due on a held key happens only after the program has been awake for this many milliseconds. Coming from a
 * stall, its timer finds the time over and runs before what waits on the line is read: the release of a key that was
 * only tapped. Reading takes some milliseconds.
 */
const AWAKE_ms = 30;

export interface KeyReaderOptions {
  readonly clock: Clock;
  readonly onKey: (event: KeyEvent) => void;
  /** How long a contact may bounce, in milliseconds; 0 where the panel debounces itself. */
  readonly debounce_ms: number;
  /** Differences from `HOLD_RULES`. */
  readonly repeat?: Partial<HoldRules>;
}

/** Makes key events of edges. */
export interface KeyReader {
  edge(edge: KeyEdge): void;
  /** The panel is gone or was reset: no key is held any more, no release will come. */
  reset(): void;
}

/** Runs the debounce and hold reducers on a clock. */
export function createKeyReader({ clock, onKey, debounce_ms, repeat }: KeyReaderOptions): KeyReader {
  const rules: HoldRules = { ...HOLD_RULES, ...repeat };
  let contacts = NOTHING_PRESSED;
  let held: HoldState = null;
  let settleAt_ms: number | null = null;
  /** Since when the program has been awake, before something is due on a held key; null: that is far off. */
  let awakeSince_ms: number | null = null;
  let wake_ms = Number.POSITIVE_INFINITY;
  let timer: TimerId | null = null;

  const wake = (): void => {
    const now_ms = clock.now();
    const isLate = now_ms > wake_ms + AWAKE_ms;
    timer = null;
    settled(settle(contacts, now_ms, debounce_ms));
    if (now_ms >= holdWake_ms()) {
      if (awakeSince_ms === null || isLate) awakeSince_ms = now_ms;
      else told(holdOn(held, now_ms, rules));
    }
    arm();
  };

  /** Twice for everything that is due: to see that the program is awake, and then for the thing itself. */
  const holdWake_ms = (): number => {
    const due_ms = held?.due_ms ?? Number.POSITIVE_INFINITY;
    return awakeSince_ms === null ? due_ms - AWAKE_ms : Math.max(due_ms, awakeSince_ms + AWAKE_ms);
  };

  const arm = (): void => {
    if (timer !== null) clock.clearTimeout(timer);
    wake_ms = Math.min(settleAt_ms ?? Number.POSITIVE_INFINITY, holdWake_ms());
    timer = wake_ms === Number.POSITIVE_INFINITY ? null : clock.setTimeout(wake, wake_ms - clock.now());
  };

  const told = ({ state, events }: HoldResult): void => {
    held = state;
    awakeSince_ms = null;
    for (const event of events) onKey(event);
  };

  const settled = ({ state, edges, wake_ms }: DebounceResult): void => {
    contacts = state;
    settleAt_ms = wake_ms;
    for (const edge of edges) told(hold(held, edge, rules));
  };

  return {
    edge(edge) {
      settled(debounce(contacts, edge, debounce_ms));
      arm();
    },
    reset() {
      contacts = NOTHING_PRESSED;
      held = null;
      settleAt_ms = null;
      arm();
    },
  };
}
