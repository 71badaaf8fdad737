import type { Ipv4Settings } from '../../../menus/settings/ipv4/ipv4.ts';
import { message } from '../../../menus/words/messages.ts';
import { same } from '../same.ts';
import { type Labels, type NetworkPart, NOTHING_TO_DO } from './part.ts';

export type WanStep =
  | { readonly kind: 'configure-wan'; readonly ipv4: Ipv4Settings }
  | { readonly kind: 'remove-wan' };

export const wan: NetworkPart<WanStep> = {
  plan(now, wanted) {
    if (same(now.wan, wanted.wan)) return NOTHING_TO_DO;
    if (wanted.wan === null) return { remove: [{ kind: 'remove-wan' }], set: [], checks: [] };
    return { remove: [], set: [{ kind: 'configure-wan', ipv4: wanted.wan }], checks: ['wan'] };
  },
  recover: (wanted) => [
    wanted.wan === null ? { kind: 'remove-wan' } : { kind: 'configure-wan', ipv4: wanted.wan },
  ],
  checks: (wanted) => (wanted.wan === null ? [] : ['wan']),
};

export const WAN_LABELS: Labels<WanStep> = {
  'configure-wan': () => message('step-configure-wan'),
  'remove-wan': () => message('step-remove-wan'),
};
