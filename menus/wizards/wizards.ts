import type { ActorLogic } from 'xstate';
import { lanWizard } from './lan.ts';
import { type WizardMachine, type WizardSnapshot, wizardMachine } from './machine.ts';
import { proxyWizard } from './proxy.ts';
import type { WizardEvent, WizardInput } from './setup.ts';
import {
  disableIpv6,
  disableLan,
  disableProxy,
  disableVlan,
  disableWan,
  ipv6Wizard,
  resetNetwork,
} from './switches.ts';
import { vlanWizard } from './vlan.ts';
import { wanWizard } from './wan.ts';
import type { Wizard } from './wizard.ts';

/** Every wizard by name. A new one is one entry here: its actor and its state in the session are made from it. */
export const WIZARDS = {
  lan: lanWizard,
  disableLan,
  wan: wanWizard,
  disableWan,
  vlan: vlanWizard,
  disableVlan,
  ipv6: ipv6Wizard,
  disableIpv6,
  proxy: proxyWizard,
  disableProxy,
  resetNetwork,
} as const satisfies Record<string, Wizard>;

export type WizardId = keyof typeof WIZARDS;

/** Names of all wizards, in the order of the table. */
export const WIZARD_IDS = Object.keys(WIZARDS) as readonly WizardId[];

/** One thing for each wizard, by name. */
export function forEachWizard<Thing>(make: (id: WizardId) => Thing): Readonly<Record<WizardId, Thing>> {
  // `fromEntries` forgets which keys it was given; they are those of the table.
  return Object.fromEntries(WIZARD_IDS.map((id) => [id, make(id)])) as Record<WizardId, Thing>;
}

const built = new Map<WizardId, WizardMachine>();

/** The machine of a wizard, built when it is first asked for: all at once would be felt when the daemon starts. */
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
