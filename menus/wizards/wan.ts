import { choiceEditor } from '../editors/choice.ts';
import { checkStaticIpv4, neighboursOf, type StaticIpv4Draft } from '../settings/rules.ts';
import { fieldOf } from './form.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';
import { wizardOf } from './wizard.ts';

type Method = 'dhcp' | 'static';

interface WanDraft extends StaticIpv4Draft {
  readonly method?: Method;
}

const isStatic = (draft: WanDraft): boolean => draft.method === 'static';

export const wanWizard = wizardOf<WanDraft>({
  prompt: 'wan',
  question: 'wan',
  change: 'wan',
  review: true,
  form: {
    empty: {},
    fields: [
      fieldOf<WanDraft, 'method'>('method', {
        label: 'wanMethod',
        tip: 'wanMethod',
        editor: choiceEditor<Method>(['dhcp', 'static']),
        choices: (words, method) => words.methods[method],
        initial: ({ wanted }) => wanted.wan?.method ?? 'dhcp',
      }),
      ...staticIpv4Fields({
        labels: {
          address: 'wanAddress',
          netmask: 'wanNetmask',
          gateway: 'wanGateway',
          dns1: 'wanDns1',
          dns2: 'wanDns2',
        },
        of: ({ wanted, network }) => ({ set: wanted.wan, status: network.wan }),
      }).map((field) => ({ ...field, included: isStatic })),
    ],
    check: (draft, { wanted, network }) =>
      isStatic(draft) ? checkStaticIpv4('wan', draft, neighboursOf('wan', wanted, network)) : [],
  },
  settings(draft, before) {
    const wan = isStatic(draft) ? staticIpv4Of(draft) : ({ method: 'dhcp' } as const);
    return wan && { ...before, wan };
  },
});
