/** What a wizard shows in each of its states. */
import { differences } from '../settings/review.ts';
import type { WizardContext, WizardMeta } from '../state/wizard-context.ts';
import { partWithin } from '../turning.ts';
import type { FieldScreen, ReviewScreen, Screen } from '../view.ts';
import { wordsOf } from '../words/audience.ts';
import type { ChoiceLabel, RegisterWords } from '../words/words.ts';
import { linesOf, reviewText } from './texts.ts';
import { fieldWays } from './ways.ts';

/** A field's text, in the notation of the register. */
function shownField(context: WizardContext, id: string, words: RegisterWords, isEdited: boolean) {
  const { form } = context.wizard;
  const shown = form.show(context.entries, id);
  const { choices } = form.describe(id);
  if (choices !== null) return { ...shown, text: choices(words, shown.text) };
  if (words.register === 'glass') return shown;
  return { ...shown, ...(isEdited ? shown.natural : { text: shown.natural.rest, cursor: 0 }) };
}

/** The field being edited and, for consoles, all fields that the draft includes. */
function fieldScreen(context: WizardContext, id: string, words: RegisterWords): FieldScreen {
  const { wizard, entries, errors } = context;
  const { form } = wizard;
  const included = form.included(entries);
  const errorOf = (field: string) => {
    const error = errors[field];
    return error === undefined ? null : linesOf(words, error);
  };
  const fields = form.fields
    .filter((field) => included.includes(field.id))
    .map((field) => ({
      label: words.fields[field.label],
      text: shownField(context, field.id, words, false).text,
      error: errorOf(field.id),
    }));
  const index = included.indexOf(id);
  const { text, cursor, hint, isSecret } = shownField(context, id, words, true);
  const isChoice = form.describe(id).choices !== null;
  return {
    kind: 'field',
    label: words.fields[form.describe(id).label],
    text,
    entry: isChoice ? 'keys' : isSecret ? 'secret' : 'text',
    cursor,
    hint: words.hints[hint],
    ways: fieldWays(words, { keys: context.keys, hint, cursor, goesOn: true, hasFieldBefore: index > 0 }),
    error: errorOf(id),
    form: { title: words.changes[wizard.change], fields, index },
  };
}

export function reviewScreen(context: WizardContext): ReviewScreen {
  const { appliance, wizard, entries, position } = context;
  const words = wordsOf(context);
  const { wanted, network } = appliance;
  const changes = differences(wanted, wizard.wanted(entries, appliance), network).map((change) => {
    const [before, after] = [reviewText(words, change.before), reviewText(words, change.after)];
    return {
      label: words.lines[change.line],
      before,
      after: after === before ? words.phrases.changed({ value: after }) : after,
    };
  });
  const index = partWithin(position.index, changes.length);
  return { kind: 'review', title: words.headlines.review, changes, index, part: position.part };
}

/** ENTER goes on; EXIT, or LEFT where there is none, leaves. */
function promptHint({ keys }: WizardContext, { hints, register }: RegisterWords): string {
  if (register === 'console') return hints.prompt;
  return `${hints.prompt}  ${keys.has('EXIT') ? hints.leaveByExit : hints.leaveByLeft}`;
}

function message(tone: 'info' | 'fault', lines: readonly string[], hint: string): Screen {
  return { kind: 'message', tone, lines, hint, part: 0 };
}

export function wizardScreen(context: WizardContext, meta: WizardMeta): Screen {
  const words = wordsOf(context);
  const { prompt, question, form } = context.wizard;
  switch (meta.screen) {
    case 'prompt':
      return {
        kind: 'prompt',
        text: prompt === null ? '' : words.prompts[prompt],
        hint: promptHint(context, words),
      };
    case 'field':
      return fieldScreen(context, meta.field, words);
    case 'note': {
      const notes = [form.note(context.entries, meta.field)].filter((note) => note !== null);
      return message(
        'info',
        notes.map((note) => words.notes[note]),
        words.hints.goOn,
      );
    }
    case 'review':
      return reviewScreen(context);
    case 'nothing':
      return message('info', [words.headlines.nothingToChange], words.hints.anyKey);
    case 'refused':
      return message('fault', linesOf(words, ...context.refusal), words.hints.anyKey);
    case 'confirm':
      return confirmation(
        words,
        words.questions[question],
        ['no', 'yes'],
        meta.choice,
        warningOf(context, words),
      );
    case 'discard': {
      const goBack = context.keys.has('LEFT') ? [] : (['goBack'] as const);
      return confirmation(words, words.questions.discard, ['no', 'yes', ...goBack], meta.choice);
    }
  }
}

/** A change of the network cuts off a scan. */
function warningOf({ appliance }: WizardContext, { headlines }: RegisterWords): string {
  return appliance.platform.scanRunning ? headlines.scanRuns : '';
}

function confirmation(
  words: RegisterWords,
  question: string,
  choices: readonly ChoiceLabel[],
  selected: ChoiceLabel,
  warning = '',
): Screen {
  return {
    kind: 'confirmation',
    question,
    warning,
    choices: choices.map((choice) => words.choices[choice]),
    selected: choices.indexOf(selected),
  };
}
