import type { Appliance } from '../appliance.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { CHANGES, FIELDS, ITEMS, PROMPTS, QUESTIONS } from '../labels.ts';
import { item } from '../menu-item.ts';
import { checkStaticIpv4, type StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import { LAN } from '../settings/parts/lan.ts';
import { checkDisableStatic, checkOverlaps } from '../settings/rules.ts';
import type { PartMenu } from './part-menu.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';

const isStatic = ({ wanted }: Appliance): boolean => wanted.lan.ipv4.method === 'static';

const setUp = wizardOf<StaticIpv4Draft>({
  prompt: PROMPTS.lan,
  question: QUESTIONS.lan,
  change: CHANGES.lan,
  review: true,
  form: {
    empty: {},
    fields: staticIpv4Fields({
      labels: {
        address: FIELDS.lanAddress,
        netmask: FIELDS.lanNetmask,
        gateway: FIELDS.lanGateway,
        dns1: FIELDS.lanDns1,
        dns2: FIELDS.lanDns2,
      },
      of: ({ wanted, network }) => ({ set: wanted.lan.ipv4, status: network.lan }),
    }),
    check: (draft, { wanted, network }) => [
      ...checkStaticIpv4('LAN', draft),
      ...checkOverlaps('lan', draft, wanted, network),
    ],
  },
  settings(draft, before) {
    const ipv4 = staticIpv4Of(draft);
    return ipv4 && { ...before, lan: { ...before.lan, ipv4 } };
  },
});

/** Back to DHCP. */
const disable = plainWizard({
  question: QUESTIONS.disableLan,
  change: CHANGES.disableLan,
  review: false,
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv4: LAN.factory } }),
});

export const lan = {
  wizards: { lan: setUp, disableLan: disable },
  items: [
    item({
      id: 'lan',
      label: (appliance) => (isStatic(appliance) ? ITEMS.changeLan : ITEMS.enableLan),
      tip: 'Gives LAN a static address, netmask, gateway and DNS instead of what DHCP says.',
      opens: '#wizard-lan',
    }),
    item({
      id: 'disableLan',
      label: ITEMS.disableLan,
      tip: 'Takes the LAN address from a DHCP server again.',
      shown: isStatic,
      refused: ({ wanted }) => checkDisableStatic(wanted)?.panel ?? [],
      opens: '#wizard-disableLan',
    }),
  ],
} satisfies PartMenu;
