/** The five fields LAN and WAN have in common. */
import type { Appliance } from '../appliance.ts';
import { ipv4Editor, optionalIpv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { type Field, fieldOf } from '../forms/field.ts';
import { USUAL_PREFIX_LENGTH } from '../forms/offered.ts';
import type { StaticIpv4 } from '../settings/ipv4/ipv4.ts';
import type { StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import type { ReviewLine } from '../settings/settings.ts';
import { addressValue } from '../values/review.ts';
import type { FieldLabel } from '../words/words.ts';
import { type Base, dnsProposal, gatewayProposals, isNetmaskGuess } from './proposals.ts';

type FieldId = 'address' | 'netmask' | 'gateway' | 'dns1' | 'dns2';

export function staticIpv4Fields(options: {
  readonly labels: Readonly<Record<FieldId, FieldLabel>>;
  readonly lines: Readonly<Record<FieldId, ReviewLine>>;
  /** What the operator starts from. */
  readonly base: (appliance: Appliance) => Base;
}): readonly Field<StaticIpv4Draft>[] {
  const { labels, lines, base } = options;
  return [
    fieldOf<StaticIpv4Draft, 'address'>('address', {
      label: labels.address,
      tip: 'address',
      editor: ipv4Editor,
      prefixField: 'prefixLength',
      value: addressValue,
      lines: [lines.address],
      initial: (appliance) => base(appliance).address,
    }),
    fieldOf<StaticIpv4Draft, 'prefixLength'>('prefixLength', {
      label: labels.netmask,
      tip: 'netmask',
      editor: netmaskEditor,
      value: (prefixLength) => ({ kind: 'netmask', prefixLength }),
      lines: [lines.netmask],
      initial: (appliance) => base(appliance).prefixLength ?? USUAL_PREFIX_LENGTH,
      isGuess: (appliance, draft) => isNetmaskGuess(base(appliance), draft),
    }),
    fieldOf<StaticIpv4Draft, 'gateway'>('gateway', {
      label: labels.gateway,
      tip: 'gateway',
      editor: ipv4Editor,
      value: addressValue,
      lines: [lines.gateway],
      initial: (appliance, draft) => gatewayProposals(base(appliance), draft)[0] ?? null,
      isGuess: (appliance) => base(appliance).gateway === null,
    }),
    fieldOf<StaticIpv4Draft, 'dns1'>('dns1', {
      label: labels.dns1,
      tip: 'dns1',
      editor: optionalIpv4Editor,
      value: addressValue,
      lines: [lines.dns1],
      initial: (appliance, draft) => dnsProposal(base(appliance), draft, 0),
    }),
    fieldOf<StaticIpv4Draft, 'dns2'>('dns2', {
      label: labels.dns2,
      tip: 'dns2',
      editor: optionalIpv4Editor,
      value: addressValue,
      lines: [lines.dns2],
      initial: (appliance, draft) => dnsProposal(base(appliance), draft, 1),
    }),
  ];
}

/** The finished draft; null while a field is missing. */
export function staticIpv4Of(draft: StaticIpv4Draft): StaticIpv4 | null {
  const { address, prefixLength, gateway, dns1, dns2 } = draft;
  if (address === undefined || prefixLength === undefined || gateway === undefined) {
    return null;
  }
  const dns = [dns1, dns2].flatMap((server) => server ?? []);
  return { method: 'static', address, prefixLength, gateway, dns };
}
