import { reasonOf } from '../../drivers/reason.ts';
import type { PowerAction, PowerVerdict } from '../../menus/effects.ts';
import type { Log } from '../log/log.ts';
import type { ApplianceModel } from './appliance.ts';

/** What the panel says of a refusal. */
const UPDATE_RUNS = ['UPDATE RUNNING:', 'TRY LATER'];
const ON_ITS_WAY = {
  reboot: ['REBOOTING', 'ALREADY'],
  shutdown: ['SHUTTING DOWN', 'ALREADY'],
} as const;
const CHANGE_RUNS = ['NETWORK CHANGE', 'IS RUNNING'];
const FAILED = {
  reboot: ['REBOOT FAILED', 'SEE THE LOG'],
  shutdown: ['SHUTDOWN FAILED', 'SEE THE LOG'],
} as const;

/** Reboot and shutdown, where nothing forbids them. */
export class Power {
  readonly #appliance: ApplianceModel;
  readonly #act: (action: PowerAction) => Promise<void>;
  readonly #log: Log;
  #accepted: PowerAction | null = null;

  constructor(appliance: ApplianceModel, act: (action: PowerAction) => Promise<void>, log: Log) {
    this.#appliance = appliance;
    this.#act = act;
    this.#log = log;
  }

  /** What the machine is about to do; null: nothing was asked for. */
  get accepted(): PowerAction | null {
    return this.#accepted;
  }

  async request(action: PowerAction): Promise<PowerVerdict> {
    if (this.#accepted !== null) return this.#refuse(action, ON_ITS_WAY[this.#accepted]);
    const { update, transaction } = this.#appliance.value;
    if (update.state === 'running') return this.#refuse(action, UPDATE_RUNS);
    if (transaction.phase !== 'none') return this.#refuse(action, CHANGE_RUNS);
    this.#accepted = action;
    this.#log.info('power action', { action });
    try {
      await this.#act(action);
      return { ok: true };
    } catch (error) {
      this.#accepted = null;
      this.#log.error('power action fails', {
        action,
        why: reasonOf(error),
      });
      return { ok: false, panel: FAILED[action] };
    }
  }

  #refuse(action: PowerAction, panel: readonly string[]): PowerVerdict {
    this.#log.info('power action refused', { action, why: panel.join(' ').toLowerCase() });
    return { ok: false, panel };
  }
}
