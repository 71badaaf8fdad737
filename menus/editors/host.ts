/** The text of a host. Keys: see `text.ts`. */
import { HOST_MAX_LENGTH, parseHost } from '../values/parse.ts';
import type { HostName } from '../values/types.ts';
import { HOST_ALPHABET } from './alphabets.ts';
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
