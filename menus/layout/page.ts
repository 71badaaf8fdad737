import type { Cursor, Geometry } from '../frame.ts';
import { GLYPHS } from '../frame.ts';

/** One LCD screen of a view. */
export interface Page {
  readonly lines: readonly string[];
  readonly cursor: Cursor | null;
}

/** Rows that belong together, such as a label and its value: kept on one page where one page can hold them. */
export type Block = readonly string[];

export function pageOf(lines: readonly string[], cursor: Cursor | null = null): Page {
  return { lines, cursor };
}

/** Marks that there is more: an arrow in the last column of the lowest row that has room for it. */
function marked(lines: readonly string[], glyph: string, geometry: Geometry): readonly string[] {
  const rows = Array.from({ length: geometry.rows }, (_, row) => lines[row] ?? '');
  const free = rows.findLastIndex((row) => row.length < geometry.columns);
  return rows.map((row, index) => (index === free ? row.padEnd(geometry.columns - 1) + glyph : row));
}

/** Pages of blocks under a heading that stands on each of them. At least one page. */
export function paginate(
  blocks: readonly Block[],
  geometry: Geometry,
  heading: readonly string[] = [],
): readonly Page[] {
  const room = Math.max(1, geometry.rows - heading.length);
  const pages: string[][] = [];
  let page: string[] = [];
  for (const block of blocks) {
    if (page.length > 0 && page.length + block.length > room) {
      pages.push(page);
      page = [];
    }
    for (const row of block) {
      if (page.length === room) {
        pages.push(page);
        page = [];
      }
      page.push(row);
    }
  }
  pages.push(page);
  return pages.map((rows, index) => {
    const glyph = index === 0 ? GLYPHS.down : index === pages.length - 1 ? GLYPHS.up : GLYPHS.upDown;
    const lines = [...heading, ...rows];
    return pageOf(pages.length === 1 ? lines : marked(lines, glyph, geometry));
  });
}

/** Whether there is room for a title and a row of hints around the thing itself; hints are up to 20 characters. */
export function isRoomy(geometry: Geometry): boolean {
  return geometry.rows >= 4 && geometry.columns >= 20;
}

/** A progress bar over the whole row. `percent` is 0-100. */
export function bar(percent: number, columns: number): string {
  const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * columns);
  return GLYPHS.block.repeat(filled).padEnd(columns, '.');
}

/** `42%`; empty where the percentage is unknown. */
export function percentText(percent: number | null): string {
  return percent === null ? '' : `${Math.round(Math.min(100, Math.max(0, percent)))}%`;
}
