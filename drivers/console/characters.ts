import {
  BASIC_REPERTOIRE,
  LATIN_1_REPERTOIRE,
  type Repertoire,
  WHOLE_REPERTOIRE,
} from '../../menus/frame.ts';

/** The character set of a terminal; the daemon writes the console's words in it. */
export type TerminalCharacters = 'all' | 'latin-1' | 'ascii';

export const TERMINAL_REPERTOIRES: Readonly<Record<TerminalCharacters, Repertoire>> = {
  all: WHOLE_REPERTOIRE,
  'latin-1': LATIN_1_REPERTOIRE,
  ascii: BASIC_REPERTOIRE,
};

/** Parses the query parameter; null: unknown set. @param text null: absent, as in older consoles' requests */
export function parseCharacters(text: string | null): TerminalCharacters | null {
  if (text === null) return 'all';
  return text === 'all' || text === 'latin-1' || text === 'ascii' ? text : null;
}
