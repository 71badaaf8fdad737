/** The five fields LAN and WAN have in common. */
import type { Appliance } from '../appliance.ts';
import { ipv4Editor, optionalIpv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import type { LinkStatus } from '../network-status.ts';
import type { StaticIpv4Draft } from '../settings/rules.ts';
import type { Ipv4Address, Ipv4Settings, PrefixLength, StaticIpv4 } from '../settings/types.ts';
import type { FieldLabel } from '../words/words.ts';
import { type Field, fieldOf } from './form.ts';
import { USUAL_PREFIX_LENGTH } from './offer.ts';

/** What an interface is offered at first: what is set, else what it has, as a lease. */
interface Offered {
  readonly address: Ipv4Address | null;
  readonly prefixLength: PrefixLength | null;
  readonly gateway: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
}

function offer(set: Ipv4Settings | null, status: LinkStatus | null): Offered {
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
  const offerOf = (appliance: Appliance): Offered => {
    const { set, status } = options.of(appliance);
    return offer(set, status);
  };
  return [
    fieldOf<StaticIpv4Draft, 'address'>('address', {
      label: labels.address,
      tip: 'address',
      editor: ipv4Editor,
      initial: (appliance) => offerOf(appliance).address,
    }),
    fieldOf<StaticIpv4Draft, 'prefixLength'>('prefixLength', {
      label: labels.netmask,
      tip: 'netmask',
      editor: netmaskEditor,
      initial: (appliance) => offerOf(appliance).prefixLength,
    }),
    fieldOf<StaticIpv4Draft, 'gateway'>('gateway', {
      label: labels.gateway,
      tip: 'gateway',
      editor: ipv4Editor,
      initial: (appliance) => offerOf(appliance).gateway,
    }),
    fieldOf<StaticIpv4Draft, 'dns1'>('dns1', {
      label: labels.dns1,
      tip: 'dns1',
      editor: optionalIpv4Editor,
      initial: (appliance) => offerOf(appliance).dns[0] ?? null,
    }),
    fieldOf<StaticIpv4Draft, 'dns2'>('dns2', {
      label: labels.dns2,
      tip: 'dns2',
      editor: optionalIpv4Editor,
      initial: (appliance) => offerOf(appliance).dns[1] ?? null,
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
