import type { KeyEvent } from '../menus/keys.ts';

/** What a console sends for a character of a script's `type`. */
export function typedKey(character: string): KeyEvent {
  switch (character) {
    case '\b':
      return { type: 'KEY.BACKSPACE' };
    case '\t':
      return { type: 'KEY.TAB' };
    default:
      return { type: 'KEY.CHARACTER', character };
  }
}
