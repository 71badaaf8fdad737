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
 * Characters are printable ASCII (0x20-0x7E), the `GLYPHS`, and of the letters of other languages those in the panel's
 * repertoire; each fills one cell. A panel's character map turns them into its own codes.
 */
export interface Frame {
  readonly geometry: Geometry;
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  readonly leds: Leds;
}

/** The characters outside printable ASCII that every panel shows. */
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

/** The two geometries every screen is designed for. Any other from 16x2 up works too, with more room if it is larger. */
export const GEOMETRY_20X4: Geometry = { columns: 20, rows: 4 };
export const GEOMETRY_16X2: Geometry = { columns: 16, rows: 2 };

/** The letters a panel or a terminal shows beyond the basic characters: `Ä`, half-width katakana. */
export interface Repertoire {
  has(character: string): boolean;
}

/** Shows the basic characters alone. */
export const BASIC_REPERTOIRE: Repertoire = { has: () => false };

/** Western European letters, as the kernel's console fonts have them (U+00A1 to U+00FF). */
export const LATIN_1_REPERTOIRE: Repertoire = { has: (character) => /^[\u00a1-\u00ff]$/.test(character) };

/** Shows everything, as a terminal in UTF-8 does. */
export const WHOLE_REPERTOIRE: Repertoire = { has: () => true };

const ALLOWED = new Set<string>(Object.values(GLYPHS));

/** Whether every panel shows it: printable ASCII and the glyphs. */
export function isBasicCharacter(character: string): boolean {
  return (character >= ' ' && character <= '~' && character.length === 1) || ALLOWED.has(character);
}

/**
 * Letters that some panels have: Latin-1 (U+00A1 to U+00FF) and half-width katakana (U+FF61 to U+FF9F). One cell each;
 * full-width Japanese would take two.
 */
const SOME_PANELS_HAVE = /^[\u00a1-\u00ff\uff61-\uff9f]$/;

function reduce(text: string, isAllowed: (character: string) => boolean): string {
  let shown = '';
  for (const character of text) shown += isAllowed(character) ? character : '?';
  return shown;
}

/** Reduces text from outside to characters that every panel can show, one cell each; all others become `?`. */
export function toPanelText(text: string): string {
  return reduce(text, isBasicCharacter);
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
      reduce(lines[row] ?? '', (character) => isBasicCharacter(character) || SOME_PANELS_HAVE.test(character))
        .slice(0, geometry.columns)
        .padEnd(geometry.columns),
    );
  }
  return { geometry, rows, cursor, leds };
}
