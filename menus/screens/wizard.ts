/** What a wizard shows in each of its states. */
import type { WizardContext, WizardMeta } from '../state/wizard-context.ts';
import { changesOf, needsOf, rowsOf, sameRow, selectedField } from '../state/wizard-list.ts';
import type { FieldScreen, ProposalRow, ProposalScreen, Screen } from '../view.ts';
import { wordsOf } from '../words/audience.ts';
import type { ChoiceLabel, RegisterWords } from '../words/words.ts';
import { linesOf, reviewText } from './texts.ts';
import { fieldWays, leaveWay } from './ways.ts';

/** A field's text, in the notation of the register. */
function shownField(context: WizardContext, id: string, words: RegisterWords, isEdited: boolean) {
  const { form } = context.wizard;
  const shown = form.show(context.entries, id);
  if (words.register === 'glass') return shown;
  return { ...shown, ...(isEdited ? shown.natural : { text: shown.natural.rest, cursor: 0 }) };
}

/** Why a field was refused or a change undone; null: neither. */
function reasonAt({ errors, blame }: WizardContext, field: string, words: RegisterWords) {
  const reason = errors[field] ?? (blame?.field === field ? blame.reason : null);
  return reason === null ? null : linesOf(words, reason);
}

/** The field being edited and, for consoles, all fields that the draft includes. */
function fieldScreen(context: WizardContext, words: RegisterWords): FieldScreen {
  const { wizard, entries, appliance, keys } = context;
  const { form } = wizard;
  const included = form.included(entries, appliance);
  const id = selectedField(context);
  const fields = included.map((field) => ({
    label: words.fields[form.describe(field).label],
    text: valueText(context, field, words),
    error: reasonAt(context, field, words),
  }));
  const { text, cursor, hint, isSecret } = shownField(context, id, words, true);
  return {
    kind: 'field',
    label: words.fields[form.describe(id).label],
    text,
    entry: isSecret ? 'secret' : 'text',
    cursor,
    hint: words.hints[hint],
    ways: fieldWays(words, { keys, hint, cursor, goesOn: true, leads: 'back' }),
    error: reasonAt(context, id, words),
    form: { title: words.changes[wizard.change], fields, index: included.indexOf(id) },
  };
}

/** The value of a field in a list; what is no value yet reads as it was entered, zeros as none. */
function valueText(context: WizardContext, field: string, words: RegisterWords): string {
  const { form } = context.wizard;
  const value = form.value(context.entries, field);
  if (value !== null) return reviewText(words, value);
  const { text } = shownField(context, field, words, false);
  return /^[0.]*$/.test(text) ? words.values.none : text;
}

/** The list of a wizard, whatever state it is in. */
export function listScreen(context: WizardContext): ProposalScreen {
  const words = wordsOf(context);
  const { wizard, keys, selected, part } = context;
  const needs = needsOf(context);
  const changes = changesOf(context);
  const all = rowsOf(context);
  const rows = all.flatMap((row): readonly ProposalRow[] => {
    if (row.kind === 'apply') return [];
    const lines = row.kind === 'line' ? [row.line] : wizard.form.describe(row.field).lines;
    const changed = changes.filter(({ line }) => line === lines[0]);
    const [change] = changed;
    // A value that was not there before is no news beside the new one.
    const isNew = change === undefined || change.before.kind === 'none';
    const before = isNew ? null : reviewText(words, change.before);
    if (row.kind === 'line') {
      const label = words.lines[row.line];
      const value = changed.map(({ after }) => reviewText(words, after)).join('');
      return [{ label, brief: label, value, before, needsYou: false, reason: null }];
    }
    const value = valueText(context, row.field, words);
    return [
      {
        label: words.fields[wizard.form.describe(row.field).label],
        brief: lines
          .slice(0, 1)
          .map((line) => words.lines[line])
          .join(''),
        value: value === before ? words.phrases.changed({ value }) : value,
        before,
        needsYou: needs.includes(row.field),
        reason: reasonAt(context, row.field, words),
      },
    ];
  });
  const isApply = selected.kind === 'apply';
  return {
    kind: 'proposal',
    title: words.changes[wizard.change],
    rows,
    apply: words.headlines.apply,
    summary: words.phrases.changes({ count: changes.length }),
    selected: all.findIndex((row) => sameRow(row, selected)),
    part,
    hint: isApply || selected.kind === 'line' ? words.hints.ok : words.hints.edit,
    ways: leaveWay(words, keys),
  };
}

function message(tone: 'info' | 'fault', lines: readonly string[], hint: string): Screen {
  return { kind: 'message', tone, lines, hint, part: 0 };
}

export function wizardScreen(context: WizardContext, meta: WizardMeta): Screen {
  const words = wordsOf(context);
  switch (meta.screen) {
    case 'list':
      return listScreen(context);
    case 'field':
      return fieldScreen(context, words);
    case 'note': {
      const { wizard, entries, appliance } = context;
      const notes = [wizard.form.note(entries, selectedField(context), appliance)].filter(
        (note) => note !== null,
      );
      return message(
        'info',
        notes.map((note) => words.notes[note]),
        words.hints.goOn,
      );
    }
    case 'nothing':
      return message('info', [words.headlines.nothingToChange], words.hints.anyKey);
    case 'refused':
      return message('fault', linesOf(words, ...context.refusal), words.hints.anyKey);
    case 'confirm': {
      const question = context.wizard.question ?? 'apply';
      return confirmation(words, words.questions[question], meta.choice, warningOf(context, words));
    }
    case 'discard':
      return confirmation(words, words.questions.discard, meta.choice);
  }
}

/** A change of the network cuts off a scan. */
function warningOf({ appliance }: WizardContext, { headlines }: RegisterWords): string {
  return appliance.platform.scanRunning ? headlines.scanRuns : '';
}

const ANSWERS: readonly ChoiceLabel[] = ['no', 'yes'];

function confirmation(words: RegisterWords, question: string, selected: ChoiceLabel, warning = ''): Screen {
  return {
    kind: 'confirmation',
    question,
    warning,
    choices: ANSWERS.map((choice) => words.choices[choice]),
    selected: ANSWERS.indexOf(selected),
  };
}
