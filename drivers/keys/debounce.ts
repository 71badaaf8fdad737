import type { KeyEdge, PanelKey } from '../../menus/keys.ts';

interface Contact {
  /** The last edge that was reported. */
  readonly reported: KeyEdge['edge'];
  /** Where the contact is. */
  readonly level: KeyEdge['edge'];
  /** When it came to be there, in milliseconds of the clock. */
  readonly since_ms: number;
  /** When it last began to move, the newest last; edges that follow each other within a bounce are one move. */
  readonly moves_ms: readonly number[];
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

/** More moves than this within the window are no finger's: ten presses a second are two moves each. */
const MOST_MOVES = 10;
const WINDOW_ms = 400;
/** Among noise a level must last this many times as long. */
const NOISE_FACTOR = 10;
/** Edges closer than this are one bounce, in milliseconds. */
const BOUNCE_ms = 5;

const AT_REST: Contact = { reported: 'release', level: 'release', since_ms: 0, moves_ms: [] };

/**
 * Takes one edge. A press or a release is a level that lasts: it is reported when the contact has stood still for
 * `debounce_ms`, and only after longer while it moves more than a finger can. So neither bounces nor noise on the line,
 * at any rate, make a press.
 */
export function debounce(state: DebounceState, edge: KeyEdge, debounce_ms: number): DebounceResult {
  const { key, at_ms } = edge;
  const before = settle(state, at_ms, debounce_ms);
  const contact = before.state.get(key) ?? AT_REST;
  const isMove = at_ms - contact.since_ms >= BOUNCE_ms || contact.moves_ms.length === 0;
  const moved: Contact = {
    ...contact,
    level: edge.edge,
    since_ms: at_ms,
    moves_ms: isMove ? [...contact.moves_ms, at_ms].slice(-MOST_MOVES - 1) : contact.moves_ms,
  };
  const after = settle(new Map(before.state).set(key, moved), at_ms, debounce_ms);
  return { ...after, edges: [...before.edges, ...after.edges] };
}

/** Reports the contacts that have stood still long enough in another position. */
export function settle(state: DebounceState, now_ms: number, debounce_ms: number): DebounceResult {
  const next = new Map(state);
  const edges: KeyEdge[] = [];
  const due: number[] = [];
  for (const [key, contact] of state) {
    if (contact.level === contact.reported) continue;
    const due_ms = contact.since_ms + (isNoisy(contact) ? NOISE_FACTOR : 1) * debounce_ms;
    // A time from before the last edge: the clock was set back.
    if (now_ms < due_ms && now_ms >= contact.since_ms) due.push(due_ms);
    else {
      edges.push({ key, edge: contact.level, at_ms: now_ms });
      next.set(key, { ...contact, reported: contact.level });
    }
  }
  return { state: next, edges, wake_ms: due.length === 0 ? null : Math.min(...due) };
}

function isNoisy({ moves_ms }: Contact): boolean {
  const first = moves_ms[0] ?? 0;
  return moves_ms.length > MOST_MOVES && (moves_ms.at(-1) ?? 0) - first < WINDOW_ms;
}
