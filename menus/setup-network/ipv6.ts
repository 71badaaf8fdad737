import type { Appliance } from '../appliance.ts';
import { plainWizard } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import type { PartMenu } from './part-menu.ts';

const isOn = ({ wanted }: Appliance): boolean => wanted.lan.ipv6;

const enable = plainWizard({
  change: 'ipv6',
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: true } }),
});

const disable = plainWizard({
  change: 'disableIpv6',
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv6: false } }),
});

export const ipv6 = {
  wizards: { ipv6: enable, disableIpv6: disable },
  items: [
    item({
      id: 'ipv6',
      counterpart: 'disableIpv6',
      label: 'enableIpv6',
      shown: (appliance) => appliance.features.ipv6 && !isOn(appliance),
      opens: '#wizard-ipv6',
    }),
    item({
      id: 'disableIpv6',
      label: 'disableIpv6',
      counterpart: 'ipv6',
      shown: isOn,
      opens: '#wizard-disableIpv6',
    }),
  ],
} satisfies PartMenu;
