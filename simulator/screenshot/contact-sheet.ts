import { PNG } from 'pngjs';
import { Canvas, type Colour } from './canvas.ts';
import { CELL_COLUMNS, CELL_ROWS, cellOf } from './font.ts';
import { drawGlass, type GlassImage, glassSize } from './glass.ts';

/** The glass of one panel at several moments. */
export interface SheetRow {
  /** Printed above it. */
  readonly title: string;
  readonly screens: readonly GlassImage[];
}

const PAPER: Colour = [236, 238, 240];
const INK: Colour = [40, 44, 48];

/** Pixels, before the sheet is made half as large. */
const GAP = 36;
/** Colours are this coarse: what nobody sees need not be stored. */
const STEP = 8;
/** Place of the opacity among the four bytes of a pixel. */
const ALPHA = 3;
const TITLE_DOT = 4;
const TITLE_HEIGHT = CELL_ROWS * TITLE_DOT + 20;

/** Every panel's glass, one panel a row, as a PNG. The same rows give the same pixels. */
export function drawContactSheet(rows: readonly SheetRow[]): Buffer {
  const widths = rows.map(({ screens }) =>
    screens.reduce((sum, { geometry }) => sum + glassSize(geometry).width + GAP, GAP),
  );
  const heights = rows.map(
    ({ screens }) =>
      TITLE_HEIGHT + Math.max(...screens.map(({ geometry }) => glassSize(geometry).height)) + GAP,
  );
  const canvas = new Canvas(
    even(Math.max(...widths)),
    even(heights.reduce((sum, height) => sum + height, GAP)),
    PAPER,
  );
  let y = GAP;
  rows.forEach(({ title, screens }, index) => {
    drawTitle(canvas, GAP, y, title);
    let x = GAP;
    for (const screen of screens) {
      drawGlass(canvas, x, y + TITLE_HEIGHT, screen, 'green');
      x += glassSize(screen.geometry).width + GAP;
    }
    y += heights[index] ?? 0;
  });
  return halved(canvas);
}

const even = (pixels: number): number => 2 * Math.ceil(pixels / 2);

function drawTitle(canvas: Canvas, x: number, y: number, title: string): void {
  [...title].forEach((character, index) => {
    const left = x + index * (CELL_COLUMNS + 1) * TITLE_DOT;
    cellOf(character).forEach((row, dotRow) => {
      row.forEach((isOn, dotColumn) => {
        if (!isOn) return;
        const spot = { x: left + dotColumn * TITLE_DOT, y: y + dotRow * TITLE_DOT };
        canvas.fillRectangle({ ...spot, width: TITLE_DOT, height: TITLE_DOT }, 0, INK);
      });
    });
  });
}

/** Half as wide and high: four pixels become their mean. */
function halved({ width, height, pixels }: Canvas): Buffer {
  const png = new PNG({ width: width / 2, height: height / 2 });
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      for (let part = 0; part < 4; part++) {
        const at = (column: number, row: number) =>
          pixels[((2 * y + row) * width + 2 * x + column) * 4 + part] ?? 0;
        const mean = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
        png.data[(y * png.width + x) * 4 + part] = part === ALPHA ? 255 : Math.floor(mean / STEP) * STEP;
      }
    }
  }
  return PNG.sync.write(png, { colorType: 2 });
}
