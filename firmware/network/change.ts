import type { Check, TransactionStatus } from '../../menus/appliance.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import type { ChangeTitle } from '../../menus/words/words.ts';
import type { NetworkFailure } from './errors.ts';
import type { Mismatch } from './mismatch.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

export interface Change {
  readonly id: string;
  readonly wanted: Settings;
  /** For the log and the journal. */
  readonly title: ChangeTitle;
  /** False: what is in force may differ from what is stored, so every step is carried out. */
  readonly startIsKnown: boolean;
  /** Fires at a shutdown: nothing more is carried out, what was done is undone as far as time allows. */
  readonly signal: AbortSignal;
  /** Where it stands, for the status page and the session that asked. */
  readonly report: (status: TransactionStatus) => void;
  /** What must be known before anything is touched, given what is in force; null: nothing. Under the change's time limit. */
  readonly prepare: ((before: Target, signal: AbortSignal) => Promise<void>) | null;
  /** Asked when the change is in force and verified. Rejects when cancelled. */
  readonly decide: (checks: readonly Check[], planned: Plan) => Promise<Decision>;
}

export type Decision = { readonly keep: true } | { readonly keep: false; readonly why: NetworkFailure };

export type ChangeOutcome =
  /** `isAsStored` false: what differed before and is not set by the change still differs. */
  | { readonly kind: 'kept'; readonly isAsStored: boolean }
  /** Nothing was touched. */
  | { readonly kind: 'refused'; readonly why: NetworkFailure }
  /** `restored` false: the old settings could not be verified; `inForce` says what differs from them. */
  | {
      readonly kind: 'rolled-back';
      readonly why: NetworkFailure;
      readonly restored: boolean;
      readonly inForce: readonly Mismatch[];
      readonly isAsStored: boolean;
    }
  /** Cancelled: the journal stays open, and the next start restores, verifies and reports. */
  | { readonly kind: 'interrupted' };
