/** The screens of a network transaction. While it runs, nothing else can be opened and the idle rule is off. */
import type { SessionScreenMeta } from '../screens/session.ts';
import { WIZARD_IDS } from '../setup-network/setup-network.ts';
import { message } from '../words/messages.ts';
import { messageState } from './message-states.ts';
import { sessionSetup } from './setup.ts';

const unread = { screen: 'countdown', canKeep: false } as const satisfies SessionScreenMeta;
const countdown = { screen: 'countdown', canKeep: true } as const satisfies SessionScreenMeta;

const turn = (step: 1 | -1) => ({ actions: { type: 'turn', params: { meta: countdown, step } } }) as const;

const undo = {
  target: 'rollingBack',
  actions: { type: 'answer', params: { type: 'CHANGE.ROLL_BACK' } },
} as const;

export const changing = sessionSetup.createStateConfig({
  id: 'changing',
  initial: 'applying',
  entry: 'resetPosition',
  invoke: {
    id: 'transaction',
    src: 'applyNetwork',
    input: ({ context: { change, operator } }) => ({
      wanted: change.wanted,
      title: change.title,
      by: operator,
    }),
    onError: {
      target: '#changed-failed',
      actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('change-crashed')] } },
    },
  },
  on: {
    'CHANGE.PROGRESS': { actions: 'followProgress' },
    'CHANGE.COUNTDOWN': { actions: 'followProgress' },
    'CHANGE.REFUSED': { target: '#changed-refused', actions: ['showOutcome', 'blameDraft'] },
    'CHANGE.KEPT': { target: '#changed-kept', actions: 'dropDraft' },
    'CHANGE.ROLLED_BACK': { target: '#changed-rolledBack', actions: ['showOutcome', 'blameDraft'] },
  },
  states: {
    applying: {
      meta: { screen: 'changing' },
      on: { 'CHANGE.VERIFIED': { target: 'asking', actions: ['followProgress', 'showVerified'] } },
    },
    /** Without an answer, the transaction's own timer rolls back and reports it with CHANGE.PROGRESS. */
    asking: {
      initial: 'unread',
      on: {
        'PRESS.UP': turn(-1),
        'PRESS.DOWN': turn(1),
        'PRESS.EXIT': undo,
        'PRESS.LEFT': { guard: 'leavesByLeft', ...undo },
        'CHANGE.PROGRESS': { target: 'rollingBack', actions: 'followProgress' },
        // A check has another result now: what was read no longer holds.
        'CHANGE.VERIFIED': { target: '.unread', actions: ['followProgress', 'showVerified'] },
      },
      states: {
        /**
         * After a quick change, a double press on YES arrives here. It must not keep an unread result, so ENTER is
         * ignored until none came for the reading time. EXIT always works, because it only undoes.
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
      on: { 'CHANGE.PROGRESS': { target: 'rollingBack', actions: 'followProgress' } },
    },
    rollingBack: { meta: { screen: 'changing' } },
  },
});

/** The result, shown until a key is pressed. If the panel was locked meanwhile, the key leads to the status pages. */
const back = [{ guard: 'isLocked', target: '#status' }, { target: '#menus-back' }] as const;

/** After a change that did not last, the wizard is opened again with what was entered. */
const backToDraft = [
  { guard: 'isLocked', target: '#status' },
  ...WIZARD_IDS.map(
    (wizard) =>
      ({
        guard: { type: 'isDraftOf', params: { wizard } },
        target: `#wizard-${wizard}`,
      }) as const,
  ),
  { target: '#menus-back' },
] as const;

export const changed = sessionSetup.createStateConfig({
  id: 'changed',
  initial: 'kept',
  states: {
    kept: messageState('changed-kept', { screen: 'kept' }, back),
    rolledBack: messageState('changed-rolledBack', { screen: 'message' }, backToDraft),
    refused: messageState('changed-refused', { screen: 'message' }, backToDraft),
    failed: messageState('changed-failed', { screen: 'message' }, backToDraft),
  },
});
