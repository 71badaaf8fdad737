import { and } from 'xstate';
import type { FormField } from '../forms/form.ts';
import type { Wizard } from '../forms/wizard.ts';
import { around, upToCertain } from '../statechart/ring.ts';
import { wizardSetup } from './setup.ts';

const at = <Type extends string>(type: Type, field: string) => ({ type, params: { field } }) as const;

/** Enters a field from another one, at its first position. */
const into = (id: string) => ({ target: `#field-${id}`, actions: [at('enter', id)] });

/** Transitions to fields; the first field that the draft includes is taken. */
function tried(fields: readonly FormField[]) {
  return upToCertain(fields, (field) => field.isCertain).map((field) => ({
    guard: at('isIncluded', field.id),
    ...into(field.id),
  }));
}

/** A note on what was accepted, between two fields. */
function noteState(id: string) {
  return wizardSetup.createStateConfig({
    meta: { screen: 'note', field: id },
    on: {
      'PRESS.ENTER': 'done',
      'PRESS.RIGHT': { guard: 'isFresh', target: 'done' },
      'PRESS.LEFT': { guard: 'isFresh', target: 'editing' },
      'PRESS.EXIT': 'editing',
    },
  });
}

/** A field of a form: editing, then perhaps a note, then on to the next field the draft includes. */
function fieldState({ form: { fields } }: Wizard, field: FormField) {
  const { id } = field;
  const place = fields.indexOf(field);
  const before = fields.slice(0, place).toReversed();
  const after = fields.slice(place + 1);
  const onwards = after.some((each) => each.isCertain)
    ? tried(after)
    : [...tried(after), { target: '#check' }];
  return wizardSetup.createStateConfig({
    id: `field-${id}`,
    initial: 'editing',
    states: {
      editing: {
        meta: { screen: 'field', field: id },
        on: {
          'PRESS.TAB': tried(around(fields, field, 1)),
          'PRESS.BACKTAB': tried(around(fields, field, -1)),
          'PRESS.*': { actions: at('editField', id) },
          'FIELD.ACCEPTED': 'accepted',
          'FIELD.LEFT': { target: '#leaving', actions: at('rememberField', id) },
          'FIELD.STEPPED_BACK': tried(before),
        },
      },
      accepted: {
        always: field.mayNote
          ? [{ guard: at('hasNote', id), target: 'note' }, { target: 'done' }]
          : { target: 'done' },
      },
      ...(field.mayNote ? { note: noteState(id) } : {}),
      done: { always: onwards },
    },
  });
}

/** Where GO BACK leads: to the field before the one that was left, or to the last one from the review. */
export function backTransitions(wizard: Wizard) {
  const { fields } = wizard.form;
  const fromFields = fields.flatMap(({ id }, place) =>
    tried(fields.slice(0, place).toReversed()).map(({ guard, target, actions }) => ({
      guard: and([at('leftAt', id), guard]),
      target,
      actions,
    })),
  );
  const first = fields.slice(0, 1).map(({ id }) => ({ guard: at('leftAt', id), ...into(id) }));
  return [...fromFields, ...first, ...lastIncluded(wizard)];
}

/** The last field the draft includes. */
export function lastIncluded({ form }: Wizard) {
  return tried(form.fields.toReversed());
}

/** Back to the first field with an error. */
export function firstWrong({ form }: Wizard) {
  return form.fields.map(({ id }) => ({ guard: at('hasErrorAt', id), ...into(id) }));
}

/** All fields of a wizard as states named after them. */
export function fieldStates(wizard: Wizard) {
  return Object.fromEntries(wizard.form.fields.map((field) => [field.id, fieldState(wizard, field)]));
}
