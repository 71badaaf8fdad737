import type { Cursor } from '../../menus/frame.ts';
import { LAMPS, type Lamp } from './command.ts';

/** A place on the glass, counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The panel as a script prints it. */
export interface PrintedPanel {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  readonly lamps: Readonly<Record<Lamp, boolean>>;
}

/**
 * The glass in a box, with the cursor's place and the lit LEDs under it. `caret` points at a character from the
 * line below it.
 */
export function frameBox(panel: PrintedPanel, caret: Place | null = null): string {
  const width = Math.max(0, ...panel.rows.map((row) => row.length));
  const rule = '─'.repeat(width);
  const lines = panel.rows.flatMap((row, index) => {
    const line = `│${row}│`;
    return caret?.row === index ? [line, ` ${' '.repeat(caret.column)}^`] : [line];
  });
  return [`┌${rule}┐`, ...lines, `└${rule}┘`, ` ${underLine(panel)}`].join('\n');
}

function underLine({ cursor, lamps }: PrintedPanel): string {
  const lit = LAMPS.filter((lamp) => lamps[lamp]);
  const leds = lit.length === 0 ? 'all LEDs dark' : `lit: ${lit.join(' ')}`;
  const place =
    cursor === null ? '' : `; ${cursor.style} at line ${cursor.row + 1}, column ${cursor.column + 1}`;
  return leds + place;
}

/** Where a row first differs from what was expected of it, trailing blanks apart. */
export function firstDifference(row: string, expected: string): number {
  const found = row.trimEnd();
  const wanted = expected.trimEnd();
  let column = 0;
  while (column < wanted.length && found[column] === wanted[column]) {
    column++;
  }
  return column;
}

/**
 * The closest miss of a text that is not in the frame: the first differing character after the longest prefix found.
 * null when not even its first two characters were found.
 */
export function closestMiss(rows: readonly string[], text: string): Place | null {
  let closest: Place | null = null;
  let longest = 1;
  for (const [row, shown] of rows.entries()) {
    for (let start = 0; start < shown.length; start++) {
      let length = 0;
      while (length < text.length && shown[start + length] === text[length]) {
        length++;
      }
      if (length > longest) {
        longest = length;
        closest = { row, column: Math.min(start + length, shown.length - 1) };
      }
    }
  }
  return closest;
}
