/** The panel's PIN: 4 to 8 digits, masked, entered like text (`text.ts`) from the digits alone. */
import { PIN_MAX_LENGTH, parsePin } from '../values/parse.ts';
import { DIGITS } from './alphabets.ts';
import type { Editor } from './editor.ts';
import { textEditor } from './text.ts';

export const pinEditor: Editor<string> = textEditor({
  alphabet: DIGITS,
  maxLength: PIN_MAX_LENGTH,
  masked: true,
  parse: parsePin,
  hints: { textAdd: 'pinAdd' },
});
