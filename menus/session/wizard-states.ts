/** One state for each wizard: it runs the wizard's own machine and forwards every press to it. */

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
      input: ({ context }) => ({ ...context, draft: context.drafts[id] ?? null }),
      onDone: [
        { guard: { type: 'hasNoChange', params: ({ event }) => event.output }, target: '#menus-back' },
        { target: '#changing', actions: { type: 'startChange', params: ({ event }) => event.output } },
      ],
      onError: {
        target: '#failed',
        actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('change-crashed')] } },
      },
    },
  });
}

export const wizards = sessionSetup.createStateConfig({
  id: 'wizards',
  initial: 'lan',
  on: {
    'PRESS.*': { actions: 'forwardToWizard' },
    'APPLIANCE.CHANGED': { actions: 'forwardToWizard' },
  },
  states: forEachWizard(wizardState),
});
