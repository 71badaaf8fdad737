import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { CFA633_CHARSET, CFA635_CHARSET } from '../../../../drivers/cfa635/charset.ts';
import { frameOf, GEOMETRY_16X2, GEOMETRY_20X4, GLYPHS } from '../../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { CELL_COLUMNS, CELL_ROWS, cellOf, DRAWN_CHARACTERS } from '../../../../simulator/screenshot/font.ts';
import { drawFrontPanel, type FrontPanelImage } from '../../../../simulator/screenshot/front-panel.ts';
import { GLASSES } from '../../../../simulator/screenshot/glass.ts';
import { lit } from '../../../support/leds.ts';

const LIT: FrontPanelImage = {
  ...frameOf(GEOMETRY_16X2, ['SETUP NETWORK', '192.168.001.010']),
  keys: new Set(PANEL_KEYS),
  lamps: { PWR: true, ...lit('S1') },
  contrast_percent: 50,
  brightness_percent: 100,
};

describe('the cells of the glass', () => {
  it('hold every character a frame may hold', () => {
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
    const letters = [CFA635_CHARSET, CFA633_CHARSET].flatMap(({ repertoire }) =>
      Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter((character) =>
        repertoire.has(character),
      ),
    );
    expect(new Set(DRAWN_CHARACTERS)).toEqual(new Set([...printable, ...Object.values(GLYPHS), ...letters]));
  });

  it('are five dots wide and eight high', () => {
    for (const character of DRAWN_CHARACTERS) {
      const cell = cellOf(character);
      expect([cell.length, ...cell.map((row) => row.length)]).toEqual([
        CELL_ROWS,
        ...cell.map(() => CELL_COLUMNS),
      ]);
    }
  });

  it('differ from each other', () => {
    const drawings = DRAWN_CHARACTERS.map((character) => JSON.stringify(cellOf(character)));
    expect(new Set(drawings).size).toBe(DRAWN_CHARACTERS.length);
  });

  it('show a question mark for what no panel has', () => {
    expect(cellOf('漢')).toEqual(cellOf('?'));
  });
});

describe('a screenshot', () => {
  it('is the same bytes for the same panel', () => {
    expect(drawFrontPanel(LIT, 'green').equals(drawFrontPanel(LIT, 'green'))).toBe(true);
  });

  it('is a PNG that grows with the glass', () => {
    const small = PNG.sync.read(drawFrontPanel(LIT, 'green'));
    const large = PNG.sync.read(drawFrontPanel({ ...LIT, ...frameOf(GEOMETRY_20X4, ['A']) }, 'green'));
    expect(large.width).toBeGreaterThan(small.width);
    expect(large.height).toBeGreaterThan(small.height);
  });

  it.each<[string, FrontPanelImage]>([
    ['another character', { ...LIT, ...frameOf(GEOMETRY_16X2, ['SETUP NETWORK', '192.168.001.011']) }],
    ['a cursor under a character', { ...LIT, cursor: { column: 3, row: 1, style: 'underline' } }],
    ['a cursor over a character', { ...LIT, cursor: { column: 3, row: 1, style: 'block' } }],
    ['S2 lit', { ...LIT, lamps: { ...LIT.lamps, S2: true } }],
    ['no power', { ...LIT, lamps: { ...LIT.lamps, PWR: false } }],
    ['more contrast', { ...LIT, contrast_percent: 80 }],
    ['less light', { ...LIT, brightness_percent: 20 }],
  ])('shows %s', (_what, image) => {
    for (const glass of GLASSES) {
      expect(drawFrontPanel(image, glass).equals(drawFrontPanel(LIT, glass))).toBe(false);
    }
  });
});
