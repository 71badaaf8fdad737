import type { Cursor, Geometry } from '../../menus/frame.ts';
import { type Canvas, type Colour, mix, type Rectangle } from './canvas.ts';
import { CELL_COLUMNS, CELL_ROWS, cellOf } from './font.ts';

/** The two most common kinds: dark dots on yellow-green, bright dots on blue. */
export type Glass = 'green' | 'blue';

export const GLASSES: readonly Glass[] = ['green', 'blue'];

/** What the glass shows, as the panel decoded it. */
export interface GlassImage {
  readonly geometry: Geometry;
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  /** 0: dots do not stand out from the background; 100: as dark as they get. */
  readonly contrast_percent: number;
  /** 0: the lamp behind the glass is out. */
  readonly brightness_percent: number;
}

interface Tones {
  /** The lit background in the middle and at the rim, where the lamp is weaker. */
  readonly middle: Colour;
  readonly rim: Colour;
  readonly dot: Colour;
  /** How far a dot that is off shows, 0-1: a real glass never hides its grid. */
  readonly ghost: number;
  /** How far a dot darkens what lies behind it, seen from slightly above. */
  readonly shadow: number;
}

const TONES: Readonly<Record<Glass, Tones>> = {
  green: {
    middle: [176, 207, 62],
    rim: [137, 168, 40],
    dot: [28, 38, 14],
    ghost: 0.055,
    shadow: 0.16,
  },
  blue: {
    middle: [38, 72, 214],
    rim: [22, 44, 158],
    dot: [236, 244, 255],
    ghost: 0.05,
    shadow: 0,
  },
};

/** Share of the background's brightness that remains without the lamp, from daylight. */
const UNLIT = 0.3;

/** Pixels: one dot and the gap to the next, and the gap between characters on top of it. */
const DOT = 4;
const PITCH = 5;
const CELL_GAP_X = 4;
const CELL_GAP_Y = 5;
const MARGIN_X = 26;
const MARGIN_Y = 22;

const CELL_WIDTH = CELL_COLUMNS * PITCH + CELL_GAP_X;
const CELL_HEIGHT = CELL_ROWS * PITCH + CELL_GAP_Y;

/** Size of the lit window in pixels. */
export function glassSize(geometry: Geometry): { readonly width: number; readonly height: number } {
  return {
    width: geometry.columns * CELL_WIDTH - CELL_GAP_X + 2 * MARGIN_X,
    height: geometry.rows * CELL_HEIGHT - CELL_GAP_Y + 2 * MARGIN_Y,
  };
}

/** Draws the lit window with every dot of every cell, its top left corner at the given place. */
export function drawGlass(canvas: Canvas, x: number, y: number, image: GlassImage, glass: Glass): void {
  const tones = TONES[glass];
  const light = UNLIT + ((1 - UNLIT) * image.brightness_percent) / 100;
  const dim = (colour: Colour): Colour => mix([0, 0, 0], colour, light);
  const area = { x, y, ...glassSize(image.geometry) };
  canvas.fillRectangle(area, 6, (across, down) => {
    const fromMiddle = (2 * across - 1) * (2 * across - 1) * 0.6 + (2 * down - 1) * (2 * down - 1) * 0.4;
    return dim(mix(tones.middle, tones.rim, fromMiddle));
  });
  // On blue glass the dots let the lamp through, so they dim with it; dark dots stay dark.
  const dot = glass === 'blue' ? dim(tones.dot) : tones.dot;
  // Half contrast is a well set panel; past it the grid of unlit dots begins to show.
  const contrast = image.contrast_percent / 100;
  const on = Math.min(1, 0.25 + contrast * 1.4);
  const off = tones.ghost + Math.max(0, contrast - 0.5) * 0.3;
  const spots = [...dots(image)].map(({ share, across, down }) => ({
    strength: off + (on - off) * share,
    share,
    area: { x: x + across, y: y + down, width: DOT, height: DOT },
  }));
  for (const { share, area: spot } of spots) {
    if (share === 0 || tones.shadow === 0) continue;
    const shade: Rectangle = { ...spot, x: spot.x + 2, y: spot.y + 2 };
    canvas.fillRectangle(shade, 1, [0, 0, 0], tones.shadow * light * share);
  }
  for (const { strength, area: spot } of spots) canvas.fillRectangle(spot, 0.6, dot, strength);
}

interface Dot {
  /** Of the time it is on, 0 to 1. */
  readonly share: number;
  readonly across: number;
  readonly down: number;
}

/** Share of time that the blinking cursor lights a dot outside the character; it is drawn as a half tone. */
const BLINK_SHARE = 0.4;

/** Every dot of the glass and where it lies within the window, in pixels. */
function* dots(image: GlassImage): Generator<Dot> {
  const { columns, rows } = image.geometry;
  for (let row = 0; row < rows; row++) {
    const characters = [...(image.rows[row] ?? '')];
    for (let column = 0; column < columns; column++) {
      const cell = cellOf(characters[column] ?? ' ');
      const here = image.cursor?.row === row && image.cursor.column === column ? image.cursor.style : null;
      for (let dotRow = 0; dotRow < CELL_ROWS; dotRow++) {
        const beside =
          here === 'block' ? BLINK_SHARE : here === 'underline' && dotRow === CELL_ROWS - 1 ? 1 : 0;
        for (let dotColumn = 0; dotColumn < CELL_COLUMNS; dotColumn++) {
          yield {
            share: cell[dotRow]?.[dotColumn] === true ? 1 : beside,
            across: MARGIN_X + column * CELL_WIDTH + dotColumn * PITCH,
            down: MARGIN_Y + row * CELL_HEIGHT + dotRow * PITCH,
          };
        }
      }
    }
  }
}
