import { checkStaticIpv4, neighboursOf, type StaticIpv4Draft } from '../settings/rules.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';
import { wizardOf } from './wizard.ts';

export const lanWizard = wizardOf<StaticIpv4Draft>({
  prompt: 'lan',
  question: 'lan',
  change: 'lan',
  review: true,
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
      of: ({ wanted, network }) => ({ set: wanted.lan.ipv4, status: network.lan }),
    }),
    check: (draft, { wanted, network }) =>
      checkStaticIpv4('lan', draft, neighboursOf('lan', wanted, network)),
  },
  settings(draft, before) {
    const ipv4 = staticIpv4Of(draft);
    return ipv4 && { ...before, lan: { ...before.lan, ipv4 } };
  },
});
