import { message } from '../../../menus/words/messages.ts';
import { same } from '../same.ts';
import type { Target } from '../target.ts';
import { type Labels, type NetworkPart, NOTHING_TO_DO } from './part.ts';

/** LAN's addressing, IPv6 and the platform's routes: one configuration in a network service, so one step. */
export type LanStep = { readonly kind: 'configure-lan' } & Target['lan'];

/** LAN is always there: it is configured, never removed. */
export const lan: NetworkPart<LanStep> = {
  plan(now, wanted) {
    if (same(now.lan, wanted.lan)) return NOTHING_TO_DO;
    // Platform routes have no check: no gateway of theirs is asked.
    const checks = [
      ...(same(now.lan.ipv4, wanted.lan.ipv4) ? [] : ADDRESS_CHECKS),
      ...(now.lan.ipv6 === wanted.lan.ipv6 ? [] : IPV6_CHECKS),
    ];
    return { remove: [], set: [configure(wanted)], checks };
  },
  recover: (wanted) => [configure(wanted)],
  checks: (wanted) => ['link', ...ADDRESS_CHECKS, ...(wanted.lan.ipv6 ? IPV6_CHECKS : [])],
};

export const LAN_LABELS: Labels<LanStep> = { 'configure-lan': () => message('step-configure-lan') };

const ADDRESS_CHECKS = ['address', 'gateway', 'dns'] as const;
const IPV6_CHECKS = ['ipv6'] as const;

function configure({ lan: { ipv4, ipv6, routes } }: Target): LanStep {
  return { kind: 'configure-lan', ipv4, ipv6, routes };
}
