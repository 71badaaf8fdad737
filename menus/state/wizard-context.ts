/** Input, context, events and screens of a wizard. */
import type { Appliance } from '../appliance.ts';
import type { ApplyNetworkInput } from '../effects.ts';
import type { Entries, FieldErrors } from '../forms/form.ts';
import type { Wizard } from '../forms/wizard.ts';
import type { Geometry } from '../frame.ts';
import type { PanelKeys } from '../keys.ts';
import type { ReviewLine } from '../settings/settings.ts';
import type { SettingsError } from '../values/errors.ts';
import type { Audience } from '../words/audience.ts';
import type { Message } from '../words/messages.ts';
import type { Draft } from './drafts.ts';
import type { Press } from './presses.ts';

export interface WizardInput {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
  readonly geometry: Geometry;
  readonly audience: Audience;
  /** What was entered in it before; null: nothing. */
  readonly draft: Draft | null;
}

/** The change to apply; null: none. */
export type WizardOutcome = ApplyNetworkInput | null;

/** One row of a wizard's list. */
export type Row =
  | { readonly kind: 'field'; readonly field: string }
  /** A line of the review that no field shows. */
  | { readonly kind: 'line'; readonly line: ReviewLine }
  | { readonly kind: 'apply' };

export const APPLY: Row = { kind: 'apply' };

export interface WizardContext extends Omit<WizardInput, 'draft'> {
  readonly wizard: Wizard;
  readonly entries: Entries;
  /** Fields that the operator has to look at: they followed another value, or their secret was forgotten. */
  readonly marked: readonly string[];
  /** Fields that the operator has accepted: a guess among them is one no longer. */
  readonly confirmed: readonly string[];
  /** Why a field was refused last; shown until it is changed. */
  readonly errors: FieldErrors;
  /** Why the change was refused or undone, shown at a field until that is changed; null: it was not. */
  readonly blame: { readonly field: string; readonly reason: Message } | null;
  /** Why the settings are refused as a whole although each field is valid; empty: not refused. */
  readonly refusal: readonly SettingsError[];
  readonly selected: Row;
  /** The operator has gone somewhere; before that the first row that needs the operator is selected anew. */
  readonly hasMoved: boolean;
  /** The part of the selected row that is shown where one screen cannot hold it. */
  readonly part: number;
  readonly outcome: WizardOutcome;
}

/** What a key means beyond its field. The wizard raises it for its own states. */
export type FieldEvent =
  | { readonly type: 'FIELD.ACCEPTED' }
  /** EXIT, or its stand-in. */
  | { readonly type: 'FIELD.LEFT' };

export type WizardEvent =
  | Press
  | FieldEvent
  | { readonly type: 'APPLIANCE.CHANGED'; readonly appliance: Appliance };

/** What each state shows; `screens/wizard.ts` draws it. */
export type WizardMeta =
  | { readonly screen: 'list' | 'field' | 'note' | 'nothing' | 'refused' }
  | { readonly screen: 'confirm' | 'discard'; readonly choice: 'no' | 'yes' };
