/** The PIN that is asked for: before the menu, and before the PIN is changed or cleared. */
import { not } from 'xstate';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

const pinIs = (outcome: 'accepted' | 'left') => ({ type: 'pinIs', params: { outcome } }) as const;

interface Gate {
  readonly id: 'gate' | 'pinToChange' | 'pinToClear';
  readonly screen: 'gate' | 'currentPin';
  /** Where the right PIN leads. */
  readonly opens: `#${string}`;
  readonly leads: `#${string}`;
  /** Where it leads that no PIN can be checked. */
  readonly fails: `#${string}`;
}

function pinGate({ id, screen, opens, leads, fails }: Gate) {
  return sessionSetup.createStateConfig({
    id,
    initial: 'sorting',
    entry: 'clearPin',
    exit: 'clearPin',
    invoke: {
      id: 'delay',
      src: 'pinDelay',
      // Without the delay, entering a PIN shows whether one is accepted.
      onError: '.entering',
    },
    states: {
      sorting: { always: [{ guard: not('isPinSet'), target: opens }, { target: 'entering' }] },
      entering: {
        meta: { screen },
        on: {
          'PRESS.*': [
            { guard: pinIs('accepted'), target: 'checking', actions: 'startPinRepeat' },
            { guard: pinIs('left'), target: leads },
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
              target: opens,
              actions: 'unlock',
            },
            { target: 'wrong', actions: { type: 'showWrongPin', params: ({ event }) => event.output } },
          ],
          onError: {
            target: fails,
            actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('pin-check-failed')] } },
          },
        },
        on: { 'PRESS.EXIT': leads, 'PRESS.LEFT': { guard: 'leavesByLeft', target: leads } },
      },
      /** Counts down the delay, during which no PIN can be entered; without a delay goes straight back to entering. */
      wrong: {
        meta: { screen: 'wrongPin' },
        always: { guard: not('mustWait'), target: 'entering' },
        after: { second: { target: 'wrong', reenter: true, actions: 'countPinDelay' } },
        on: {
          'PIN.DELAY': { actions: 'startPinDelay' },
          'PRESS.EXIT': leads,
          'PRESS.LEFT': { guard: 'leavesByLeft', target: leads },
        },
      },
    },
  });
}

/** Before the menu. */
export const gate = pinGate({
  id: 'gate',
  screen: 'gate',
  opens: '#menu-main',
  leads: '#status',
  fails: '#gateFailed',
});

/** Before a new PIN is entered: who finds the menu open must not lock out those who know the PIN. */
export const pinToChange = pinGate({
  id: 'pinToChange',
  screen: 'currentPin',
  opens: '#newPin',
  leads: '#menus-back',
  fails: '#failed',
});

export const pinToClear = pinGate({
  id: 'pinToClear',
  screen: 'currentPin',
  opens: '#confirm-clearPin',
  leads: '#menus-back',
  fails: '#failed',
});
