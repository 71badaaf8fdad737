/** The transaction, as the operator sees it. While it runs nothing else can be opened and nobody is timed out. */
import type { OwnMeta } from '../screens/session.ts';
import { message } from '../words/messages.ts';
import { messageState } from './message-states.ts';
import { sessionSetup } from './setup.ts';

const unread = { screen: 'countdown', canKeep: false } as const satisfies OwnMeta;
const countdown = { screen: 'countdown', canKeep: true } as const satisfies OwnMeta;

const turn = (step: 1 | -1) => ({ actions: { type: 'turn', params: { meta: countdown, step } } }) as const;

const undo = {
  target: 'rollingBack',
  actions: { type: 'answer', params: { type: 'CHANGE.ROLL_BACK' } },
} as const;

export const changing = sessionSetup.createStateConfig({
  id: 'changing',
  initial: 'applying',
  entry: 'fromTheStart',
  invoke: {
    id: 'transaction',
    src: 'applyNetwork',
    input: ({ context: { change } }) => ({ wanted: change.wanted, title: change.title }),
    onError: {
      target: '#changed-failed',
      actions: { type: 'say', params: { tone: 'fault', said: [message('change-crashed')] } },
    },
  },
  on: {
    'CHANGE.PROGRESS': { actions: 'hear' },
    'CHANGE.COUNTDOWN': { actions: 'hear' },
    'CHANGE.REFUSED': { target: '#changed-refused', actions: 'sayOutcome' },
    'CHANGE.KEPT': '#changed-kept',
    'CHANGE.ROLLED_BACK': { target: '#changed-rolledBack', actions: 'sayOutcome' },
  },
  states: {
    applying: {
      meta: { screen: 'changing' },
      on: { 'CHANGE.VERIFIED': { target: 'asking', actions: ['hear', 'showVerified'] } },
    },
    /** Silence rolls back too: the transaction's own timer does that and tells of it. */
    asking: {
      initial: 'unread',
      on: {
        'PRESS.UP': turn(-1),
        'PRESS.DOWN': turn(1),
        'PRESS.EXIT': undo,
        'PRESS.LEFT': { guard: 'leavesByLeft', ...undo },
        'CHANGE.PROGRESS': { target: 'rollingBack', actions: 'hear' },
      },
      states: {
        /**
         * A second ENTER meant for YES may fall in here when the change was quick. It must not keep what nobody has
         * read, so keeping is offered after a moment without one. EXIT is safe at any time: it only undoes.
         */
        unread: {
          meta: unread,
          after: { readingTime: 'deciding' },
          on: { 'PRESS.ENTER': { target: 'unread', reenter: true } },
        },
        deciding: {
          meta: countdown,
          on: {
            'PRESS.ENTER': {
              target: '#keeping',
              actions: { type: 'answer', params: { type: 'CHANGE.KEEP' } },
            },
          },
        },
      },
    },
    keeping: {
      id: 'keeping',
      meta: { screen: 'keeping' },
      on: { 'CHANGE.PROGRESS': { target: 'rollingBack', actions: 'hear' } },
    },
    rollingBack: { meta: { screen: 'changing' } },
  },
});

/** How it ended; stays until a key. Who left it open too long finds the panel locked. */
const back = [{ guard: 'isLocked', target: '#status' }, { target: '#menus-back' }] as const;

export const changed = sessionSetup.createStateConfig({
  id: 'changed',
  initial: 'kept',
  states: {
    kept: messageState('changed-kept', { screen: 'kept' }, back),
    rolledBack: messageState('changed-rolledBack', { screen: 'message' }, back),
    refused: messageState('changed-refused', { screen: 'message' }, back),
    failed: messageState('changed-failed', { screen: 'message' }, back),
  },
});
