/** The five fields LAN and WAN have in common. */
import type { Appliance } from '../appliance.ts';
import { ipv4Editor, optionalIpv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { type Field, fieldOf } from '../forms/form.ts';
import { USUAL_PREFIX_LENGTH } from '../forms/offered.ts';
import type { LinkStatus } from '../network-status.ts';
import type { Ipv4Settings, StaticIpv4 } from '../settings/ipv4/ipv4.ts';
import type { StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import type { Ipv4Address, PrefixLength } from '../values/types.ts';
import type { FieldLabel } from '../words/words.ts';

/** Initial values of the fields. */
interface Proposal {
  readonly address: Ipv4Address | null;
  readonly prefixLength: PrefixLength | null;
  readonly gateway: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
}

/** The stored settings, else the interface's present address. */
function proposalOf(set: Ipv4Settings | null, status: LinkStatus | null): Proposal {
  if (set?.method === 'static') {
    return set;
  }
  return {
    address: status?.ipv4?.address ?? null,
    prefixLength: status?.ipv4?.prefixLength ?? USUAL_PREFIX_LENGTH,
    gateway: status?.gateway ?? null,
    dns: status?.dns ?? [],
  };
}

type Labels = Readonly<Record<'address' | 'netmask' | 'gateway' | 'dns1' | 'dns2', FieldLabel>>;

export function staticIpv4Fields(options: {
  readonly labels: Labels;
  readonly of: (appliance: Appliance) => {
    readonly set: Ipv4Settings | null;
    readonly status: LinkStatus | null;
  };
}): readonly Field<StaticIpv4Draft>[] {
  const { labels } = options;
  const proposal = (appliance: Appliance): Proposal => {
    const { set, status } = options.of(appliance);
    return proposalOf(set, status);
  };
  return [
    fieldOf<StaticIpv4Draft, 'address'>('address', {
      label: labels.address,
      tip: 'address',
      editor: ipv4Editor,
      prefixField: 'prefixLength',
      initial: (appliance) => proposal(appliance).address,
    }),
    fieldOf<StaticIpv4Draft, 'prefixLength'>('prefixLength', {
      label: labels.netmask,
      tip: 'netmask',
      editor: netmaskEditor,
      initial: (appliance) => proposal(appliance).prefixLength,
    }),
    fieldOf<StaticIpv4Draft, 'gateway'>('gateway', {
      label: labels.gateway,
      tip: 'gateway',
      editor: ipv4Editor,
      initial: (appliance) => proposal(appliance).gateway,
    }),
    fieldOf<StaticIpv4Draft, 'dns1'>('dns1', {
      label: labels.dns1,
      tip: 'dns1',
      editor: optionalIpv4Editor,
      initial: (appliance) => proposal(appliance).dns[0] ?? null,
    }),
    fieldOf<StaticIpv4Draft, 'dns2'>('dns2', {
      label: labels.dns2,
      tip: 'dns2',
      editor: optionalIpv4Editor,
      initial: (appliance) => proposal(appliance).dns[1] ?? null,
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
