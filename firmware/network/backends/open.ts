import type { Clock } from '../../../menus/clock.ts';
import type { Ipv4Network } from '../../../menus/values/types.ts';
import type { Log } from '../../log/log.ts';
import type { Files } from '../../state/files.ts';
import type { Backend } from '../backend.ts';

/** What the configuration file says of the network; each backend takes what is its own. */
export interface NetworkSection {
  /** The kernel's name of the interface, or its MAC address. */
  readonly lan: string;
  /** null: no second interface. */
  readonly wan: string | null;
  /** Networks that are reached through WAN when there is one. */
  readonly networks: readonly Ipv4Network[];
  /** Where other software reads the proxy settings. */
  readonly proxyFile: string;
  /** HTTPS URL of the platform; null: TEST NETWORK does not ask for it. */
  readonly platformUrl: string | null;
}

/** What the daemon has for every backend. */
interface DaemonParts {
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory. */
  readonly files: Files;
}

/**
 * Every backend by what `[network] backend` says: loads and makes it, not yet started. The configuration reads the
 * names, so nothing else is loaded here. A new one is one entry, and a folder that passes the contract suite.
 */
const BACKENDS = {
  async simulated({ lan, wan }, parts) {
    const { openSimulated } = await import('./simulated/open.ts');
    return openSimulated({ lan, wan, ...parts });
  },
  async networkmanager(section, { clock, log }) {
    const { createNetworkManagerBackend } = await import('./networkmanager/backend.ts');
    return createNetworkManagerBackend({ ...section, clock, log });
  },
} as const satisfies Readonly<
  Record<string, (section: NetworkSection, parts: DaemonParts) => Promise<Backend>>
>;

export type BackendName = keyof typeof BACKENDS;

/** In the order in which messages name them; the first is the default. */
export const BACKEND_NAMES = Object.keys(BACKENDS) as [BackendName, ...BackendName[]];

/** Loads and makes the backend that the configuration names, not yet started. */
export function openBackend(
  name: BackendName,
  section: NetworkSection,
  parts: DaemonParts,
): Promise<Backend> {
  return BACKENDS[name](section, parts);
}
