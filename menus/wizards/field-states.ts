import { and } from 'xstate';
import { wizardSetup } from './setup.ts';
import type { Wizard } from './wizard.ts';

const at = <Type extends string>(type: Type, field: string) => ({ type, params: { field } }) as const;

/** The fields among `ids` the draft includes, in the order given, as transitions; the last is `otherwise`. */
function firstIncluded(ids: readonly string[], otherwise: string) {
  return [
    ...ids.map((id) => ({ guard: at('isIncluded', id), target: `#field-${id}` })),
    { target: otherwise },
  ];
}

/** A field of a form: editing, then perhaps a note, then on to the next field the draft includes. */
function fieldState(wizard: Wizard, id: string) {
  const ids = wizard.form.fields.map((field) => field.id);
  const place = ids.indexOf(id);
  const before = ids.slice(0, place).toReversed();
  const after = ids.slice(place + 1);
  const edit = { type: 'edit', params: { field: id } } as const;
  const remember = { type: 'rememberField', params: { field: id } } as const;
  const leave = { guard: at('leaves', id), target: '#leaving', actions: remember };
  return wizardSetup.createStateConfig({
    id: `field-${id}`,
    initial: 'editing',
    states: {
      editing: {
        meta: { screen: 'field', field: id },
        on: {
          'PRESS.TAB': firstIncluded([...after, ...ids], `#field-${id}`),
          'PRESS.BACKTAB': firstIncluded([...before, ...ids.toReversed()], `#field-${id}`),
          'PRESS.LEFT': [
            ...before.map((other) => ({
              guard: and([at('stepsBack', id), at('isIncluded', other)]),
              target: `#field-${other}`,
              actions: edit,
            })),
            leave,
            { actions: edit },
          ],
          'PRESS.*': [
            { guard: at('accepts', id), target: 'accepted', actions: edit },
            leave,
            { actions: edit },
          ],
        },
      },
      accepted: { always: [{ guard: at('hasNote', id), target: 'note' }, { target: 'done' }] },
      note: {
        meta: { screen: 'note', field: id },
        on: {
          'PRESS.ENTER': 'done',
          'PRESS.RIGHT': { guard: 'isFresh', target: 'done' },
          'PRESS.LEFT': { guard: 'isFresh', target: 'editing' },
          'PRESS.EXIT': 'editing',
        },
      },
      done: { always: firstIncluded(after, '#check') },
    },
  });
}

/** Where GO BACK leads: to the field before the one that was left, or to the last one from the review. */
export function backTransitions(wizard: Wizard) {
  const ids = wizard.form.fields.map((field) => field.id);
  const fromFields = ids.flatMap((id, place) =>
    ids
      .slice(0, place)
      .reverse()
      .map((before) => ({
        guard: and([at('leftAt', id), at('isIncluded', before)]),
        target: `#field-${before}`,
      })),
  );
  const first = ids.slice(0, 1).map((id) => ({ guard: at('leftAt', id), target: `#field-${id}` }));
  return [...fromFields, ...first, ...lastIncluded(wizard)];
}

/** The last field the draft includes. */
export function lastIncluded(wizard: Wizard) {
  const ids = wizard.form.fields.map((field) => field.id);
  return ids.toReversed().map((id) => ({ guard: at('isIncluded', id), target: `#field-${id}` }));
}

/** Back to the first field with an error. */
export function firstWrong(wizard: Wizard) {
  return wizard.form.fields.map(({ id }) => ({ guard: at('hasErrorAt', id), target: `#field-${id}` }));
}

/** All fields of a wizard as states named after them. */
export function fieldStates(wizard: Wizard) {
  return Object.fromEntries(wizard.form.fields.map(({ id }) => [id, fieldState(wizard, id)]));
}
