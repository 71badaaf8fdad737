import type { StatusLed } from '../drivers/status-led.ts';
import type { Connect } from '../drivers/transport.ts';
import { powerAlone } from '../firmware/appliance/machine-power.ts';
import type { Config } from '../firmware/config-file/load.ts';
import { createControlHandler } from '../firmware/control/handler.ts';
import { type Daemon, startDaemon } from '../firmware/daemon.ts';
import { createLog } from '../firmware/log/log.ts';
import { createSimulatedBackend } from '../firmware/network/backends/simulated/backend.ts';
import type { SimulatedWorld } from '../firmware/network/backends/simulated/world.ts';
import type { Files } from '../firmware/state/files.ts';
import type { Clock } from '../menus/clock.ts';
import { LED_NAMES, type LedName } from '../menus/leds.ts';
import type { PowerAction } from '../menus/power-action.ts';
import type { BenchPanel } from './bench-panel.ts';
import type { SocketPlace } from './control-socket.ts';
import { PowerSupply } from './power.ts';
import { poweredBackend } from './powered-backend.ts';
import { type SendRequest, sendInProcess, sendOverSocket } from './send-request.ts';

/** What the runs of the daemon on one bench share. */
export interface RunParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly files: Files;
  readonly world: SimulatedWorld;
  readonly panel: BenchPanel;
  /** The line to the panel. */
  readonly line: Connect;
  /** The board's LEDs, for the status LEDs that the panel lacks. */
  readonly light: (led: LedName) => StatusLed;
  /** Where the control socket is to be; null: there is none. */
  readonly socket: SocketPlace | null;
  readonly onPower: (action: PowerAction) => void;
  readonly onLogLine: (line: string) => void;
  /** Which boot of the machine this is. */
  readonly boot: string;
  readonly seed: number;
}

/** One run of the daemon, from its start until it ends or is cut off. */
export interface DaemonRun {
  readonly supply: PowerSupply;
  readonly daemon: Daemon;
  /** Over the control socket, where there is one. */
  readonly send: SendRequest;
}

/** The version in VERSION INFO on the bench: fixed, so that pictures and recordings stay valid. */
const VERSION = '1.0.0';

/** @throws StateError when the state directory cannot be used, as the daemon does */
export function startRun(parts: RunParts): DaemonRun {
  const { config, panel, world, files, onLogLine, boot } = parts;
  const supply = new PowerSupply();
  const clock = supply.clock(parts.clock);
  const log = createLog({ clock, write: supply.output(onLogLine), level: 'info', levels: {} });
  const daemon = startDaemon({
    config,
    clock,
    log,
    files: supply.files(files),
    backend: poweredBackend(createSimulatedBackend(world), supply),
    panels: [panel.driver({ connect: supply.line(parts.line), clock })],
    leds: LED_NAMES.filter((led) => panel.places[led] === undefined).map((led) => ({
      led,
      light: parts.light(led),
    })),
    power: powerAlone(async (action) => parts.onPower(action)),
    random: randomBytes(parts.seed),
    version: VERSION,
    uptime_s: () => parts.clock.now() / 1000,
    boot,
  });
  const rules = {
    remoteKeys: config.control.remote_keys,
    updateSource: config.update.source,
    lease_s: config.update.lease_s,
  };
  const control = { daemon, rules, clock, log: log.child('control') };
  if (parts.socket === null) {
    return { supply, daemon, send: sendInProcess(createControlHandler(control)) };
  }
  const socket = parts.socket.serve(control);
  supply.atCut(socket.close);
  return { supply, daemon, send: sendOverSocket(socket, () => supply.isOn) };
}

/** Bytes that look random and are the same for the same seed: a linear congruential generator (Numerical Recipes). */
function randomBytes(seed: number): (count: number) => Uint8Array {
  let state = seed >>> 0;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
}
