import { assertEvent, assign, setup } from 'xstate';
import type { Appliance } from '../appliance.ts';
import type { EditorShown } from '../editors/editor.ts';
import type { ApplyNetworkInput } from '../effects.ts';
import type { Geometry } from '../frame.ts';
import type { PanelKeys } from '../keys.ts';
import { partCount } from '../layout/layout.ts';
import { isLetterOf, isRepeat, keyOf, leavesByLeft, type Press } from '../session/presses.ts';
import type { SettingsError } from '../settings/errors.ts';
import { checkChange } from '../settings/rules.ts';
import type { Settings } from '../settings/types.ts';
import { FIRST, type Position, turned } from '../turning.ts';
import { reviewScreen } from '../views/wizard-screens.ts';
import { type Audience, wordsOf } from '../words/audience.ts';
import type { ChoiceLabel } from '../words/words.ts';
import type { Entries, FieldErrors, FieldOutcome } from './form.ts';
import type { Wizard } from './wizard.ts';

export interface WizardInput {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
  readonly geometry: Geometry;
  readonly audience: Audience;
}

/** What is to be applied; null: nothing. */
export type WizardOutcome = ApplyNetworkInput | null;

export interface WizardContext extends WizardInput {
  readonly wizard: Wizard;
  readonly entries: Entries;
  readonly errors: FieldErrors;
  /** Why the settings as a whole are refused, although each field is right; empty: they are not. */
  readonly refusal: readonly SettingsError[];
  /** Which change the review shows. */
  readonly position: Position;
  /** The field EXIT was pressed in; null: in the review. */
  readonly leftAt: string | null;
  readonly outcome: WizardOutcome;
}

export type WizardEvent = Press | { readonly type: 'APPLIANCE.CHANGED'; readonly appliance: Appliance };

/** What each state shows; `views/wizard-screens.ts` draws it. */
export type WizardMeta =
  | { readonly screen: 'prompt' | 'review' | 'nothing' | 'refused' }
  | { readonly screen: 'field' | 'note'; readonly field: string }
  | { readonly screen: 'confirm' | 'discard'; readonly choice: 'no' | 'yes' | 'goBack' };

function outcomeAt(context: WizardContext, event: WizardEvent, field: string): FieldOutcome {
  return context.wizard.form.press(context.entries, field, keyOf(event), context);
}

function sameText(before: EditorShown, after: EditorShown): boolean {
  return before.text === after.text;
}

function wantedOf(context: WizardContext): Settings {
  return context.wizard.wanted(context.entries, context.appliance);
}

/** Everything that stands against the change. */
function refusalsOf(context: WizardContext): readonly SettingsError[] {
  const { wanted, network } = context.appliance;
  return checkChange(wanted, wantedOf(context), network);
}

function reviewed(context: WizardContext, step: 1 | -1): Position {
  const partsOf = (index: number): number =>
    partCount(reviewScreen({ ...context, position: { index, part: 0 } }), context.geometry, wordsOf(context));
  return turned(context.position, step, reviewScreen(context).changes.length, partsOf);
}

interface AtField {
  readonly field: string;
}

/** Guards and actions of all wizards by name. */
export const wizardSetup = setup({
  types: {
    context: {} as WizardContext,
    events: {} as WizardEvent,
    input: {} as WizardInput,
    output: {} as WizardOutcome,
    meta: {} as WizardMeta,
  },
  guards: {
    accepts: ({ context, event }, { field }: AtField) => outcomeAt(context, event, field).kind === 'accepted',
    /** EXIT, or its stand-in. */
    leaves: ({ context, event }, { field }: AtField) => outcomeAt(context, event, field).kind === 'left',
    /** LEFT where the cursor cannot go further left. */
    stepsBack: ({ context, event }, { field }: AtField) => {
      if (isRepeat(keyOf(event))) {
        return false;
      }
      const { form } = context.wizard;
      const outcome = outcomeAt(context, event, field);
      const before = form.show(context.entries, field);
      return (
        outcome.kind === 'left' ||
        (before.cursor === 0 && sameText(before, form.show(outcome.entries, field)))
      );
    },
    isIncluded: ({ context }, { field }: AtField) =>
      context.wizard.form.included(context.entries).includes(field),
    hasNote: ({ context }, { field }: AtField) => context.wizard.form.note(context.entries, field) !== null,
    hasErrorAt: ({ context }, { field }: AtField) => context.errors[field] !== undefined,
    isDirty: ({ context }) => context.wizard.form.isDirty(context.entries),
    changesNothing: ({ context }) => refusalsOf(context).some((error) => error.code === 'nothing-changed'),
    isRefused: ({ context }) => refusalsOf(context).length > 0,
    leavesByLeft: ({ context, event }) => leavesByLeft(keyOf(event), context.keys),
    isLetterOf: ({ context, event }, { name }: { name: ChoiceLabel }) =>
      isLetterOf(keyOf(event), wordsOf(context).letters[name]),
    isFresh: ({ event }) => !isRepeat(keyOf(event)),
    hasLeft: ({ context }) => context.keys.has('LEFT'),
    leftAt: ({ context }, { field }: AtField) => context.leftAt === field,
  },
  actions: {
    edit: assign(({ context, event }, { field }: AtField) => {
      const { [field]: _cleared, ...others } = context.errors;
      const { entries, error } = outcomeAt(context, event, field);
      return { entries, errors: error === null ? others : { ...others, [field]: error } };
    }),
    enter: assign(({ context }, { field }: AtField) => ({
      entries: context.wizard.form.enter(context.entries, field),
    })),
    collectErrors: assign(({ context }) => ({
      errors: context.wizard.form.errors(context.entries, context),
    })),
    /** The first error only; the operator has to fix it before the next one matters. */
    explainRefusal: assign(({ context }) => ({ refusal: refusalsOf(context).slice(0, 1) })),
    rememberField: assign((_, { field }: { readonly field: string | null }) => ({ leftAt: field })),
    reviewFromTheStart: assign({ position: FIRST }),
    reviewNext: assign(({ context }) => ({ position: reviewed(context, 1) })),
    reviewPrevious: assign(({ context }) => ({ position: reviewed(context, -1) })),
    followAppliance: assign(({ event }) => {
      assertEvent(event, 'APPLIANCE.CHANGED');
      return { appliance: event.appliance };
    }),
    accept: assign(({ context }) => ({
      outcome: { wanted: wantedOf(context), title: context.wizard.change },
    })),
  },
});
