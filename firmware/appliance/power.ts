import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { PowerRequest, PowerVerdict } from '../../menus/effects.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { ApplianceModel } from './appliance.ts';
import type { Blocker, MachinePower } from './machine-power.ts';
import type { UpdateHold } from './update-hold.ts';
import type { Updates } from './updates.ts';

/** The power command only asks the service manager, which answers at once; after this long it hangs. */
const COMMAND_LIMIT_s = 10;
/** Time to find out who blocks. Without an answer the refusal is shown without a name. */
const BLOCKERS_LIMIT_ms = 2000;

interface PowerParts {
  readonly appliance: ApplianceModel;
  readonly machine: MachinePower;
  readonly updates: Pick<Updates, 'abandon'>;
  readonly hold: UpdateHold;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Reboot and shutdown; refused while an update or a network change runs. While an update is silent they are done only
 * for an operator who says so, and end that update.
 */
export class Power {
  readonly #parts: PowerParts;
  #accepted: PowerAction | null = null;

  constructor(parts: PowerParts) {
    this.#parts = parts;
  }

  /** The accepted action, which the machine is about to carry out; null: none. */
  get accepted(): PowerAction | null {
    return this.#accepted;
  }

  async request({ action, despiteSilence }: PowerRequest): Promise<PowerVerdict> {
    const { appliance, machine, updates, hold, log } = this.#parts;
    if (this.#accepted !== null)
      return this.#refuse(action, message('power-under-way', { action: this.#accepted }));
    const { update, transaction } = appliance.value;
    if (update.state === 'running') return this.#refuse(action, message('update-running'));
    if (update.state === 'silent' && !despiteSilence)
      return this.#refuse(action, message('update-silent', { after_s: update.after_s }));
    if (transaction.phase !== 'none') return this.#refuse(action, message('change-running'));
    this.#accepted = action;
    log.info('power action', { action, update: update.state });
    await hold.suspend();
    const limit = new AbortController();
    try {
      await this.#within(COMMAND_LIMIT_s * 1000, machine.act(action, limit.signal));
      updates.abandon();
      return { ok: true };
    } catch (error) {
      limit.abort();
      this.#accepted = null;
      hold.resume();
      return { ok: false, reason: await this.#reasonFor(action, error) };
    }
  }

  async #reasonFor(action: PowerAction, error: unknown): Promise<Message> {
    const { log } = this.#parts;
    if (error instanceof TimeLimit) {
      log.error('power command hangs', { action, after_s: COMMAND_LIMIT_s });
      return message('power-timed-out', { action, after_s: COMMAND_LIMIT_s });
    }
    const blockers = await this.#blockers();
    log.error('power action fails', { action, why: reasonOf(error), ...blockersFound(blockers) });
    const [first] = blockers;
    return first === undefined
      ? message('power-failed', { action })
      : message('power-blocked', { action, by: first.who, why: first.why });
  }

  async #blockers(): Promise<readonly Blocker[]> {
    try {
      return await this.#within(BLOCKERS_LIMIT_ms, this.#parts.machine.blockers());
    } catch {
      return [];
    }
  }

  /** @throws TimeLimit when `work` takes longer */
  async #within<Result>(limit_ms: number, work: Promise<Result>): Promise<Result> {
    const alarm = new Alarm(this.#parts.clock);
    const limit = new Promise<never>((_, reject) => alarm.after(limit_ms, () => reject(new TimeLimit())));
    try {
      return await Promise.race([work, limit]);
    } finally {
      alarm.cancel();
    }
  }

  #refuse(action: PowerAction, reason: Message): PowerVerdict {
    this.#parts.log.info('power action refused', { action, why: reason.code });
    return { ok: false, reason };
  }
}

class TimeLimit extends Error {}

const blockersFound = (blockers: readonly Blocker[]) =>
  blockers.length === 0 ? {} : { blockedBy: blockers.map(({ who, why }) => `${who}: ${why}`).join('; ') };
