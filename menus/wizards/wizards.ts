import { lanWizard } from './lan.ts';
import { wizardMachine } from './machine.ts';
import { proxyWizard } from './proxy.ts';
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

/** The machine of each wizard, named after it. */
export const WIZARD_MACHINES = {
  lan: wizardMachine('lan', WIZARDS.lan),
  disableLan: wizardMachine('disableLan', WIZARDS.disableLan),
  wan: wizardMachine('wan', WIZARDS.wan),
  disableWan: wizardMachine('disableWan', WIZARDS.disableWan),
  vlan: wizardMachine('vlan', WIZARDS.vlan),
  disableVlan: wizardMachine('disableVlan', WIZARDS.disableVlan),
  ipv6: wizardMachine('ipv6', WIZARDS.ipv6),
  disableIpv6: wizardMachine('disableIpv6', WIZARDS.disableIpv6),
  proxy: wizardMachine('proxy', WIZARDS.proxy),
  disableProxy: wizardMachine('disableProxy', WIZARDS.disableProxy),
  resetNetwork: wizardMachine('resetNetwork', WIZARDS.resetNetwork),
} as const;
