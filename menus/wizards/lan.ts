import { CHANGES, FIELDS, PROMPTS, QUESTIONS } from '../labels.ts';
import { checkStaticIpv4, neighboursOf, type StaticIpv4Draft } from '../settings/rules.ts';
import { staticIpv4Fields, staticIpv4Of } from './static-ipv4.ts';
import { wizardOf } from './wizard.ts';

export const lanWizard = wizardOf<StaticIpv4Draft>({
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
    check: (draft, { wanted, network }) =>
      checkStaticIpv4('lan', draft, neighboursOf('lan', wanted, network)),
  },
  settings(draft, before) {
    const ipv4 = staticIpv4Of(draft);
    return ipv4 && { ...before, lan: { ...before.lan, ipv4 } };
  },
});
