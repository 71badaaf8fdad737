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
    // Without the delay, entering a PIN shows whether one is accepted.
    onError: '.entering',
  },
  states: {
    entering: {
      id: 'gate-entering',
      meta: { screen: 'gate' },
      on: {
        'PRESS.*': [
          { guard: pinIs('accepted'), target: 'checking', actions: 'startPinRepeat' },
          { guard: pinIs('left'), target: '#status' },
          { actions: 'editPin' },
        ],
        'PIN.DELAY': { target: 'wrong', actions: ['clearPin', 'startPinDelay'] },
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
          { target: 'wrong', actions: { type: 'showWrongPin', params: ({ event }) => event.output } },
        ],
        onError: {
          target: '#gateFailed',
          actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('pin-check-failed')] } },
        },
      },
      on: { 'PRESS.EXIT': '#status', 'PRESS.LEFT': { guard: 'leavesByLeft', target: '#status' } },
    },
    /** Counts down the delay, during which no PIN can be entered; without a delay goes straight back to entering. */
    wrong: {
      meta: { screen: 'wrongPin' },
      always: { guard: not('mustWait'), target: 'entering' },
      after: { second: { target: 'wrong', reenter: true, actions: 'countPinDelay' } },
      on: {
        'PIN.DELAY': { actions: 'startPinDelay' },
        'PRESS.EXIT': '#status',
        'PRESS.LEFT': { guard: 'leavesByLeft', target: '#status' },
      },
    },
  },
});
