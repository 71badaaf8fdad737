import type { Appliance } from '../appliance.ts';
import { choiceEditor } from '../editors/choice.ts';
import { fieldOf } from '../forms/field.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import { checkStaticIpv4, type StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import { WAN } from '../settings/parts/wan.ts';
import { checkOverlaps } from '../settings/rules.ts';
import type { PartMenu } from './part-menu.ts';
import { baseOf } from './proposals.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';

type Method = 'dhcp' | 'static';

interface WanDraft extends StaticIpv4Draft {
  readonly method?: Method;
}

const isEnabled = ({ wanted }: Appliance): boolean => wanted.wan !== null;
const isStatic = (draft: WanDraft): boolean => draft.method === 'static';

const setUp = wizardOf<WanDraft>({
  change: 'wan',
  form: {
    empty: {},
    fields: [
      fieldOf<WanDraft, 'method'>('method', {
        label: 'wanMethod',
        tip: 'wanMethod',
        editor: choiceEditor<Method>(['dhcp', 'static']),
        value: (method) => ({ kind: 'method', method }),
        lines: ['wanMode'],
        isToggle: true,
        initial: ({ wanted, lastUsed }) => (wanted.wan ?? lastUsed.wan)?.method ?? 'dhcp',
      }),
      ...staticIpv4Fields({
        labels: {
          address: 'wanAddress',
          netmask: 'wanNetmask',
          gateway: 'wanGateway',
          dns1: 'wanDns1',
          dns2: 'wanDns2',
        },
        lines: {
          address: 'wanAddress',
          netmask: 'wanNetmask',
          gateway: 'wanGateway',
          dns1: 'wanDns1',
          dns2: 'wanDns2',
        },
        base: ({ wanted, lastUsed, network }) => baseOf(wanted.wan, lastUsed.wan, network.wan),
      }).map((field) => ({ ...field, included: isStatic })),
    ],
    check: (draft, { wanted, network }) =>
      isStatic(draft)
        ? [...checkStaticIpv4('WAN', draft), ...checkOverlaps('wan', draft, wanted, network)]
        : [],
  },
  settings(draft, before) {
    const wan = isStatic(draft) ? staticIpv4Of(draft) : ({ method: 'dhcp' } as const);
    return wan && { ...before, wan };
  },
});

const disable = plainWizard({
  change: 'disableWan',
  settings: (before) => ({ ...before, wan: WAN.factory }),
});

export const wan = {
  wizards: { wan: setUp, disableWan: disable },
  items: [
    item({
      id: 'wan',
      label: (appliance) => (isEnabled(appliance) ? 'changeWan' : 'enableWan'),
      shown: ({ hasWan }) => hasWan,
      opens: '#wizard-wan',
    }),
    item({
      id: 'disableWan',
      label: 'disableWan',
      counterpart: 'wan',
      shown: isEnabled,
      opens: '#wizard-disableWan',
    }),
  ],
} satisfies PartMenu;
