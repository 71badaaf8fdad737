/** Guards and actions of all wizards by name. */
import { assertEvent, assign, enqueueActions, sendParent, setup } from 'xstate';
import { partCount } from '../layout/layout.ts';
import { listScreen } from '../screens/wizard.ts';
import { isLetterOf, isRepeat, keyOf, leavesByLeft } from '../state/presses.ts';
import {
  APPLY,
  type Row,
  type WizardContext,
  type WizardEvent,
  type WizardInput,
  type WizardMeta,
  type WizardOutcome,
} from '../state/wizard-context.ts';
import {
  changesNothing,
  draftOf,
  firstRow,
  followed,
  isDirty,
  needsOf,
  nextNeed,
  refusalsOf,
  rowAfter,
  rowAt,
  rowsOf,
  sameRow,
  selectedField,
  wantedOf,
} from '../state/wizard-list.ts';
import { around } from '../statechart/ring.ts';
import { turned } from '../turning.ts';
import { wordsOf } from '../words/audience.ts';
import type { ChoiceLabel } from '../words/words.ts';

type Step = { readonly step: 1 | -1 };

const rowOf = (field: string): Row => ({ kind: 'field', field });

function isToggle({ wizard }: WizardContext, row: Row): boolean {
  return row.kind === 'field' && wizard.form.describe(row.field).isToggle;
}

/** The next row or part of a row in the list. */
function selectedNext(context: WizardContext, step: 1 | -1): Pick<WizardContext, 'selected' | 'part'> {
  const rows = rowsOf(context);
  const at = (index: number): Row => rowAt(context, index);
  const index = Math.max(
    0,
    rows.findIndex((row) => sameRow(row, context.selected)),
  );
  const partsOf = (place: number): number =>
    partCount(listScreen({ ...context, selected: at(place), part: 0 }), context.geometry, wordsOf(context));
  const next = turned({ index, part: context.part }, step, rows.length, partsOf);
  return { selected: at(next.index), part: next.part };
}

/** The context without the reasons shown at a field. */
function withoutReasons(context: WizardContext, field: string): Pick<WizardContext, 'errors' | 'blame'> {
  const { [field]: _cleared, ...errors } = context.errors;
  return { errors, blame: context.blame?.field === field ? null : context.blame };
}

export const wizardSetup = setup({
  types: {
    context: {} as WizardContext,
    events: {} as WizardEvent,
    input: {} as WizardInput,
    output: {} as WizardOutcome,
    meta: {} as WizardMeta,
  },
  guards: {
    isFieldSelected: ({ context: { selected } }) => selected.kind === 'field',
    isToggleSelected: ({ context }) => isToggle(context, context.selected),
    isNeedSelected: ({ context }) => needsOf(context).includes(selectedField(context)),
    isApplySelected: ({ context: { selected } }) => selected.kind === 'apply',
    isFirstEdited: ({ context }) => {
      const first = rowAt(context, 0);
      return first.kind === 'field' && !isToggle(context, first);
    },
    hasNote: ({ context }) => {
      const { wizard, entries, appliance } = context;
      return wizard.form.note(entries, selectedField(context), appliance) !== null;
    },
    /** A scan that runs would be cut off: that is asked, whatever the change. */
    hasQuestion: ({ context }) => context.wizard.question !== null || context.appliance.platform.scanRunning,
    isDirty: ({ context }) => isDirty(context),
    changesNothing: ({ context }) => changesNothing(context),
    isRefused: ({ context }) => refusalsOf(context).length > 0,
    leavesByLeft: ({ context, event }) => leavesByLeft(keyOf(event), context.keys),
    isLetterOf: ({ context, event }, { name }: { name: ChoiceLabel }) =>
      isLetterOf(keyOf(event), wordsOf(context).letters[name]),
    isFresh: ({ event }) => !isRepeat(keyOf(event)),
    isHeld: ({ event }) => isRepeat(keyOf(event)),
  },
  actions: {
    select: assign(({ context }, { step }: Step) => ({ ...selectedNext(context, step), hasMoved: true })),
    selectApply: assign({ selected: APPLY, part: 0 }),
    selectFirst: assign(({ context }) => ({ selected: rowAt(context, 0), part: 0 })),
    selectNext: assign(({ context }) => {
      const next = nextNeed(context, selectedField(context));
      return { selected: next === null ? APPLY : rowOf(next), part: 0 };
    }),
    /** The first field with an error, if there is one. */
    selectWrong: assign(({ context }) => {
      const wrong = context.wizard.form.fields.find(({ id }) => context.errors[id] !== undefined);
      return { selected: wrong === undefined ? APPLY : rowOf(wrong.id), part: 0 };
    }),
    goToField: assign(({ context }, { step }: Step) => {
      const { wizard, entries, appliance } = context;
      const { form } = wizard;
      // A choice turns in the list and has no field to go to.
      const fields = form.included(entries, appliance).filter((id) => !form.describe(id).isToggle);
      const from = selectedField(context);
      const order: readonly [...string[], string] = [...around(fields, from, step), from];
      const [next] = order;
      return { selected: rowOf(next), entries: form.enter(entries, next) };
    }),
    enterSelected: assign(({ context }) => ({
      entries: context.wizard.form.enter(context.entries, selectedField(context)),
      part: 0,
      hasMoved: true,
    })),
    /** The next value of a choice, in the list itself; then on as from a field. */
    toggle: assign(({ context }) => {
      const field = selectedField(context);
      const { entries } = context.wizard.form.press(context.entries, field, { type: 'KEY.DOWN' }, context);
      const toggled = { ...context, hasMoved: true, entries, ...withoutReasons(context, field) };
      const next = { ...toggled, ...followed(toggled) };
      const need = nextNeed(next, field);
      return { ...next, selected: need === null ? rowAfter(next, field) : rowOf(need), part: 0 };
    }),
    /** Applies the key once: stores the edited field, and raises what the key means for the list. */
    editField: enqueueActions(({ context, event, enqueue }) => {
      const field = selectedField(context);
      const key = keyOf(event);
      // ENTER on a reason that hides the value shows the value again.
      const isExplained = context.errors[field] !== undefined || context.blame?.field === field;
      if (key.type === 'KEY.ENTER' && isExplained) {
        enqueue.assign(withoutReasons(context, field));
        return;
      }
      const outcome = context.wizard.form.press(context.entries, field, key, context);
      if (outcome.kind === 'left') {
        enqueue.raise({ type: 'FIELD.LEFT' });
        return;
      }
      const { errors, blame } = withoutReasons(context, field);
      enqueue.assign({
        entries: outcome.entries,
        errors: outcome.error === null ? errors : { ...errors, [field]: outcome.error },
        blame,
      });
      if (outcome.kind === 'accepted') enqueue.raise({ type: 'FIELD.ACCEPTED' });
    }),
    confirmField: assign(({ context }) => ({
      marked: context.marked.filter((id) => id !== selectedField(context)),
      confirmed: [...context.confirmed, selectedField(context)],
    })),
    follow: assign(({ context }) => followed(context)),
    collectErrors: assign(({ context }) => ({
      errors: context.wizard.form.errors(context.entries, context),
    })),
    /** The first error only; the operator has to fix it before the next one matters. */
    explainRefusal: assign(({ context }) => ({ refusal: refusalsOf(context).slice(0, 1) })),
    followAppliance: assign(({ context, event }) => {
      assertEvent(event, 'APPLIANCE.CHANGED');
      const changed = { ...context, appliance: event.appliance };
      const next = { ...changed, entries: context.wizard.form.follow(context.entries, changed) };
      return context.hasMoved ? next : { ...next, selected: firstRow(next) };
    }),
    /** The session keeps what was entered, whatever becomes of this wizard. */
    tellDraft: sendParent(({ context }) => ({
      type: 'DRAFT.CHANGED',
      wizard: context.wizard.change,
      draft: draftOf(context),
    })),
    forgetDraft: sendParent(({ context }) => ({
      type: 'DRAFT.CHANGED',
      wizard: context.wizard.change,
      draft: null,
    })),
    accept: assign(({ context }) => ({
      outcome: { wanted: wantedOf(context), title: context.wizard.change },
    })),
  },
});
