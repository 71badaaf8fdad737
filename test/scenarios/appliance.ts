import type { Panel } from '../../drivers/panel.ts';
import { type Daemon, startDaemon } from '../../firmware/daemon.ts';
import { createLog } from '../../firmware/log/log.ts';
import { createSimulatedBackend } from '../../firmware/network/backends/simulated/backend.ts';
import { SimulatedWorld } from '../../firmware/network/backends/simulated/world.ts';
import { peekSettings } from '../../firmware/state/settings-store.ts';
import type { Clock } from '../../menus/clock.ts';
import { benchConfig } from '../../simulator/bench-config.ts';
import { MemoryDisk } from '../../simulator/disk.ts';

/** The bench's appliance behind any panel: the real firmware on a simulated network, its state in memory. */
export interface ApplianceOnPanel {
  readonly daemon: Daemon;
  readonly world: SimulatedWorld;
}

export function startAppliance(panel: Panel, clock: Clock): ApplianceOnPanel {
  const config = benchConfig('');
  const { files } = new MemoryDisk();
  const { lan, wan = null } = config.network;
  const world = new SimulatedWorld({ clock, settings: peekSettings(files), lan, wan });
  const daemon = startDaemon({
    config,
    clock,
    log: createLog({ clock, write: () => {}, level: 'error', levels: {} }),
    files,
    backend: createSimulatedBackend(world),
    panels: [panel],
    leds: [],
    power: async () => {},
    random: (count) => new Uint8Array(count).fill(7),
    boot: 'boot-1',
    version: '1.0.0',
  });
  return { daemon, world };
}
