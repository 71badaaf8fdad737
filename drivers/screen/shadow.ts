import type { Geometry } from '../../menus/frame.ts';

/** A run of neighbouring cells in one row, in the panel's own character codes. */
export interface Span {
  readonly row: number;
  /** Column of the first cell, from 0. */
  readonly column: number;
  readonly codes: Uint8Array;
}

/** Marks a cell whose content is not known; outside the range of character codes. */
const UNKNOWN = -1;

/**
 * What the glass is known to show, cell by cell: what the panel has acknowledged, or, on a line without
 * acknowledgements, what has been handed over. A cell that is not known is written again.
 */
export class Shadow {
  readonly geometry: Geometry;
  readonly #cells: Int16Array;

  constructor(geometry: Geometry) {
    this.geometry = geometry;
    this.#cells = new Int16Array(geometry.columns * geometry.rows).fill(UNKNOWN);
  }

  /** The first column, from `from` on, whose cell is not known to show its code; `codes.length`: all of them do. */
  nextDifference(row: number, codes: Uint8Array, from: number): number {
    const start = row * this.geometry.columns;
    let column = from;
    while (column < codes.length && this.#cells[start + column] === codes[column]) column++;
    return column;
  }

  /** The panel has taken this span. */
  put(span: Span): void {
    this.#cells.set(span.codes, span.row * this.geometry.columns + span.column);
  }

  /** Nothing on the glass is certain any more: all of it is written again. */
  forget(): void {
    this.#cells.fill(UNKNOWN);
  }
}
