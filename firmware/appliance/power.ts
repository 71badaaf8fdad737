import { reasonOf } from '../../drivers/reason.ts';
import type { PowerVerdict } from '../../menus/effects.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { ApplianceModel } from './appliance.ts';

/** Reboot and shutdown; refused while an update or a network change runs. */
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

  /** The accepted action, which the machine is about to carry out; null: none. */
  get accepted(): PowerAction | null {
    return this.#accepted;
  }

  async request(action: PowerAction): Promise<PowerVerdict> {
    if (this.#accepted !== null)
      return this.#refuse(action, message('power-under-way', { action: this.#accepted }));
    const { update, transaction } = this.#appliance.value;
    if (update.state === 'running') return this.#refuse(action, message('update-running'));
    if (transaction.phase !== 'none') return this.#refuse(action, message('change-running'));
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
      return { ok: false, reason: message('power-failed', { action }) };
    }
  }

  #refuse(action: PowerAction, reason: Message): PowerVerdict {
    this.#log.info('power action refused', { action, why: reason.code });
    return { ok: false, reason };
  }
}
