import { LEDS_OFF, type Leds } from './leds.ts';

/** Size of the glass in character cells. */
export interface Geometry {
  readonly columns: number;
  readonly rows: number;
}

/** Where the cursor stands, counted from 0 at the top left. */
export interface Cursor {
  readonly column: number;
  readonly row: number;
  readonly style: 'underline' | 'block';
}

/**
 * What a panel shows at one moment: exactly `geometry.rows` strings of exactly `geometry.columns` characters.
 * Characters are printable ASCII (0x20-0x7E) and the `GLYPHS`; each fills one cell. A panel's character map
 * turns them into its own codes.
 */
export interface Frame {
  readonly geometry: Geometry;
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  readonly leds: Leds;
}

/** The only characters outside printable ASCII that a frame may hold. */
export const GLYPHS = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  upDown: '↕',
  enter: '↵',
  block: '█',
  lock: '⚿',
} as const;

/** The two geometries every screen is made for. Others from 16x2 on show the same, the wider and taller with more room. */
export const GEOMETRY_20X4: Geometry = { columns: 20, rows: 4 };
export const GEOMETRY_16X2: Geometry = { columns: 16, rows: 2 };

const ALLOWED = new Set<string>(Object.values(GLYPHS));

/** Reduces text from outside to what every panel can show: one cell a character, the rest becomes `?`. */
export function toPanelText(text: string): string {
  let shown = '';
  for (const character of text) {
    const printable = character >= ' ' && character <= '~';
    shown += printable || ALLOWED.has(character) ? character : '?';
  }
  return shown;
}

/**
 * A frame from lines of any length: cut or padded to the geometry.
 * `leds` and `cursor` default to dark and hidden.
 */
export function frameOf(
  geometry: Geometry,
  lines: readonly string[],
  cursor: Cursor | null = null,
  leds: Leds = LEDS_OFF,
): Frame {
  const rows: string[] = [];
  for (let row = 0; row < geometry.rows; row++) {
    rows.push(
      toPanelText(lines[row] ?? '')
        .slice(0, geometry.columns)
        .padEnd(geometry.columns),
    );
  }
  return { geometry, rows, cursor, leds };
}
