/** What a wizard shows in each of its states. */
import { toPanelText } from '../frame.ts';
import { CHOICES, HINTS, MESSAGES, QUESTIONS, REVIEW } from '../labels.ts';
import { differences } from '../settings/review.ts';
import type { WizardContext, WizardMeta } from '../state/wizard-context.ts';
import { partWithin } from '../turning.ts';
import type { FieldScreen, ReviewScreen, Screen } from '../view.ts';
import { LINE_LABELS, reviewText } from './review-text.ts';
import { fieldWays } from './ways.ts';

/** Fields of the form that the draft includes, for consoles, and the one being edited, for everyone. */
function fieldScreen(context: WizardContext, id: string): FieldScreen {
  const { wizard, entries, errors } = context;
  const { form } = wizard;
  const included = form.included(entries);
  const fields = form.fields
    .filter((field) => included.includes(field.id))
    .map((field) => ({
      label: field.label,
      text: form.show(entries, field.id).text,
      error: errors[field.id]?.panel ?? null,
    }));
  const index = included.indexOf(id);
  const { text, cursor, hint } = form.show(entries, id);
  const ways = fieldWays({ keys: context.keys, hint, cursor, goesOn: true, hasFieldBefore: index > 0 });
  return {
    kind: 'field',
    label: form.describe(id).label,
    text,
    cursor,
    hint,
    ways,
    error: errors[id]?.panel ?? null,
    form: { title: wizard.change, fields, index },
  };
}

export function reviewScreen(context: WizardContext): ReviewScreen {
  const { appliance, wizard, entries, position } = context;
  const { wanted, network } = appliance;
  const changes = differences(wanted, wizard.wanted(entries, appliance), network).map((change) => ({
    label: LINE_LABELS[change.line],
    before: toPanelText(reviewText(change.before)),
    after: toPanelText(
      JSON.stringify(change.before) === JSON.stringify(change.after)
        ? `${reviewText(change.after)} CHANGED`
        : reviewText(change.after),
    ),
  }));
  const index = partWithin(position.index, changes.length);
  return { kind: 'review', title: REVIEW.title, changes, index, part: position.part };
}

function message(tone: 'info' | 'fault', lines: readonly string[], hint: string): Screen {
  return { kind: 'message', tone, lines, hint, part: 0 };
}

export function wizardScreen(context: WizardContext, meta: WizardMeta): Screen {
  switch (meta.screen) {
    case 'prompt':
      return { kind: 'prompt', text: context.wizard.prompt };
    case 'field':
      return fieldScreen(context, meta.field);
    case 'note':
      return message('info', context.wizard.form.note(context.entries, meta.field), HINTS.goOn);
    case 'review':
      return reviewScreen(context);
    case 'nothing':
      return message('info', [MESSAGES.nothingToChange], HINTS.anyKey);
    case 'refused':
      return message('fault', context.refusal, HINTS.anyKey);
    case 'confirm':
      return confirmation(context.wizard.question, [CHOICES.no, CHOICES.yes], CHOICES[meta.choice]);
    case 'discard': {
      const goBack = context.keys.has('LEFT') ? [] : [CHOICES.goBack];
      return confirmation(QUESTIONS.discard, [CHOICES.no, CHOICES.yes, ...goBack], CHOICES[meta.choice]);
    }
  }
}

function confirmation(question: string, choices: readonly string[], selected: string): Screen {
  return { kind: 'confirmation', question, warning: '', choices, selected: choices.indexOf(selected) };
}
