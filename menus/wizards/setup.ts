import { assertEvent, assign, enqueueActions, setup } from 'xstate';
import type { FieldOutcome } from '../forms/form.ts';
import type { KeyEvent } from '../keys.ts';
import { partCount } from '../layout/layout.ts';
import { reviewScreen } from '../screens/wizard.ts';
import { checkChange } from '../settings/rules.ts';
import type { Settings } from '../settings/settings.ts';
import { isLetterOf, isRepeat, keyOf, leavesByLeft } from '../state/presses.ts';
import type {
  FieldEvent,
  WizardContext,
  WizardEvent,
  WizardInput,
  WizardMeta,
  WizardOutcome,
} from '../state/wizard-context.ts';
import { FIRST, type Position, turned } from '../turning.ts';
import type { SettingsError } from '../values/errors.ts';
import { wordsOf } from '../words/audience.ts';
import type { ChoiceLabel } from '../words/words.ts';

/** Whether LEFT goes to the field before: the cursor is at the first position and has nothing to delete there. */
function stepsBack(context: WizardContext, field: string, key: KeyEvent, outcome: FieldOutcome): boolean {
  const { form } = context.wizard;
  if (key.type !== 'KEY.LEFT' || isRepeat(key) || form.included(context.entries).indexOf(field) < 1)
    return false;
  const before = form.show(context.entries, field);
  const isUnmoved = before.cursor === 0 && before.text === form.show(outcome.entries, field).text;
  return outcome.kind === 'left' || isUnmoved;
}

/** What a key means for the form; null: it stays in the field. */
function fieldEvent(
  context: WizardContext,
  field: string,
  key: KeyEvent,
  outcome: FieldOutcome,
): FieldEvent | null {
  if (outcome.kind === 'accepted') return { type: 'FIELD.ACCEPTED' };
  if (stepsBack(context, field, key, outcome)) return { type: 'FIELD.STEPPED_BACK' };
  return outcome.kind === 'left' ? { type: 'FIELD.LEFT' } : null;
}

function wantedOf(context: WizardContext): Settings {
  return context.wizard.wanted(context.entries, context.appliance);
}

/** Every reason against the change. */
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
    /** Applies the key once: stores the edited field, and raises what the key means for the form. */
    editField: enqueueActions(({ context, event, enqueue }, { field }: AtField) => {
      const key = keyOf(event);
      const outcome = context.wizard.form.press(context.entries, field, key, context);
      const raised = fieldEvent(context, field, key, outcome);
      // A field that is left keeps its error, because DISCARD CHANGES? may lead back to it.
      if (raised?.type !== 'FIELD.LEFT') {
        const { [field]: _cleared, ...others } = context.errors;
        const errors = outcome.error === null ? others : { ...others, [field]: outcome.error };
        enqueue.assign({ entries: outcome.entries, errors });
      }
      if (raised !== null) enqueue.raise(raised);
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
    reviewFirst: assign({ position: FIRST }),
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
