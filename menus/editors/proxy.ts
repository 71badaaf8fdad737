/** The texts of the proxy wizard: host, user and password. Keys: see `text.ts`. */
import {
  HOST_MAX_LENGTH,
  PASSWORD_MAX_LENGTH,
  parseHost,
  parsePassword,
  parseUser,
  USER_MAX_LENGTH,
} from '../values/parse.ts';
import type { HostName } from '../values/types.ts';
import { HOST_ALPHABET, PASSWORD_ALPHABET, USER_ALPHABET } from './alphabets.ts';
import type { Editor } from './editor.ts';
import { textEditor } from './text.ts';

/** A name or an address; shown and entered in upper case, a name's value is in lower case. */
export const hostEditor: Editor<HostName> = textEditor<HostName>({
  alphabet: HOST_ALPHABET,
  maxLength: HOST_MAX_LENGTH,
  masked: false,
  display: (host) => host.toUpperCase(),
  natural: (text) => text.toLowerCase(),
  typedAs: (character) => character.toUpperCase(),
  parse: parseHost,
});

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
