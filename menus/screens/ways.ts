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
  /** There is a field before this one. */
  readonly hasFieldBefore: boolean;
}

/** Hints that do not mention ENTER, which accepts at any cursor position. */
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
