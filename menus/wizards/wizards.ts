/** The machine of each wizard. */
import type { ActorLogic } from 'xstate';
import { WIZARD_IDS, WIZARDS, type WizardId } from '../setup-network/setup-network.ts';
import type { WizardEvent, WizardInput } from '../state/wizard-context.ts';
import { tableOf } from '../values/typed-object.ts';
import { type WizardMachine, type WizardSnapshot, wizardMachine } from './machine.ts';

/** One value for each wizard, by name. */
export function forEachWizard<Thing>(make: (id: WizardId) => Thing): Readonly<Record<WizardId, Thing>> {
  return tableOf<WizardId, Readonly<Record<WizardId, Thing>>>(WIZARD_IDS, make);
}

const built = new Map<WizardId, WizardMachine>();

/** The machine of a wizard, built on first use: building all of them would delay the daemon's start. */
export function wizardMachineOf(id: WizardId): WizardMachine {
  const machine = built.get(id) ?? wizardMachine(id, WIZARDS[id]);
  built.set(id, machine);
  return machine;
}

/** What runs a wizard in a session: its machine, not built before it is needed. */
function wizardLogic(id: WizardId): ActorLogic<WizardSnapshot, WizardEvent, WizardInput> {
  return {
    getInitialSnapshot: (scope, input) => wizardMachineOf(id).getInitialSnapshot(scope, input),
    transition: (snapshot, event, scope) => wizardMachineOf(id).transition(snapshot, event, scope),
    getPersistedSnapshot: (snapshot) => wizardMachineOf(id).getPersistedSnapshot(snapshot),
  };
}

/** The actors of a session's wizards, by name. */
export const WIZARD_LOGIC = forEachWizard(wizardLogic);
