/** Each wizard as a state that runs the wizard's own machine and hands it every press. */
import { MESSAGES } from '../labels.ts';
import type { WizardId } from '../wizards/wizards.ts';
import { sessionSetup } from './setup.ts';

function wizardState<const Id extends WizardId>(id: Id) {
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
        actions: { type: 'say', params: { tone: 'fault', lines: [MESSAGES.changeFailed, MESSAGES.seeLog] } },
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
  states: {
    lan: wizardState('lan'),
    disableLan: wizardState('disableLan'),
    wan: wizardState('wan'),
    disableWan: wizardState('disableWan'),
    vlan: wizardState('vlan'),
    disableVlan: wizardState('disableVlan'),
    ipv6: wizardState('ipv6'),
    disableIpv6: wizardState('disableIpv6'),
    proxy: wizardState('proxy'),
    disableProxy: wizardState('disableProxy'),
    resetNetwork: wizardState('resetNetwork'),
  },
});
