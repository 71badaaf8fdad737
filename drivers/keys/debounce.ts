import type { KeyEdge, PanelKey } from '../../menus/keys.ts';

/** What a contact does while it settles. */
interface Contact {
  /** What was last told. */
  readonly told: KeyEdge['edge'];
  /** What the contact last did, told or not. */
  readonly level: KeyEdge['edge'];
  /** Until this time, in milliseconds, changes count as bouncing. */
  readonly settledAt_ms: number;
}

export type DebounceState = ReadonlyMap<PanelKey, Contact>;
export const NOTHING_PRESSED: DebounceState = new Map();

export interface DebounceResult {
  readonly state: DebounceState;
  /** Edges that count, in order. */
  readonly edges: readonly KeyEdge[];
  /** When to ask again with `settle`; null: every contact rests. */
  readonly wake_ms: number | null;
}

/**
 * Takes one edge. The first edge of a change counts at once, so debouncing delays no key; what follows within
 * `debounce_ms` is bouncing. A contact found changed when that time is over has changed once more: no press that
 * lasts is lost, however it began.
 */
export function debounce(state: DebounceState, edge: KeyEdge, debounce_ms: number): DebounceResult {
  const settled = settle(state, edge.at_ms, debounce_ms);
  const contact = settled.state.get(edge.key) ?? { told: 'release', level: 'release', settledAt_ms: 0 };
  const counts = !isBouncing(contact, edge.at_ms, debounce_ms) && edge.edge !== contact.told;
  const next: Contact = counts
    ? { told: edge.edge, level: edge.edge, settledAt_ms: edge.at_ms + debounce_ms }
    : { ...contact, level: edge.edge };
  return result(
    new Map(settled.state).set(edge.key, next),
    counts ? [...settled.edges, edge] : settled.edges,
  );
}

/** Looks at the contacts whose bouncing time is over at `now_ms`. */
export function settle(state: DebounceState, now_ms: number, debounce_ms: number): DebounceResult {
  const next = new Map(state);
  const edges: KeyEdge[] = [];
  for (const [key, contact] of state) {
    const { told, level } = contact;
    if (told === level || isBouncing(contact, now_ms, debounce_ms)) continue;
    edges.push({ key, edge: level, at_ms: now_ms });
    next.set(key, { told: level, level, settledAt_ms: now_ms + debounce_ms });
  }
  return result(next, edges);
}

/** A clock that was set back does not make a contact bounce until it has caught up. */
function isBouncing({ settledAt_ms }: Contact, now_ms: number, debounce_ms: number): boolean {
  return now_ms < settledAt_ms && now_ms >= settledAt_ms - debounce_ms;
}

function result(state: DebounceState, edges: readonly KeyEdge[]): DebounceResult {
  const unsettled = [...state.values()].filter(({ told, level }) => told !== level);
  const wake_ms =
    unsettled.length === 0 ? null : Math.min(...unsettled.map(({ settledAt_ms }) => settledAt_ms));
  return { state, edges, wake_ms };
}
