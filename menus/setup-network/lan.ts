import type { Appliance } from '../appliance.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import { checkStaticIpv4, type StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import { LAN } from '../settings/parts/lan.ts';
import { checkDisableStatic, checkOverlaps } from '../settings/rules.ts';
import type { PartMenu } from './part-menu.ts';
import { baseOf } from './proposals.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';

const isStatic = ({ wanted }: Appliance): boolean => wanted.lan.ipv4.method === 'static';

const setUp = wizardOf<StaticIpv4Draft>({
  change: 'lan',
  form: {
    empty: {},
    fields: staticIpv4Fields({
      labels: {
        address: 'lanAddress',
        netmask: 'lanNetmask',
        gateway: 'lanGateway',
        dns1: 'lanDns1',
        dns2: 'lanDns2',
      },
      lines: {
        address: 'lanAddress',
        netmask: 'lanNetmask',
        gateway: 'lanGateway',
        dns1: 'lanDns1',
        dns2: 'lanDns2',
      },
      base: ({ wanted, network }) => baseOf(wanted.lan.ipv4, null, network.lan),
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
  change: 'disableLan',
  settings: (before) => ({ ...before, lan: { ...before.lan, ipv4: LAN.factory } }),
});

export const lan = {
  wizards: { lan: setUp, disableLan: disable },
  items: [
    item({
      id: 'lan',
      label: (appliance) => (isStatic(appliance) ? 'changeLan' : 'enableLan'),
      opens: '#wizard-lan',
    }),
    item({
      id: 'disableLan',
      label: 'disableLan',
      counterpart: 'lan',
      shown: isStatic,
      refused: ({ wanted }) => checkDisableStatic(wanted),
      opens: '#wizard-disableLan',
    }),
  ],
} satisfies PartMenu;
