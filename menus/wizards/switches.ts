/** Changes without a field: what is switched on or off by one question. */
import { FACTORY_SETTINGS } from '../settings/types.ts';
import { plainWizard } from './wizard.ts';

export const ipv6Wizard = plainWizard({
  question: 'ipv6',
  change: 'ipv6',
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: true } }),
});

export const disableIpv6 = plainWizard({
  question: 'disableIpv6',
  change: 'disableIpv6',
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: false } }),
});

/** Back to DHCP. */
export const disableLan = plainWizard({
  question: 'disableLan',
  change: 'disableLan',
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv4: { method: 'dhcp' } } }),
});

export const disableWan = plainWizard({
  question: 'disableWan',
  change: 'disableWan',
  review: false,
  settings: (before) => ({ ...before, wan: null }),
});

export const disableVlan = plainWizard({
  question: 'disableVlan',
  change: 'disableVlan',
  review: false,
  settings: (before) => ({ ...before, vlan: null }),
});

export const disableProxy = plainWizard({
  question: 'disableProxy',
  change: 'disableProxy',
  review: false,
  settings: (before) => ({ ...before, proxy: null }),
});

/** Everything the panel can set goes back to the factory's values; what the platform defines stays. */
export const resetNetwork = plainWizard({
  question: 'resetNetwork',
  change: 'resetNetwork',
  review: true,
  settings: (before) => ({ ...FACTORY_SETTINGS, platform: before.platform }),
});
