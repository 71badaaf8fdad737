import type { KeyEdge, PanelKey } from '../../menus/keys.ts';

interface Contact {
  /** The last edge that was reported. */
  readonly reported: KeyEdge['edge'];
  /** The last edge, reported or not. */
  readonly level: KeyEdge['edge'];
  /** Changes before this time of the clock, in milliseconds, count as bouncing. */
  readonly settledAt_ms: number;
}

export type DebounceState = ReadonlyMap<PanelKey, Contact>;
export const NOTHING_PRESSED: DebounceState = new Map();

export interface DebounceResult {
  readonly state: DebounceState;
  /** Edges that count, in order. */
  readonly edges: readonly KeyEdge[];
  /** When `settle` is to be called, in milliseconds of the clock; null: every contact has settled. */
  readonly wake_ms: number | null;
}

/**
 * Takes one edge. The first edge of a change is reported at once, so debouncing delays no key; edges in the
 * `debounce_ms` after it are bouncing. If the contact is then found in the other position, that is reported too: no
 * press that lasts is lost, however it began.
 */
export function debounce(state: DebounceState, edge: KeyEdge, debounce_ms: number): DebounceResult {
  const settled = settle(state, edge.at_ms, debounce_ms);
  const contact = settled.state.get(edge.key) ?? { reported: 'release', level: 'release', settledAt_ms: 0 };
  const counts = !isBouncing(contact, edge.at_ms, debounce_ms) && edge.edge !== contact.reported;
  const next: Contact = counts
    ? { reported: edge.edge, level: edge.edge, settledAt_ms: edge.at_ms + debounce_ms }
    : { ...contact, level: edge.edge };
  return result(
    new Map(settled.state).set(edge.key, next),
    counts ? [...settled.edges, edge] : settled.edges,
  );
}

/** Reports the contacts that are found in another position when their bouncing time is over. */
export function settle(state: DebounceState, now_ms: number, debounce_ms: number): DebounceResult {
  const next = new Map(state);
  const edges: KeyEdge[] = [];
  for (const [key, contact] of state) {
    const { reported, level } = contact;
    if (reported === level || isBouncing(contact, now_ms, debounce_ms)) continue;
    edges.push({ key, edge: level, at_ms: now_ms });
    next.set(key, { reported: level, level, settledAt_ms: now_ms + debounce_ms });
  }
  return result(next, edges);
}

/** A time from before the last report is none of a bouncing contact: the clock was set back. */
function isBouncing({ settledAt_ms }: Contact, now_ms: number, debounce_ms: number): boolean {
  return now_ms < settledAt_ms && now_ms >= settledAt_ms - debounce_ms;
}

function result(state: DebounceState, edges: readonly KeyEdge[]): DebounceResult {
  const unsettled = [...state.values()].filter(({ reported, level }) => reported !== level);
  const wake_ms =
    unsettled.length === 0 ? null : Math.min(...unsettled.map(({ settledAt_ms }) => settledAt_ms));
  return { state, edges, wake_ms };
}
