/** Each wizard as a state that runs the wizard's own machine and hands it every press. */

import type { WizardId } from '../setup-network/setup-network.ts';
import { forEachWizard } from '../wizards/wizards.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

function wizardState(id: WizardId) {
  return sessionSetup.createStateConfig({
    id: `wizard-${id}`,
    meta: { screen: 'wizard' },
    invoke: {
      id: 'wizard',
      src: id,
      input: ({ context }) => context,
      onDone: [
        { guard: { type: 'wantsNothing', params: ({ event }) => event.output }, target: '#menus-back' },
        { target: '#changing', actions: { type: 'begin', params: ({ event }) => event.output } },
      ],
      onError: {
        target: '#failed',
        actions: { type: 'say', params: { tone: 'fault', said: [message('change-crashed')] } },
      },
    },
  });
}

export const wizards = sessionSetup.createStateConfig({
  id: 'wizards',
  initial: 'lan',
  on: {
    'PRESS.*': { actions: 'tellWizard' },
    'APPLIANCE.CHANGED': { actions: 'tellWizard' },
  },
  states: forEachWizard(wizardState),
});
