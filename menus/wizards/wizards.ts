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

/** Every wizard by name. */
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

const built = new Map<WizardId, WizardMachine>();

/** The machine of a wizard, built when it is first asked for: all at once would be felt when the daemon starts. */
function wizardMachineOf(id: WizardId): WizardMachine {
  const machine = built.get(id) ?? wizardMachine(id, WIZARDS[id]);
  built.set(id, machine);
  return machine;
}

/** The machine of each wizard, for charts and for those who walk them. */
export const WIZARD_MACHINES: Readonly<Record<WizardId, WizardMachine>> = {
  get lan() {
    return wizardMachineOf('lan');
  },
  get disableLan() {
    return wizardMachineOf('disableLan');
  },
  get wan() {
    return wizardMachineOf('wan');
  },
  get disableWan() {
    return wizardMachineOf('disableWan');
  },
  get vlan() {
    return wizardMachineOf('vlan');
  },
  get disableVlan() {
    return wizardMachineOf('disableVlan');
  },
  get ipv6() {
    return wizardMachineOf('ipv6');
  },
  get disableIpv6() {
    return wizardMachineOf('disableIpv6');
  },
  get proxy() {
    return wizardMachineOf('proxy');
  },
  get disableProxy() {
    return wizardMachineOf('disableProxy');
  },
  get resetNetwork() {
    return wizardMachineOf('resetNetwork');
  },
};

/** What runs a wizard in a session: its machine, not built before it is needed. */
function wizardLogic(id: WizardId): ActorLogic<WizardSnapshot, WizardEvent, WizardInput> {
  return {
    getInitialSnapshot: (scope, input) => wizardMachineOf(id).getInitialSnapshot(scope, input),
    transition: (snapshot, event, scope) => wizardMachineOf(id).transition(snapshot, event, scope),
    getPersistedSnapshot: (snapshot) => wizardMachineOf(id).getPersistedSnapshot(snapshot),
  };
}

/** The actors of a session's wizards, by name. */
export const WIZARD_LOGIC = {
  lan: wizardLogic('lan'),
  disableLan: wizardLogic('disableLan'),
  wan: wizardLogic('wan'),
  disableWan: wizardLogic('disableWan'),
  vlan: wizardLogic('vlan'),
  disableVlan: wizardLogic('disableVlan'),
  ipv6: wizardLogic('ipv6'),
  disableIpv6: wizardLogic('disableIpv6'),
  proxy: wizardLogic('proxy'),
  disableProxy: wizardLogic('disableProxy'),
  resetNetwork: wizardLogic('resetNetwork'),
} as const satisfies Record<WizardId, unknown>;
