/** SYSTEM REBOOT and SYSTEM SHUTDOWN, and the other questions a menu item asks. */

import type { PowerAction } from '../power-action.ts';
import type { ConfirmQuestion } from '../state/session-meta.ts';
import { choiceStates } from '../statechart/choices.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

/** `REALLY ...?` before a menu item acts. */
export function confirmState(question: ConfirmQuestion, onYes: `#${string}`) {
  const answer = (choice: 'no' | 'yes', leads: string) => ({
    name: choice,
    meta: { screen: 'confirm' as const, question, choice },
    leads,
  });
  return sessionSetup.createStateConfig({
    id: `confirm-${question}`,
    initial: 'no',
    states: choiceStates([answer('no', '#menus-back'), answer('yes', onYes)], '#menus-back'),
  });
}

/** Asks for the action; the appliance may still refuse it. */
export function powerState(action: PowerAction) {
  return sessionSetup.createStateConfig({
    id: `power-${action}`,
    initial: 'asking',
    states: {
      asking: {
        meta: { screen: 'goodbye', action },
        invoke: {
          id: 'power',
          src: 'power',
          input: { action },
          onDone: [
            { guard: { type: 'isPowerGranted', params: ({ event }) => event.output }, target: 'granted' },
            {
              target: '#refused',
              actions: { type: 'showPowerRefusal', params: ({ event }) => event.output },
            },
          ],
          onError: {
            target: '#failed',
            actions: {
              type: 'showMessage',
              params: { tone: 'fault', parts: [message('power-failed', { action })] },
            },
          },
        },
      },
      /** Shown until the power is gone; a key leaves it in case the power stays on. */
      granted: {
        meta: { screen: 'goodbye', action },
        on: { 'PRESS.*': { guard: 'isFresh', target: '#status' } },
      },
    },
  });
}
