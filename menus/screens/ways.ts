import type { PanelKeys } from '../keys.ts';
import type { EditorHint, RegisterWords } from '../words/words.ts';

/** Where the keys of a field lead. */
interface FieldWays {
  readonly keys: PanelKeys;
  /** What the editor already says of its keys. */
  readonly hint: EditorHint;
  readonly cursor: number;
  /** ENTER goes on to something; false: it is the end. */
  readonly goesOn: boolean;
  /** There is a field before this one. */
  readonly hasFieldBefore: boolean;
}

/** Hints that leave ENTER unsaid: it accepts wherever the cursor stands. */
const WITHOUT_ENTER: ReadonlySet<EditorHint> = new Set(['digitMove', 'textMove', 'textDelete', 'textInsert']);

/** ENTER, where the editor's hint does not name it, then EXIT or what LEFT does in its place. */
export function fieldWays(
  { hints, register }: RegisterWords,
  { keys, hint, cursor, goesOn, hasFieldBefore }: FieldWays,
): string {
  const accept = !WITHOUT_ENTER.has(hint) ? '' : goesOn ? hints.next : hints.ok;
  const leave = keys.has('EXIT')
    ? hints.leaveByExit
    : cursor > 0
      ? ''
      : hasFieldBefore
        ? hints.backByLeft
        : hints.leaveByLeft;
  return [accept, leave].filter((way) => way !== '').join(register === 'glass' ? '  ' : ' ');
}
