import type { ProxySettings } from '../../../menus/settings/parts/proxy.ts';
import { message } from '../../../menus/words/messages.ts';
import { same } from '../same.ts';
import { type Labels, type NetworkPart, NOTHING_TO_DO } from './part.ts';

/** null: other software shall use none. */
export type ProxyStep = { readonly kind: 'write-proxy'; readonly proxy: ProxySettings | null };

/** The proxy reaches other software by a file. Only TEST NETWORK asks it: a change may come before its server. */
export const proxy: NetworkPart<ProxyStep> = {
  plan(now, wanted) {
    if (same(now.proxy, wanted.proxy)) return NOTHING_TO_DO;
    return { remove: [], set: [{ kind: 'write-proxy', proxy: wanted.proxy }], checks: [] };
  },
  recover: (wanted) => [{ kind: 'write-proxy', proxy: wanted.proxy }],
  checks: () => [],
};

export const PROXY_LABELS: Labels<ProxyStep> = {
  'write-proxy': ({ proxy }) => message(proxy === null ? 'step-remove-proxy' : 'step-write-proxy'),
};
