/** The texts of a user and a password. Keys: see `text.ts`. */
import { PASSWORD_MAX_LENGTH, parsePassword, parseUser, USER_MAX_LENGTH } from '../values/parse.ts';
import { PASSWORD_ALPHABET, USER_ALPHABET } from './alphabets.ts';
import type { Editor } from './editor.ts';
import { textEditor } from './text.ts';

/** May be empty: no authentication. */
export const userEditor: Editor<string> = textEditor({
  alphabet: USER_ALPHABET,
  maxLength: USER_MAX_LENGTH,
  masked: false,
  parse: parseUser,
});

/** Masked; may be empty. */
export const passwordEditor: Editor<string> = textEditor({
  alphabet: PASSWORD_ALPHABET,
  maxLength: PASSWORD_MAX_LENGTH,
  masked: true,
  parse: parsePassword,
});
