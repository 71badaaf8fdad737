import { PNG } from 'pngjs';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { LedColour } from '../../menus/leds.ts';
import { LAMPS, type Lamp, lampColour } from '../script/command.ts';
import { Canvas, type Colour, mix, type Rectangle } from './canvas.ts';
import { CELL_COLUMNS, CELL_ROWS, cellOf } from './font.ts';
import { drawGlass, type Glass, type GlassImage, glassSize } from './glass.ts';

/** The front panel at one moment. */
export interface FrontPanelImage extends GlassImage {
  /** The keys it has. */
  readonly keys: PanelKeys;
  readonly lamps: Readonly<Record<Lamp, boolean>>;
}

const FACEPLATE: Colour = [44, 47, 51];
const FACEPLATE_EDGE: Colour = [30, 32, 35];
const LETTERING: Colour = [178, 184, 190];
const GLASS_FRAME: Colour = [10, 11, 12];
const KEY: Colour = [66, 70, 75];
const KEY_EDGE: Colour = [22, 24, 26];

const LAMP_COLOURS: Readonly<Record<LedColour, Colour>> = {
  green: [80, 230, 110],
  red: [255, 58, 44],
  amber: [255, 176, 46],
};

/** Pixels. */
const BORDER = 34;
const LAMPS_WIDTH = 104;
const FRAME_WIDTH = 16;
const KEYS_WIDTH = 236;
const KEY_SIZE = 46;
const KEY_PITCH = 54;

/** The front panel as a person sees it: lamps, glass, keys. The same image gives the same bytes. */
export function drawFrontPanel(image: FrontPanelImage, glass: Glass): Buffer {
  const window = glassSize(image.geometry);
  const width = BORDER + LAMPS_WIDTH + window.width + 2 * FRAME_WIDTH + KEYS_WIDTH + BORDER;
  const height = Math.max(window.height + 2 * FRAME_WIDTH, 3 * KEY_PITCH) + 2 * BORDER;
  const middle = height / 2;
  const canvas = new Canvas(width, height, FACEPLATE_EDGE);
  const plate = { x: 2, y: 2, width: width - 4, height: height - 4 };
  canvas.fillRectangle(plate, 10, (_across, down) => mix(FACEPLATE, FACEPLATE_EDGE, 0.7 * down));
  drawLamps(canvas, BORDER + 22, middle, image.lamps);
  const frame = {
    x: BORDER + LAMPS_WIDTH,
    y: middle - window.height / 2 - FRAME_WIDTH,
    width: window.width + 2 * FRAME_WIDTH,
    height: window.height + 2 * FRAME_WIDTH,
  };
  canvas.fillRectangle(grown(frame, 2), 12, [74, 78, 83]);
  canvas.fillRectangle(frame, 10, GLASS_FRAME);
  drawGlass(canvas, frame.x + FRAME_WIDTH, frame.y + FRAME_WIDTH, image, glass);
  drawKeys(canvas, frame.x + frame.width + 30, middle, image.keys);
  const png = new PNG({ width, height });
  png.data = Buffer.from(canvas.pixels);
  return PNG.sync.write(png, { colorType: 2 });
}

function drawLamps(canvas: Canvas, x: number, middle: number, lamps: Readonly<Record<Lamp, boolean>>): void {
  LAMPS.forEach((lamp, index) => {
    const y = middle + (index - (LAMPS.length - 1) / 2) * 46;
    const colour = LAMP_COLOURS[lampColour(lamp)];
    canvas.fillCircle(x, y, 9, KEY_EDGE);
    if (lamps[lamp]) {
      canvas.glow(x, y, 26, colour, 0.55);
      canvas.fillCircle(x, y, 7.5, colour);
      canvas.fillCircle(x - 1.5, y - 2, 3, mix(colour, [255, 255, 255], 0.7), 0.8);
    } else {
      canvas.fillCircle(x, y, 7.5, mix(colour, [24, 24, 24], 0.82));
      canvas.fillCircle(x - 1.5, y - 2, 2.5, [255, 255, 255], 0.12);
    }
    drawText(canvas, x + 20, y - CELL_ROWS + 1, lamp, 2);
  });
}

/** A cross with ENTER in its middle, EXIT apart. */
function drawKeys(canvas: Canvas, x: number, middle: number, has: PanelKeys): void {
  const centre = x + KEY_PITCH + KEY_SIZE / 2;
  const places: Readonly<Record<PanelKey, readonly [x: number, y: number, label: string]>> = {
    UP: [centre, middle - KEY_PITCH, '↑'],
    LEFT: [centre - KEY_PITCH, middle, '←'],
    ENTER: [centre, middle, '↵'],
    RIGHT: [centre + KEY_PITCH, middle, '→'],
    DOWN: [centre, middle + KEY_PITCH, '↓'],
    EXIT: [centre + KEY_PITCH, middle + KEY_PITCH, 'X'],
  };
  for (const key of has) {
    const [keyX, keyY, label] = places[key];
    const area = { x: keyX - KEY_SIZE / 2, y: keyY - KEY_SIZE / 2, width: KEY_SIZE, height: KEY_SIZE };
    canvas.fillRectangle(grown({ ...area, y: area.y + 2 }, 1), 10, KEY_EDGE);
    canvas.fillRectangle(area, 9, (_across, down) => mix(KEY, FACEPLATE, down));
    drawText(canvas, keyX - 7, keyY - 10, label, 3);
  }
}

function drawText(canvas: Canvas, x: number, y: number, text: string, dot: number): void {
  [...text].forEach((character, index) => {
    const left = x + index * (CELL_COLUMNS + 1) * dot;
    cellOf(character).forEach((row, dotRow) => {
      row.forEach((lit, dotColumn) => {
        if (lit) {
          const spot = { x: left + dotColumn * dot, y: y + dotRow * dot, width: dot, height: dot };
          canvas.fillRectangle(spot, 0, LETTERING);
        }
      });
    });
  });
}

function grown(area: Rectangle, by: number): Rectangle {
  return { x: area.x - by, y: area.y - by, width: area.width + 2 * by, height: area.height + 2 * by };
}
