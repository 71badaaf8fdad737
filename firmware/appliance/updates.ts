import * as v from 'valibot';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { toPanelText } from '../../menus/frame.ts';
import { isUnderWay } from '../../menus/update.ts';
import { type Message, message as say } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';
import type { Notices } from './notices.ts';

/** Stored, so that S2 is lit again if the daemon restarts during an update. */
export const storedUpdateSchema = v.strictObject({ running: v.boolean(), message: v.string() });
export type StoredUpdate = v.InferOutput<typeof storedUpdateSchema>;
export const NO_UPDATE: StoredUpdate = { running: false, message: '' };

interface UpdateParts {
  readonly appliance: ApplianceModel;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly log: Log;
  readonly document: StateDocument<StoredUpdate>;
  /** Seconds without a report after which a running update is silent. */
  readonly lease_s: number;
}

/** Messages come from other software. Longer ones are cut to two rows of a panel. In characters. */
const LONGEST_MESSAGE = 40;

/**
 * The software update as its source reports it. A running update is a lease: without a report for `lease_s` it is
 * silent. Silence is no end, because the updater may still be writing: S2 stays lit until the source reports again or
 * a person ends it.
 */
export class Updates {
  readonly #parts: UpdateParts;
  readonly #lease: Alarm;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
    this.#lease = new Alarm(parts.clock);
  }

  /** Resumes an update that ran when the daemon ended; its source has one lease to report again. */
  resume(): void {
    const { running, message } = this.#parts.document.value;
    if (!running) return;
    this.#parts.log.info('update was running before the restart', { message });
    this.#show(null, message);
  }

  /** Starts an update or reports its progress; renews the lease. `percent` 0-100; null: unknown. */
  running(percent: number | null, message: string): void {
    const text = toPanelText(message).slice(0, LONGEST_MESSAGE);
    const { state } = this.#parts.appliance.value.update;
    if (state === 'silent') this.#parts.log.info('update speaks again', { message: text });
    else if (state !== 'running') {
      this.#parts.log.info('update started', { message: text });
      this.#parts.notices.withdraw('update-failed');
      this.#parts.notices.withdraw('update-engine-ended');
      this.#parts.document.save({ running: true, message: text });
    }
    this.#show(percent === null ? null : Math.min(100, Math.max(0, Math.round(percent))), text);
  }

  /** Ignored when none runs. */
  finished(result: 'done' | 'failed', message = ''): void {
    if (!isUnderWay(this.#parts.appliance.value.update)) return;
    this.#parts.log.info('update finished', { result, message });
    if (result === 'done') this.#end();
    else {
      const text = toPanelText(message).slice(0, LONGEST_MESSAGE);
      this.#fail({ message: text, engineEnded: null }, say('update-failed', { message: text }));
    }
  }

  /** The engine of this name ended in the middle of the update: nothing writes any more. Ignored when none runs. */
  engineEnded(engine: string): void {
    if (!isUnderWay(this.#parts.appliance.value.update)) return;
    this.#parts.log.error('update engine ended without a result', { engine });
    this.#fail({ message: '', engineEnded: engine }, say('update-engine-ended', { engine }));
  }

  /** Ends a silent update, because the operator takes the power away. The next start knows of no update. */
  abandon(): void {
    if (this.#parts.appliance.value.update.state !== 'silent') return;
    this.#parts.log.warn('silent update given up by the operator');
    this.#end();
  }

  stop(): void {
    this.#lease.cancel();
  }

  #show(percent: number | null, message: string): void {
    this.#lease.after(this.#parts.lease_s * 1000, () => {
      const { lease_s: after_s } = this.#parts;
      this.#parts.log.warn('update is silent; it may still be writing', { after_s });
      this.#parts.appliance.change({ update: { state: 'silent', percent, message, after_s } });
    });
    this.#parts.appliance.change({ update: { state: 'running', percent, message } });
  }

  #end(): void {
    this.#lease.cancel();
    this.#parts.document.save(NO_UPDATE);
    this.#parts.appliance.change({ update: { state: 'none' } });
  }

  #fail(
    how: { readonly message: string; readonly engineEnded: string | null },
    notice: Message<'update-failed' | 'update-engine-ended'>,
  ): void {
    this.#end();
    this.#parts.appliance.change({ update: { state: 'failed', ...how } });
    this.#parts.notices.add('fault', notice);
  }
}
