/**
 * One of a few words: `DHCP`, `STATIC`. UP and DOWN turn through them, ENTER accepts; on a console the first letter
 * chooses as well.
 */
import { GLYPHS } from '../frame.ts';
import type { KeyEvent } from '../keys.ts';
import { defineEditor } from './define-editor.ts';
import type { Editor } from './editor.ts';

export interface Choice<Value> {
  readonly value: Value;
  /** Upper case, different for each choice. */
  readonly label: string;
}

/** An editor for these choices; without an initial value it starts on the first. */
export function choiceEditor<Value>(
  choices: readonly [Choice<Value>, Choice<Value>, ...Choice<Value>[]],
): Editor<Value> {
  const chosen = (text: string) =>
    choices.reduce((found, choice) => (choice.label === text ? choice : found));

  function choose(text: string, event: KeyEvent): Choice<Value> | undefined {
    const index = choices.indexOf(chosen(text));
    if (event.type === 'KEY.DOWN') return choices[(index + 1) % choices.length];
    if (event.type === 'KEY.UP') return choices.at(index - 1);
    if (event.type !== 'KEY.CHARACTER') return undefined;
    const letter = event.character.toUpperCase();
    return letter === '' ? undefined : choices.find(({ label }) => label.startsWith(letter));
  }

  return defineEditor<Value>({
    initialText: (initial) => (choices.find(({ value }) => value === initial) ?? choices[0]).label,
    change: (state, event) => {
      const choice = choose(state.text, event);
      return choice === undefined || choice.label === state.text ? state : { ...state, text: choice.label };
    },
    next: () => null,
    settle: (state) => state,
    parse: (text) => ({ ok: true, value: chosen(text).value }),
    show: ({ text, cursor }) => ({ text, cursor, hint: `${GLYPHS.upDown} CHOOSE ${GLYPHS.enter} OK` }),
  });
}
