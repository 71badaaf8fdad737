import type { Clock } from '../../menus/clock.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import type { Log } from '../log/log.ts';
import { blockersOf, holdPower } from './logind.ts';
import type { MachinePower } from './machine-power.ts';
import { runPowerCommand } from './power-command.ts';

interface SystemPowerParts {
  readonly clock: Clock;
  readonly log: Log;
}

/** The power of the machine the daemon runs on: the configured programs, and logind's locks. */
export function systemPower(
  commands: Readonly<Record<PowerAction, readonly string[]>>,
  { clock, log }: SystemPowerParts,
): MachinePower {
  return {
    act: (action, signal) => runPowerCommand(commands[action], signal),
    hold: (why) => holdPower(why, { clock, log }),
    async blockers() {
      try {
        const { connectSystemBus } = await import('../dbus/bus.ts');
        const bus = await connectSystemBus(clock);
        try {
          return await blockersOf(bus);
        } finally {
          bus.close();
        }
      } catch (error) {
        log.debug('logind cannot be asked who blocks', { why: String(error) });
        return [];
      }
    },
  };
}
