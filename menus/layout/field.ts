import { type Geometry, GLYPHS } from '../frame.ts';
import type { FieldScreen } from '../view.ts';
import { isRoomy, type Page, pageOf } from './page.ts';
import { spread } from './wrap.ts';

/** The part of a long text around the cursor, with arrows where it goes on. */
export function fieldWindow(
  text: string,
  cursor: number,
  columns: number,
): { readonly row: string; readonly column: number } {
  const cells = Math.max(text.length, cursor + 1);
  if (cells <= columns) {
    return { row: text, column: cursor };
  }
  // The cursor stays off the two edge columns, which hold the arrows, except at the very ends of the text.
  const start = Math.min(Math.max(0, cursor - (columns - 2)), cells - columns);
  const shown = text.slice(start, start + columns).padEnd(columns);
  const left = start > 0 ? GLYPHS.left : shown.charAt(0);
  const right = start + columns < cells ? GLYPHS.right : shown.charAt(columns - 1);
  return { row: `${left}${shown.slice(1, -1)}${right}`, column: cursor - start };
}

export function layoutField(screen: FieldScreen, geometry: Geometry): readonly Page[] {
  const { columns } = geometry;
  const { row, column } = fieldWindow(screen.text, screen.cursor, columns);
  const error = screen.error ?? [];
  if (!isRoomy(geometry)) {
    // An error of two rows takes the whole glass; the next key brings the value back.
    const lines = error.length >= 2 ? error : [error[0] ?? screen.label, row];
    const cursor = error.length >= 2 ? null : ({ column, row: 1, style: 'block' } as const);
    return [pageOf(lines, cursor)];
  }
  const { form } = screen;
  const position = form === null ? '' : `${form.index + 1}/${form.fields.length}`;
  const below = error.length > 0 ? error : [screen.hint, screen.ways];
  return [
    pageOf([spread(screen.label, position, columns), row, ...below], { column, row: 1, style: 'block' }),
  ];
}
