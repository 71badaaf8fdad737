import type { ProxyStep } from '../../../parts/proxy.ts';
import type { Executors } from '../../../step.ts';
import type { Context } from '../context.ts';
import { proxyFileText, writeProxyFile } from '../proxy-file.ts';
import type { NetworkManagerPart } from './part.ts';

export const executeProxy: Executors<ProxyStep, [context: Context, signal: AbortSignal]> = {
  'write-proxy': ({ proxy }, { proxyFile }, signal) => writeProxyFile(proxyFile, proxy, signal),
};

export const proxy: NetworkManagerPart = {
  /** No more than whether it differs: the file holds a password. */
  *compare({ proxy }, { proxyFile }) {
    if (proxyFile === (proxy === null ? null : proxyFileText(proxy))) return;
    const wanted = proxy === null ? '' : `${proxy.host}:${proxy.port}`;
    const inForce = proxyFile === null ? '' : OTHER_CONTENT;
    yield [{ role: null, part: 'proxy', wanted, inForce, lasting: true }];
  },
  around: () => [],
  /** Only TEST NETWORK asks the proxy, on the way to the platform. */
  check: async () => undefined,
};

/** Of a file that says something else. */
const OTHER_CONTENT = '?';
