import type { KeyEdge, KeyEvent, PanelKey } from '../../menus/keys.ts';
import { LONGEST_HOLD_ms } from './held-keys.ts';

/** How a held key behaves. All times in milliseconds. */
export interface HoldRules {
  /** Keys that repeat while held. ENTER and EXIT must not be among them: repeats never accept or leave. */
  readonly repeating: ReadonlySet<PanelKey>;
  /** From the press to the first repeat. */
  readonly repeatAfter_ms: number;
  readonly repeatEvery_ms: number;
  /** From the press to the faster repeat. */
  readonly fastAfter_ms: number;
  readonly fastEvery_ms: number;
  /** A key held longer than this stops repeating: its release was lost, or something leans on it. */
  readonly longestHold_ms: number;
  /**
   * Keys that mean another key when held for `longPress_ms`, for panels with few keys. A short press of such a key
   * is reported on its release, when it is known to be short; it does not repeat.
   */
  readonly longPress: ReadonlyMap<PanelKey, PanelKey>;
  readonly longPress_ms: number;
}

/** First repeat after 500 ms, then 10 a second, 20 a second after 2 s. */
export const HOLD_RULES: HoldRules = {
  repeating: new Set(['UP', 'DOWN', 'LEFT', 'RIGHT']),
  repeatAfter_ms: 500,
  repeatEvery_ms: 100,
  fastAfter_ms: 2000,
  fastEvery_ms: 50,
  longestHold_ms: LONGEST_HOLD_ms,
  longPress: new Map(),
  longPress_ms: 800,
};

/** The one key that is being held; null: none. */
export type HoldState = {
  readonly key: PanelKey;
  readonly pressedAt_ms: number;
  /** When the next repeat or the long press is due if the key stays down; null: nothing more is. */
  readonly due_ms: number | null;
} | null;

export interface HoldResult {
  readonly state: HoldState;
  readonly events: readonly KeyEvent[];
}

/** Takes a debounced edge. A press of another key ends a hold, so a lost release does no harm. */
export function hold(state: HoldState, { key, edge, at_ms }: KeyEdge, rules: HoldRules): HoldResult {
  const isLong = rules.longPress.has(key);
  if (edge === 'release') {
    if (state?.key !== key) return { state, events: [] };
    return { state: null, events: isLong && state.due_ms !== null ? [eventOf(key)] : [] };
  }
  const wait_ms = isLong ? rules.longPress_ms : rules.repeating.has(key) ? rules.repeatAfter_ms : null;
  return {
    state: { key, pressedAt_ms: at_ms, due_ms: wait_ms === null ? null : at_ms + wait_ms },
    events: isLong ? [] : [eventOf(key)],
  };
}

/** Time has passed: at most one event, however late, so that a stall is not followed by a burst of repeats. */
export function holdOn(state: HoldState, now_ms: number, rules: HoldRules): HoldResult {
  if (state === null || state.due_ms === null || now_ms < state.due_ms) return { state, events: [] };
  const { key, pressedAt_ms, due_ms } = state;
  const meaning = rules.longPress.get(key);
  if (meaning !== undefined) return { state: { ...state, due_ms: null }, events: [eventOf(meaning)] };
  if (now_ms - pressedAt_ms > rules.longestHold_ms) return { state: { ...state, due_ms: null }, events: [] };
  const every_ms = now_ms - pressedAt_ms >= rules.fastAfter_ms ? rules.fastEvery_ms : rules.repeatEvery_ms;
  const onTime_ms = due_ms + every_ms;
  return {
    state: { ...state, due_ms: onTime_ms > now_ms ? onTime_ms : now_ms + every_ms },
    events: [{ ...eventOf(key), repeat: true }],
  };
}

const eventOf = (key: PanelKey) => ({ type: `KEY.${key}` }) as const satisfies KeyEvent;
