/** The PIN before the menu. */
import { not } from 'xstate';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

const pinIs = (outcome: 'accepted' | 'left') => ({ type: 'pinIs', params: { outcome } }) as const;

export const gate = sessionSetup.createStateConfig({
  id: 'gate',
  initial: 'entering',
  entry: 'clearPin',
  exit: 'clearPin',
  invoke: {
    id: 'delay',
    src: 'pinDelay',
    // Whether a PIN is taken is then found out by entering one.
    onError: '.entering',
  },
  states: {
    entering: {
      id: 'gate-entering',
      meta: { screen: 'gate' },
      on: {
        'PRESS.*': [
          { guard: pinIs('accepted'), target: 'checking', actions: 'askAgain' },
          { guard: pinIs('left'), target: '#status' },
          { actions: 'editPin' },
        ],
        'PIN.DELAY': { target: 'wrong', actions: ['clearPin', 'hearDelay'] },
      },
    },
    checking: {
      meta: { screen: 'checkingPin' },
      invoke: {
        id: 'verdict',
        src: 'verifyPin',
        input: ({ context }) => ({ pin: context.pin.first }),
        onDone: [
          {
            guard: { type: 'isPinRight', params: ({ event }) => event.output },
            target: '#menu-main',
            actions: 'unlock',
          },
          { target: 'wrong', actions: { type: 'sayWrongPin', params: ({ event }) => event.output } },
        ],
        onError: {
          target: '#gateFailed',
          actions: { type: 'say', params: { tone: 'fault', said: [message('pin-check-failed')] } },
        },
      },
      on: { 'PRESS.EXIT': '#status', 'PRESS.LEFT': { guard: 'leavesByLeft', target: '#status' } },
    },
    /** Counts the delay down, in which no PIN is asked for; without one the next attempt is let in at once. */
    wrong: {
      meta: { screen: 'wrongPin' },
      always: { guard: not('mustWait'), target: 'entering' },
      after: { second: { target: 'wrong', reenter: true, actions: 'waitASecond' } },
      on: {
        'PIN.DELAY': { actions: 'hearDelay' },
        'PRESS.EXIT': '#status',
        'PRESS.LEFT': { guard: 'leavesByLeft', target: '#status' },
      },
    },
  },
});
