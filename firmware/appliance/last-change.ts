import * as v from 'valibot';
import type { LastChange } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import { keysOf } from '../../menus/values/typed-object.ts';
import { en } from '../../menus/words/en.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

/** Stored, so that the status page can tell of a change weeks later. */
export const storedLastChangeSchema = v.strictObject({
  change: v.nullable(
    v.strictObject({ title: v.picklist(keysOf(en.console.changes)), at_ms: v.number(), by: v.string() }),
  ),
});
export type StoredLastChange = v.InferOutput<typeof storedLastChangeSchema>;
export const NO_CHANGE_YET: StoredLastChange = { change: null };

/** Remembers the last network change that was kept. */
export class LastChanges {
  readonly #appliance: ApplianceModel;
  readonly #document: StateDocument<StoredLastChange>;
  readonly #clock: Clock;

  constructor(appliance: ApplianceModel, document: StateDocument<StoredLastChange>, clock: Clock) {
    this.#appliance = appliance;
    this.#document = document;
    this.#clock = clock;
  }

  record({ title, by }: Pick<LastChange, 'title' | 'by'>): void {
    const change = { title, at_ms: this.#clock.wallTime(), by };
    this.#document.save({ change });
    this.#appliance.change({ lastChange: change });
  }
}
