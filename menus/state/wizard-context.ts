/** Input, context, events and screens of a wizard. */
import type { Appliance } from '../appliance.ts';
import type { ApplyNetworkInput } from '../effects.ts';
import type { Entries, FieldErrors } from '../forms/form.ts';
import type { Wizard } from '../forms/wizard.ts';
import type { Geometry } from '../frame.ts';
import type { PanelKeys } from '../keys.ts';
import type { Position } from '../turning.ts';
import type { SettingsError } from '../values/errors.ts';
import type { Audience } from '../words/audience.ts';
import type { Press } from './presses.ts';

export interface WizardInput {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
  readonly geometry: Geometry;
  readonly audience: Audience;
}

/** The change to apply; null: none. */
export type WizardOutcome = ApplyNetworkInput | null;

export interface WizardContext extends WizardInput {
  readonly wizard: Wizard;
  readonly entries: Entries;
  readonly errors: FieldErrors;
  /** Why the settings are refused as a whole although each field is valid; empty: not refused. */
  readonly refusal: readonly SettingsError[];
  /** Which change the review shows. */
  readonly position: Position;
  /** The field EXIT was pressed in; null: in the review. */
  readonly leftAt: string | null;
  readonly outcome: WizardOutcome;
}

/** What a key means beyond its field. The wizard raises it for its own states. */
export type FieldEvent =
  | { readonly type: 'FIELD.ACCEPTED' }
  /** EXIT, or its stand-in. */
  | { readonly type: 'FIELD.LEFT' }
  /** LEFT where the cursor cannot go further left, and there is a field before. */
  | { readonly type: 'FIELD.STEPPED_BACK' };

export type WizardEvent =
  | Press
  | FieldEvent
  | { readonly type: 'APPLIANCE.CHANGED'; readonly appliance: Appliance };

/** What each state shows; `screens/wizard.ts` draws it. */
export type WizardMeta =
  | { readonly screen: 'prompt' | 'review' | 'nothing' | 'refused' }
  | { readonly screen: 'field' | 'note'; readonly field: string }
  | { readonly screen: 'confirm' | 'discard'; readonly choice: 'no' | 'yes' | 'goBack' };
