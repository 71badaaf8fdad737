/** Changes without a field: what is switched on or off by one question. */
import { CHANGES, QUESTIONS } from '../labels.ts';
import { FACTORY_SETTINGS } from '../settings/types.ts';
import { plainWizard } from './wizard.ts';

export const ipv6Wizard = plainWizard({
  question: QUESTIONS.ipv6,
  change: CHANGES.ipv6,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: true } }),
});

export const disableIpv6 = plainWizard({
  question: QUESTIONS.disableIpv6,
  change: CHANGES.disableIpv6,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: false } }),
});

/** Back to DHCP. */
export const disableLan = plainWizard({
  question: QUESTIONS.disableLan,
  change: CHANGES.disableLan,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv4: { method: 'dhcp' } } }),
});

export const disableWan = plainWizard({
  question: QUESTIONS.disableWan,
  change: CHANGES.disableWan,
  review: false,
  settings: (before) => ({ ...before, wan: null }),
});

export const disableVlan = plainWizard({
  question: QUESTIONS.disableVlan,
  change: CHANGES.disableVlan,
  review: false,
  settings: (before) => ({ ...before, vlan: null }),
});

export const disableProxy = plainWizard({
  question: QUESTIONS.disableProxy,
  change: CHANGES.disableProxy,
  review: false,
  settings: (before) => ({ ...before, proxy: null }),
});

/** Everything the panel can set goes back to the factory's values; what the platform defines stays. */
export const resetNetwork = plainWizard({
  question: QUESTIONS.reset,
  change: CHANGES.reset,
  review: true,
  settings: (before) => ({ ...FACTORY_SETTINGS, platform: before.platform }),
});
