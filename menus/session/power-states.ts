/** SYSTEM REBOOT and SYSTEM SHUTDOWN, and the other questions a menu item asks. */

import type { PowerAction } from '../power-action.ts';
import type { ConfirmQuestion } from '../state/session-meta.ts';
import { choiceStates } from '../statechart/choices.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

/** Where an answer leads: the first target whose guard holds. */
type Leads = `#${string}` | readonly { readonly guard?: 'isUpdateSilent'; readonly target: `#${string}` }[];

/** `REALLY ...?` before a menu item acts. */
export function confirmState(question: ConfirmQuestion, onYes: Leads) {
  const answer = (choice: 'no' | 'yes', leads: Leads) => ({
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

/** The question of a power action. While an update is silent a second one follows: it may still write. */
export const confirmPower = (action: PowerAction) =>
  confirmState(action, [
    { guard: 'isUpdateSilent', target: `#confirm-${action}Anyway` },
    { target: `#power-${action}` },
  ]);

/** Asks for the action; the appliance may still refuse it. `despiteSilence`: confirmed while an update was silent. */
export function powerState(action: PowerAction, despiteSilence = false) {
  return sessionSetup.createStateConfig({
    id: `power-${action}${despiteSilence ? 'Anyway' : ''}`,
    initial: 'asking',
    states: {
      asking: {
        meta: { screen: 'goodbye', action },
        invoke: {
          id: 'power',
          src: 'power',
          input: { action, despiteSilence },
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
