/**
 * Transition coverage over a model of what the operator sees.
 *
 * `xstate/graph` is the continuation of @xstate/test for xstate 5 (@xstate/test has no release for it). What it
 * leaves to its user is settled here:
 * - the vertices of its search carry the previous state and the event, so that its paths cross every transition and
 *   not merely every state;
 * - the paths are joined into few long walks, because each begins with the start of a whole appliance;
 * - a vertex is the state with all of its context: a key that dropped some would hide the states behind it.
 */
import { type AnyMachineSnapshot, type AnyStateMachine, getInitialSnapshot, getNextSnapshot } from 'xstate';
import { createTestModel, getStateNodes } from 'xstate/graph';

/** Events by name, from the model's first state on. */
export type Walk = readonly string[];

/** Where each event leads from each state that was found. */
type Graph = ReadonlyMap<string, ReadonlyMap<string, string>>;

function vertex({ value, context }: AnyMachineSnapshot): string {
  return JSON.stringify([value, context]);
}

/** Every transition of the model: `xstate/graph` finds them, an event is tried where the model says what follows. */
function transitions(machine: AnyStateMachine, events: readonly string[]): Graph {
  const model = createTestModel(machine, {
    events: events.map((type) => ({ type })),
    filterEvents: (snapshot, event) => snapshot.can(event),
    serializeState: (snapshot, event, previous) =>
      `${event && previous ? `${vertex(previous)} ${event.type} ` : ''}${vertex(snapshot)}`,
  });
  const graph = new Map<string, Map<string, string>>();
  for (const path of model.getShortestPaths()) {
    let before: AnyMachineSnapshot = getInitialSnapshot(machine);
    for (const { event } of path.steps.slice(1)) {
      const after: AnyMachineSnapshot = getNextSnapshot(machine, before, event);
      const leads = graph.get(vertex(before)) ?? new Map<string, string>();
      graph.set(vertex(before), leads.set(event.type, vertex(after)));
      before = after;
    }
  }
  return graph;
}

/** The shortest way from here to a transition not crossed yet, that transition included; null: there is none. */
function wayToNew(
  graph: Graph,
  from: string,
  crossed: ReadonlyMap<string, ReadonlySet<string>>,
): Walk | null {
  const ways = new Map<string, Walk>([[from, []]]);
  for (const [here, way] of ways) {
    for (const [event, next] of graph.get(here) ?? []) {
      if (!crossed.get(here)?.has(event)) {
        return [...way, event];
      }
      if (!ways.has(next)) {
        ways.set(next, [...way, event]);
      }
    }
  }
  return null;
}

/** Long enough that starts hardly count, short enough that a failure can be followed by hand. */
const LONGEST_WALK = 150;

export interface Coverage {
  readonly walks: readonly Walk[];
  readonly transitions: number;
  /** States without inner states, by their place in the model: all, and those a walk enters. */
  readonly leaves: ReadonlySet<string>;
  readonly entered: ReadonlySet<string>;
}

/** Walks that together cross every transition of the model. */
export function cover(machine: AnyStateMachine, events: readonly string[]): Coverage {
  const graph = transitions(machine, events);
  const start = vertex(getInitialSnapshot(machine));
  const crossed = new Map<string, Set<string>>();
  const walks: string[][] = [];
  let here = start;
  let walk: string[] = [];
  for (;;) {
    const way = walk.length < LONGEST_WALK ? wayToNew(graph, here, crossed) : null;
    if (way === null && walk.length === 0) {
      break;
    }
    if (way === null) {
      walks.push(walk);
      [here, walk] = [start, []];
      continue;
    }
    for (const event of way) {
      crossed.set(here, (crossed.get(here) ?? new Set()).add(event));
      here = graph.get(here)?.get(event) ?? here;
      walk.push(event);
    }
  }
  return {
    walks,
    transitions: [...graph.values()].reduce((sum, leads) => sum + leads.size, 0),
    leaves: new Set(leavesOf(machine)),
    entered: new Set(
      [start, ...graph.keys(), ...[...graph.values()].flatMap((leads) => [...leads.values()])].map(leafOf),
    ),
  };
}

function leavesOf(machine: AnyStateMachine): readonly string[] {
  return getStateNodes(machine)
    .filter((node) => node.type === 'atomic' || node.type === 'final')
    .map((node) => node.path.join('.'));
}

function leafOf(key: string): string {
  const [value] = JSON.parse(key);
  return placeOf(value);
}

/** `menu.item` for `{ menu: 'item' }`. */
export function placeOf(value: AnyMachineSnapshot['value']): string {
  if (typeof value === 'string') {
    return value;
  }
  return Object.entries(value)
    .map(([name, inner]) => (inner === undefined ? name : `${name}.${placeOf(inner)}`))
    .join('+');
}
