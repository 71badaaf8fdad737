/** A wizard's list: all values as they would be set, and which of them need the operator. Pure functions. */
import { blamedField } from '../forms/blame.ts';
import type { Wizard } from '../forms/wizard.ts';
import { differences } from '../settings/review.ts';
import { checkChange } from '../settings/rules.ts';
import type { ReviewLine, Settings } from '../settings/settings.ts';
import type { SettingsError } from '../values/errors.ts';
import type { Difference } from '../values/review.ts';
import type { Draft } from './drafts.ts';
import { APPLY, type Row, type WizardContext, type WizardInput } from './wizard-context.ts';

/** The parts of the context that a list depends on. */
type Filled = Pick<WizardContext, 'wizard' | 'entries' | 'appliance' | 'keys'>;

export function wantedOf({ wizard, entries, appliance }: Filled): Settings {
  return wizard.wanted(entries, appliance);
}

/** Every reason against the change. */
export function refusalsOf(filled: Filled): readonly SettingsError[] {
  const { wanted, network } = filled.appliance;
  return checkChange(wanted, wantedOf(filled), network);
}

export function changesNothing(filled: Filled): boolean {
  return refusalsOf(filled).some(({ code }) => code === 'nothing-changed');
}

/** What would change, line by line. */
export function changesOf(filled: Filled): readonly Difference<ReviewLine>[] {
  const { wanted, network } = filled.appliance;
  return differences(wanted, wantedOf(filled), network);
}

export function sameRow(a: Row, b: Row): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields, then what else changes. */
function valueRowsOf(filled: Filled): readonly Row[] {
  const { wizard, entries, appliance } = filled;
  const included = wizard.form.included(entries, appliance);
  const ofFields = new Set(included.flatMap((field) => wizard.form.describe(field).lines));
  const others = changesOf(filled).filter(({ line }) => !ofFields.has(line));
  return [
    ...included.map((field): Row => ({ kind: 'field', field })),
    ...others.map(({ line }): Row => ({ kind: 'line', line })),
  ];
}

/** Every value, then APPLY. */
export const rowsOf = (filled: Filled): readonly Row[] => [...valueRowsOf(filled), APPLY];

/** The row at this place of the list; past the values APPLY stands. */
export function rowAt(filled: Filled, place: number): Row {
  return valueRowsOf(filled)[place] ?? APPLY;
}

/** The field that is selected; '' when another row is. */
export function selectedField({ selected }: Pick<WizardContext, 'selected'>): string {
  return selected.kind === 'field' ? selected.field : '';
}

/** Ids of the fields that need the operator, in order: wrong, missing, guessed, or following another value. */
export function needsOf(context: Filled & Pick<WizardContext, 'marked' | 'confirmed'>): readonly string[] {
  const { wizard, entries, appliance, marked, confirmed } = context;
  const errors = wizard.form.errors(entries, context);
  const entered = wizard.form.texts(entries);
  const isOpen = (id: string): boolean => entered[id] === undefined && !confirmed.includes(id);
  const guesses = wizard.form.guesses(entries, context).filter(isOpen);
  return wizard.form
    .included(entries, appliance)
    .filter((id) => marked.includes(id) || guesses.includes(id) || errors[id] !== undefined);
}

/** The field that needs the operator next, going round from one; null: none does. */
export function nextNeed(context: WizardContext, from: string): string | null {
  const order = context.wizard.form.fields.map(({ id }) => id);
  const place = order.indexOf(from);
  const needs = needsOf(context).filter((id) => id !== from);
  return needs.find((id) => order.indexOf(id) > place) ?? needs[0] ?? null;
}

/** The row after a field's, which is never one that cannot be changed. */
export function rowAfter(context: WizardContext, field: string): Row {
  const fields = context.wizard.form.included(context.entries, context.appliance);
  const next = fields[fields.indexOf(field) + 1];
  return next === undefined ? APPLY : { kind: 'field', field: next };
}

/**
 * After a value has changed: fields that nobody has changed follow it, and those that did need the operator. Reasons
 * that no longer hold go.
 */
export function followed(context: WizardContext): Pick<WizardContext, 'entries' | 'marked' | 'errors'> {
  const { form } = context.wizard;
  const entries = form.follow(context.entries, context);
  const wrong = form.errors(entries, context);
  const errors = Object.entries(wrong).filter(([id]) => context.errors[id] !== undefined);
  const moved = form.fields.filter(({ id }) => entries[id]?.text !== context.entries[id]?.text);
  const marked = new Set([...context.marked, ...moved.map(({ id }) => id)]);
  return { entries, marked: [...marked], errors: Object.fromEntries(errors) };
}

/** How a wizard opens: with its draft if it has one, on the first row that needs the operator. */
export function openedWizard(wizard: Wizard, { draft, ...input }: WizardInput): WizardContext {
  const { form } = wizard;
  const entries = form.open(input, draft?.texts);
  const included = form.included(entries, input.appliance);
  const field = draft?.blame ? blamedField(draft.blame, included) : null;
  const context: WizardContext = {
    ...input,
    wizard,
    entries,
    marked: draft?.forgotten ?? [],
    confirmed: [],
    errors: {},
    blame: draft?.blame && field !== null ? { field, reason: draft.blame } : null,
    refusal: [],
    selected: APPLY,
    hasMoved: false,
    part: 0,
    outcome: null,
  };
  return { ...context, selected: firstRow(context) };
}

/** The row to blame, or that needs the operator; else APPLY, or where there is nothing to apply, the first row. */
export function firstRow(context: WizardContext): Row {
  const field = context.blame?.field ?? needsOf(context)[0];
  if (field !== undefined) return { kind: 'field', field };
  // With nothing to apply yet, the operator has come to change something.
  return changesNothing(context) ? rowAt(context, 0) : APPLY;
}

/** What the operator has entered, for the session to keep; null: nothing. */
export function draftOf({ wizard, entries, marked, blame }: WizardContext): Draft | null {
  const texts = wizard.form.texts(entries);
  const forgotten = marked.filter((id) => wizard.form.describe(id).isSecret);
  return Object.keys(texts).length === 0 ? null : { texts, forgotten, blame: blame?.reason ?? null };
}

export function isDirty({ wizard, entries }: Filled): boolean {
  return Object.keys(wizard.form.texts(entries)).length > 0;
}
