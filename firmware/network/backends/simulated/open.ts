import type { Clock } from '../../../../menus/clock.ts';
import type { Log } from '../../../log/log.ts';
import type { Files } from '../../../state/files.ts';
import { peekSettings } from '../../../state/settings-store.ts';
import type { Backend } from '../../backend.ts';
import { createSimulatedBackend } from './backend.ts';
import { SimulatedWorld } from './world.ts';

interface SimulatedParts {
  /** Names of the interfaces; `wan` null: there is no second one. */
  readonly lan: string;
  readonly wan: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory: a simulated network begins with the settings kept there. */
  readonly files: Files;
}

/** A simulated network inside this process: it forgets what it was when the process ends. */
export function openSimulated({ lan, wan, clock, log, files }: SimulatedParts): Backend {
  log.warn('the network is simulated: nothing that is set here reaches this machine');
  return createSimulatedBackend(new SimulatedWorld({ clock, settings: peekSettings(files), lan, wan }));
}
