import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { KeyEdge, KeyEvent } from '../../menus/keys.ts';
import { type DebounceResult, debounce, NOTHING_PRESSED, settle } from './debounce.ts';
import { HOLD_RULES, type HoldResult, type HoldRules, type HoldState, hold, holdOn } from './hold.ts';

/**
 * After an event-loop stall the timer of a held key fires before the queued release is read, so a tap would repeat.
 * Repeats and long presses wait until the loop has run for this many milliseconds; reading takes a few.
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
  /** The panel is gone or was reset: no key counts as held, no release will come. */
  reset(): void;
}

/** Runs the debounce and hold reducers on a clock. */
export function createKeyReader({ clock, onKey, debounce_ms, repeat }: KeyReaderOptions): KeyReader {
  const rules: HoldRules = { ...HOLD_RULES, ...repeat };
  let contacts = NOTHING_PRESSED;
  let held: HoldState = null;
  let settleAt_ms: number | null = null;
  /** Since when the loop has run before something is due on a held key; null: nothing is due soon. */
  let awakeSince_ms: number | null = null;
  let wake_ms = Number.POSITIVE_INFINITY;
  const alarm = new Alarm(clock);

  const wake = (): void => {
    const now_ms = clock.now();
    const isLate = now_ms > wake_ms + AWAKE_ms;
    settled(settle(contacts, now_ms, debounce_ms));
    if (now_ms >= holdWake_ms()) {
      if (awakeSince_ms === null || isLate) awakeSince_ms = now_ms;
      else report(holdOn(held, now_ms, rules));
    }
    arm();
  };

  /** Wake once to start the stall guard, then again when the repeat is due. */
  const holdWake_ms = (): number => {
    const due_ms = held?.due_ms ?? Number.POSITIVE_INFINITY;
    return awakeSince_ms === null ? due_ms - AWAKE_ms : Math.max(due_ms, awakeSince_ms + AWAKE_ms);
  };

  const arm = (): void => {
    wake_ms = Math.min(settleAt_ms ?? Number.POSITIVE_INFINITY, holdWake_ms());
    if (wake_ms === Number.POSITIVE_INFINITY) alarm.cancel();
    else alarm.after(wake_ms - clock.now(), wake);
  };

  const report = ({ state, events }: HoldResult): void => {
    held = state;
    awakeSince_ms = null;
    for (const event of events) onKey(event);
  };

  const settled = ({ state, edges, wake_ms }: DebounceResult): void => {
    contacts = state;
    settleAt_ms = wake_ms;
    for (const edge of edges) report(hold(held, edge, rules));
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
