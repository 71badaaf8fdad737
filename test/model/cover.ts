/**
 * Transition coverage over a model of what the operator sees.
 *
 * `xstate/graph` is the continuation of @xstate/test for xstate 5 (@xstate/test has no release for it). Two things
 * it leaves to its user are settled here: the vertices of the search carry the previous state and the event, so that
 * shortest paths cross every transition and not merely every state; and the model runs in lock-step beside the
 * product, because the snapshots stored in a path are those of the first path that found them.
 */
import { type AnyStateMachine, createActor, type EventFromLogic, type SnapshotFrom } from 'xstate';
import { createTestModel } from 'xstate/graph';

export interface Cover<Machine extends AnyStateMachine> {
  /** What tells one screen from another; keep context out unless the screen shows it, or paths explode. */
  readonly key: (snapshot: SnapshotFrom<Machine>) => unknown;
  readonly events: readonly EventFromLogic<Machine>[];
  /** false keeps an event from being tried in a state: how digits are kept few without hiding them. */
  readonly filter?: (snapshot: SnapshotFrom<Machine>, event: EventFromLogic<Machine>) => boolean;
}

/** Event sequences that together cross every transition of the model; each starts at the first state. */
export function transitionPaths<Machine extends AnyStateMachine>(
  machine: Machine,
  cover: Cover<Machine>,
): readonly (readonly EventFromLogic<Machine>[])[] {
  const vertex = (snapshot: SnapshotFrom<Machine>) => JSON.stringify(cover.key(snapshot));
  const filter = cover.filter;
  const model = createTestModel(machine, {
    events: cover.events,
    serializeState: (snapshot, event, previous) =>
      `${event && previous ? `${vertex(previous)} ${JSON.stringify(event)} ` : ''}${vertex(snapshot)}`,
    ...(filter ? { filterEvents: filter } : {}),
  });
  return model.getShortestPaths().map((path) => path.steps.slice(1).map((step) => step.event));
}

/** The product seen from outside. */
export interface SystemUnderTest<Machine extends AnyStateMachine> {
  send(event: EventFromLogic<Machine>): Promise<void>;
  /** Throws when what is shown is not what the model's state promises. */
  check(snapshot: SnapshotFrom<Machine>): void;
}

/**
 * Walks one path in model and product at once, comparing after every step.
 * @throws what `check` threw, with the path to it in front.
 */
export async function drive<Machine extends AnyStateMachine>(
  machine: Machine,
  path: readonly EventFromLogic<Machine>[],
  system: SystemUnderTest<Machine>,
): Promise<void> {
  const oracle = createActor(machine).start();
  const walked: string[] = [];
  try {
    system.check(oracle.getSnapshot());
    for (const event of path) {
      walked.push(event.type);
      oracle.send(event);
      await system.send(event);
      system.check(oracle.getSnapshot());
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`after ${walked.join(' → ') || 'start'}: ${reason}`, { cause: error });
  } finally {
    oracle.stop();
  }
}
