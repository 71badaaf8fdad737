import {
  BASIC_REPERTOIRE,
  LATIN_1_REPERTOIRE,
  type Repertoire,
  WHOLE_REPERTOIRE,
} from '../../menus/frame.ts';

/** What a terminal can show; the daemon puts the console's words into these characters. */
export type TerminalCharacters = 'all' | 'latin-1' | 'ascii';

export const TERMINAL_REPERTOIRES: Readonly<Record<TerminalCharacters, Repertoire>> = {
  all: WHOLE_REPERTOIRE,
  'latin-1': LATIN_1_REPERTOIRE,
  ascii: BASIC_REPERTOIRE,
};

/** As a console asks for them; null: none that is known. @param text null: not asked for, as by older consoles */
export function parseCharacters(text: string | null): TerminalCharacters | null {
  if (text === null) return 'all';
  return text === 'all' || text === 'latin-1' || text === 'ascii' ? text : null;
}
