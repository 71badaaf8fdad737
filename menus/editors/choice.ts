/**
 * One of a few values: `dhcp`, `static`. UP and DOWN turn through them, ENTER accepts; on a console the first letter
 * chooses as well.
 */
import type { KeyEvent } from '../keys.ts';
import { defineEditor } from './define-editor.ts';
import type { Editor } from './editor.ts';

/**
 * An editor for these values, which begin with different letters; without an initial value it starts on the first. The
 * text is the value: screens translate it into the operator's language.
 */
export function choiceEditor<Value extends string>(
  choices: readonly [Value, Value, ...Value[]],
): Editor<Value> {
  const chosen = (text: string): Value =>
    choices.reduce((found, choice) => (choice === text ? choice : found));

  function choose(text: string, event: KeyEvent): Value | undefined {
    const index = choices.indexOf(chosen(text));
    if (event.type === 'KEY.DOWN') return choices[(index + 1) % choices.length];
    if (event.type === 'KEY.UP') return choices.at(index - 1);
    if (event.type !== 'KEY.CHARACTER') return undefined;
    const letter = event.character.toLowerCase();
    return letter === '' ? undefined : choices.find((choice) => choice.startsWith(letter));
  }

  return defineEditor<Value>({
    // Consoles choose by keys: the text of a choice is not in the operator's language.
    written: (text) => ({ ok: true, value: chosen(text) }),
    initialText: (initial) => choices.find((value) => value === initial) ?? choices[0],
    change: (state, event) => {
      const choice = choose(state.text, event);
      return choice === undefined || choice === state.text ? state : { ...state, text: choice };
    },
    next: () => null,
    settle: (state) => state,
    parse: (text) => ({ ok: true, value: chosen(text) }),
    show: ({ text, cursor }) => ({
      text,
      cursor,
      hint: 'choice',
      isSecret: false,
      natural: { text, cursor, rest: text },
    }),
  });
}
