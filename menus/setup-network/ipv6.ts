import type { Appliance } from '../appliance.ts';
import { plainWizard } from '../forms/wizard.ts';
import { CHANGES, ITEMS, QUESTIONS } from '../labels.ts';
import { item } from '../menu-item.ts';
import type { PartMenu } from './part-menu.ts';

const isOn = ({ wanted }: Appliance): boolean => wanted.lan.ipv6;

const enable = plainWizard({
  question: QUESTIONS.ipv6,
  change: CHANGES.ipv6,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: true } }),
});

const disable = plainWizard({
  question: QUESTIONS.disableIpv6,
  change: CHANGES.disableIpv6,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: false } }),
});

export const ipv6 = {
  wizards: { ipv6: enable, disableIpv6: disable },
  items: [
    item({
      id: 'ipv6',
      label: ITEMS.enableIpv6,
      tip: 'Takes an IPv6 address on LAN from router advertisements.',
      shown: (appliance) => appliance.features.ipv6 && !isOn(appliance),
      opens: '#wizard-ipv6',
    }),
    item({
      id: 'disableIpv6',
      label: ITEMS.disableIpv6,
      tip: 'No IPv6 address on LAN.',
      shown: isOn,
      opens: '#wizard-disableIpv6',
    }),
  ],
} satisfies PartMenu;
