import type { Clock } from '../../../menus/clock.ts';
import type { Config } from '../../config/load.ts';
import type { Log } from '../../log/log.ts';
import type { Files } from '../../state/files.ts';
import { peekSettings } from '../../state/settings-store.ts';
import type { Backend } from '../backend.ts';

interface BackendSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory: a simulated network starts with the settings kept there. */
  readonly files: Files;
}

/** Loads and makes the backend that the configuration names, not yet started. */
export async function openBackend(
  { network, platform }: Config,
  { clock, log, files }: BackendSurroundings,
): Promise<Backend> {
  const { lan, wan = null } = network;
  if (network.backend === 'networkmanager') {
    const { createNetworkManagerBackend } = await import('./networkmanager/backend.ts');
    return createNetworkManagerBackend({
      lan,
      wan,
      networks: platform.networks,
      proxyFile: network.proxy_file,
      platformUrl: platform.url === '' ? null : platform.url,
      clock,
      log,
    });
  }
  log.warn('the network is simulated: nothing that is set here reaches this machine');
  const [{ SimulatedWorld }, { createSimulatedBackend }] = await Promise.all([
    import('./simulated/world.ts'),
    import('./simulated/backend.ts'),
  ]);
  return createSimulatedBackend(new SimulatedWorld({ clock, settings: peekSettings(files), lan, wan }));
}
