import { GLYPHS } from '../../menus/frame.ts';
import type { Glyph } from './charset.ts';

const glyph = (...rows: readonly string[]): Glyph =>
  rows.map((row) => [...row].reduce((bits, dot) => bits * 2 + (dot === '#' ? 1 : 0), 0));

/** Pictures of characters that a panel's generator may lack, by the character a frame holds. */
export const CUSTOM_GLYPHS = {
  '↑': glyph('..#..', '.###.', '#.#.#', '..#..', '..#..', '..#..', '..#..', '.....'),
  '↓': glyph('..#..', '..#..', '..#..', '..#..', '#.#.#', '.###.', '..#..', '.....'),
  '↕': glyph('..#..', '.###.', '#.#.#', '..#..', '#.#.#', '.###.', '..#..', '.....'),
  '↵': glyph('....#', '....#', '....#', '..#.#', '.#..#', '#####', '.#...', '..#..'),
  '⚿': glyph('.###.', '#...#', '#...#', '#####', '##.##', '##.##', '#####', '.....'),
  '\\': glyph('.....', '#....', '.#...', '..#..', '...#.', '....#', '.....', '.....'),
  '~': glyph('.....', '.....', '.#...', '#.#.#', '...#.', '.....', '.....', '.....'),
  '`': glyph('.#...', '..#..', '...#.', '.....', '.....', '.....', '.....', '.....'),
} as const satisfies Record<string, Glyph>;

/** The nearest sign of ASCII for each character beyond it that a frame may hold. */
export const ASCII_STAND_INS: ReadonlyMap<string, string> = new Map([
  [GLYPHS.up, '^'],
  [GLYPHS.down, 'v'],
  [GLYPHS.left, '<'],
  [GLYPHS.right, '>'],
  [GLYPHS.upDown, '|'],
  [GLYPHS.enter, '<'],
  [GLYPHS.block, '#'],
  [GLYPHS.lock, '*'],
]);
