/** One answer to a question, as a state. */
export interface Choice<Meta, Leads> {
  readonly name: string;
  readonly meta: Meta;
  /** Where ENTER on it leads. */
  readonly leads: Leads;
}

/**
 * The answers of a question as states: UP and DOWN go round, LEFT and RIGHT go along, ENTER chooses, EXIT (LEFT
 * on the first answer, where a panel has no EXIT) goes to `exit`. The harmless answer comes first.
 * The setup these are used in names the guards `isFresh` and `leavesByLeft`.
 */
export function choiceStates<const Meta, const Leads, const Exit extends string>(
  choices: readonly Choice<Meta, Leads>[],
  exit: Exit,
) {
  const names = choices.map((choice) => choice.name);
  const nameAt = (place: number): string => names[(place + names.length) % names.length] ?? '';
  const states = choices.map(({ name, meta, leads }, place) => {
    const state = {
      meta,
      on: {
        'PRESS.UP': nameAt(place - 1),
        'PRESS.DOWN': nameAt(place + 1),
        'PRESS.RIGHT': { guard: 'isFresh' as const, target: nameAt(Math.min(place + 1, names.length - 1)) },
        'PRESS.LEFT': [
          ...(place > 0 ? [{ guard: 'isFresh' as const, target: nameAt(place - 1) }] : []),
          { guard: 'leavesByLeft' as const, target: exit },
        ],
        'PRESS.ENTER': leads,
        'PRESS.EXIT': exit,
      },
    };
    return [name, state] as const;
  });
  return Object.fromEntries(states);
}
