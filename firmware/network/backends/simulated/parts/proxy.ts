import type { ProxySettings } from '../../../../../menus/settings/parts/proxy.ts';
import { message } from '../../../../../menus/words/messages.ts';
import type { ProxyStep } from '../../../parts/proxy.ts';
import { same } from '../../../same.ts';
import type { ByKind } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { type Asked, type Finding, TOOK } from '../questions.ts';
import type { SimulatedPart } from './part.ts';

export const executeProxy: ByKind<[now: Target], Target, ProxyStep> = {
  'write-proxy': ({ proxy }, now) => ({ ...now, proxy }),
};

export const proxy: SimulatedPart = {
  /** User and password count and are not shown. */
  compare({ proxy: wanted }, { proxy: inForce }) {
    if (same(wanted, inForce)) return [];
    return [{ role: null, part: 'proxy', wanted: placeOf(wanted), inForce: placeOf(inForce) }];
  },
  verification: () => [],
  test: (world, { proxy: wanted }) =>
    wanted === null ? [] : [{ name: 'proxy', ask: () => askProxy(world, wanted) }],
};

function placeOf(proxy: ProxySettings | null): string {
  return proxy === null ? '' : `${proxy.host}:${proxy.port}`;
}

function askProxy({ switches }: Asked, { host, port }: ProxySettings): Finding {
  switch (switches.proxy) {
    case 'answers':
      return { took_ms: TOOK.proxy, problem: null };
    case 'refuses':
      return { took_ms: TOOK.proxy, problem: message('proxy-refused', { host, port }) };
    case 'silent':
      return { took_ms: TOOK.proxySilence, problem: message('proxy-silent', { host, port }) };
  }
}
