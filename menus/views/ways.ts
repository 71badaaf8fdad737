import { GLYPHS } from '../frame.ts';
import type { PanelKeys } from '../keys.ts';
import { HINTS } from '../labels.ts';

/** Where the keys of a field lead. */
interface FieldWays {
  readonly keys: PanelKeys;
  /** What the editor already says of its keys. */
  readonly hint: string;
  readonly cursor: number;
  /** ENTER goes on to something; false: it is the end. */
  readonly goesOn: boolean;
  /** There is a field before this one. */
  readonly hasFieldBefore: boolean;
}

/** ENTER, where the editor's hint does not tell of it, then EXIT or what LEFT does in its place. */
export function fieldWays({ keys, hint, cursor, goesOn, hasFieldBefore }: FieldWays): string {
  const accept = hint.includes(GLYPHS.enter) ? '' : goesOn ? HINTS.next : HINTS.ok;
  const leave = keys.has('EXIT')
    ? HINTS.leaveByExit
    : cursor > 0
      ? ''
      : hasFieldBefore
        ? HINTS.backByLeft
        : HINTS.leaveByLeft;
  return [accept, leave].filter((way) => way !== '').join('   ');
}
