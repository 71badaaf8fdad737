import { assign, type SnapshotFrom, setup } from 'xstate';
import { effectStubs } from './effect-stubs.ts';
import type { SessionEvent, SessionInput } from './input.ts';

/** One person at one panel. */
export const sessionMachine = setup({
  types: {
    context: {} as SessionInput,
    events: {} as SessionEvent,
    input: {} as SessionInput,
  },
  actors: effectStubs,
  actions: {
    followAppliance: assign(({ context, event }) =>
      event.type === 'APPLIANCE.CHANGED' ? { appliance: event.appliance } : { appliance: context.appliance },
    ),
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => input,
  on: { 'APPLIANCE.CHANGED': { actions: 'followAppliance' } },
});

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;
