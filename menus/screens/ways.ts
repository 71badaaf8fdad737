import type { PanelKeys } from '../keys.ts';
import type { EditorHint, RegisterWords } from '../words/words.ts';

/** Where the keys of a field lead. */
interface FieldWays {
  readonly keys: PanelKeys;
  /** The editor's hint, which may already name ENTER. */
  readonly hint: EditorHint;
  readonly cursor: number;
  /** ENTER leads to a further screen; false: this is the last. */
  readonly goesOn: boolean;
  /** Whether leaving goes back with what was entered, or gives it up. */
  readonly leads: 'back' | 'out';
}

/** Hints that do not mention ENTER, which accepts at any cursor position. */
const WITHOUT_ENTER: ReadonlySet<EditorHint> = new Set(['digitMove', 'textMove', 'textDelete', 'textInsert']);

/** ENTER, where the editor's hint does not name it, then EXIT or what LEFT does in its place. */
export function fieldWays(words: RegisterWords, { keys, hint, cursor, goesOn, leads }: FieldWays): string {
  const { hints, register } = words;
  const accept = !WITHOUT_ENTER.has(hint) ? '' : goesOn ? hints.next : hints.ok;
  const byLeft = leads === 'back' ? hints.backByLeft : hints.leaveByLeft;
  const byExit = leads === 'back' ? hints.backByExit : hints.leaveByExit;
  const leave = keys.has('EXIT') ? byExit : cursor > 0 ? '' : byLeft;
  return [accept, leave].filter((way) => way !== '').join(register === 'glass' ? '  ' : ' ');
}

/** The key that leaves a screen without a cursor. */
export function leaveWay({ hints }: RegisterWords, keys: PanelKeys): string {
  return keys.has('EXIT') ? hints.leaveByExit : hints.leaveByLeft;
}
