import * as v from 'valibot';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { toPanelText } from '../../menus/frame.ts';
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
  /** Seconds without a report after which a running update counts as failed. */
  readonly lease_s: number;
}

/** Messages come from other software. Longer ones are cut to two rows of a panel. In characters. */
const LONGEST_MESSAGE = 40;

/**
 * The software update as its source reports it. A running update is a lease: without a report for `lease_s` the update
 * counts as failed.
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
    if (this.#parts.appliance.value.update.state !== 'running') {
      this.#parts.log.info('update started', { message: text });
      this.#parts.notices.withdraw('update-failed');
      this.#parts.notices.withdraw('update-silent');
      this.#parts.document.save({ running: true, message: text });
    }
    this.#show(percent === null ? null : Math.min(100, Math.max(0, Math.round(percent))), text);
  }

  /** Ignored when none runs. */
  finished(result: 'done' | 'failed', message = ''): void {
    const { appliance, log } = this.#parts;
    if (appliance.value.update.state !== 'running') return;
    log.info('update finished', { result, message });
    if (result === 'done') this.#end();
    else {
      const text = toPanelText(message).slice(0, LONGEST_MESSAGE);
      this.#fail(text, say('update-failed', { message: text }));
    }
  }

  stop(): void {
    this.#lease.cancel();
  }

  #show(percent: number | null, message: string): void {
    this.#lease.after(this.#parts.lease_s * 1000, () => {
      this.#parts.log.warn('update source fell silent', { lease_s: this.#parts.lease_s });
      this.#fail('', say('update-silent', { after_s: this.#parts.lease_s }));
    });
    this.#parts.appliance.change({ update: { state: 'running', percent, message } });
  }

  #end(): void {
    this.#lease.cancel();
    this.#parts.document.save(NO_UPDATE);
    this.#parts.appliance.change({ update: { state: 'none' } });
  }

  #fail(message: string, notice: Message<'update-failed' | 'update-silent'>): void {
    this.#end();
    this.#parts.appliance.change({ update: { state: 'failed', message } });
    this.#parts.notices.add('fault', notice);
  }
}
