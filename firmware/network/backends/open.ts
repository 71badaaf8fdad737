import type { Clock } from '../../../menus/clock.ts';
import type { Ipv4Network } from '../../../menus/values/types.ts';
import type { Config } from '../../config-file/load.ts';
import type { Log } from '../../log/log.ts';
import type { Files } from '../../state/files.ts';
import type { Backend } from '../backend.ts';

/** What the configuration and the daemon give every backend. */
interface BackendSurroundings {
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
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory: a simulated network starts with the settings kept there. */
  readonly files: Files;
}

/**
 * Every backend by what `[network] backend` says: loads and makes it, not yet started. The configuration reads the
 * names, so nothing else is loaded here. A new one is one entry.
 */
const BACKENDS = {
  async simulated({ lan, wan, clock, log, files }) {
    log.warn('the network is simulated: nothing that is set here reaches this machine');
    const [{ SimulatedWorld }, { createSimulatedBackend }, { peekSettings }] = await Promise.all([
      import('./simulated/world.ts'),
      import('./simulated/backend.ts'),
      import('../../state/settings-store.ts'),
    ]);
    return createSimulatedBackend(new SimulatedWorld({ clock, settings: peekSettings(files), lan, wan }));
  },
  async networkmanager(around) {
    const { createNetworkManagerBackend } = await import('./networkmanager/backend.ts');
    return createNetworkManagerBackend(around);
  },
} as const satisfies Readonly<Record<string, (around: BackendSurroundings) => Promise<Backend>>>;

type BackendName = keyof typeof BACKENDS;

/** In the order in which messages name them; the first is the default. */
export const BACKEND_NAMES = Object.keys(BACKENDS) as [BackendName, ...BackendName[]];

/** Loads and makes the backend that the configuration names, not yet started. */
export function openBackend(
  { network, platform }: Config,
  around: Pick<BackendSurroundings, 'clock' | 'log' | 'files'>,
): Promise<Backend> {
  return BACKENDS[network.backend]({
    ...around,
    lan: network.lan,
    wan: network.wan ?? null,
    networks: platform.networks,
    proxyFile: network.proxy_file,
    platformUrl: platform.url === '' ? null : platform.url,
  });
}
