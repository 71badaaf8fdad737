import type { ChoiceLabel } from '../words/words.ts';
import { around } from './ring.ts';

/** One answer to a question, as a state. */
export interface Choice<Meta, Leads> {
  readonly name: ChoiceLabel;
  readonly meta: Meta;
  /** Where ENTER on it leads. */
  readonly leads: Leads;
}

/**
 * The answers of a question as states: UP and DOWN cycle, LEFT and RIGHT stop at the ends, ENTER chooses, EXIT
 * (LEFT on the first answer of a panel without EXIT) goes to `exit`. The harmless answer has to come first.
 * The machine's setup has to define the guards `isFresh`, `leavesByLeft` and `isLetterOf`.
 */
export function choiceStates<const Meta, const Leads, const Exit extends string>(
  choices: readonly Choice<Meta, Leads>[],
  exit: Exit,
) {
  const names = choices.map((choice) => choice.name);
  const beside = (name: ChoiceLabel, step: 1 | -1) =>
    around(names, name, step)
      .slice(0, 1)
      .map((target) => ({ target }));
  const along = (from: number, to: number) =>
    names.slice(from, to).map((target) => ({ guard: 'isFresh' as const, target }));
  /** On a console a letter selects an answer, and ENTER is still needed to choose it. */
  const typed = names.map((target) => ({
    guard: { type: 'isLetterOf' as const, params: { name: target } },
    target,
  }));
  const states = choices.map(({ name, meta, leads }, place) => {
    const state = {
      meta,
      on: {
        'PRESS.UP': beside(name, -1),
        'PRESS.DOWN': beside(name, 1),
        'PRESS.RIGHT': along(place + 1, place + 2),
        'PRESS.LEFT': [
          ...along(Math.max(0, place - 1), place),
          { guard: 'leavesByLeft' as const, target: exit },
        ],
        'PRESS.CHARACTER': typed,
        'PRESS.ENTER': leads,
        'PRESS.EXIT': exit,
      },
    };
    return [name, state] as const;
  });
  return Object.fromEntries(states);
}
