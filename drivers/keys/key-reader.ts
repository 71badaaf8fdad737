import type { Clock, TimerId } from '../../menus/clock.ts';
import type { KeyEdge, KeyEvent } from '../../menus/keys.ts';
import { type DebounceResult, debounce, NOTHING_PRESSED, settle } from './debounce.ts';
import { HOLD_RULES, type HoldResult, type HoldRules, type HoldState, hold, holdOn } from './hold.ts';

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
  let timer: TimerId | null = null;

  const wake = (): void => {
    timer = null;
    settled(settle(contacts, clock.now(), debounce_ms));
    told(holdOn(held, clock.now(), rules));
    arm();
  };

  const arm = (): void => {
    if (timer !== null) clock.clearTimeout(timer);
    const due_ms = Math.min(
      settleAt_ms ?? Number.POSITIVE_INFINITY,
      held?.due_ms ?? Number.POSITIVE_INFINITY,
    );
    timer = due_ms === Number.POSITIVE_INFINITY ? null : clock.setTimeout(wake, due_ms - clock.now());
  };

  const told = ({ state, events }: HoldResult): void => {
    held = state;
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
