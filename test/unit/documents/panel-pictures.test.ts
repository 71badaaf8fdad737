import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type Frame, frameOf, type Geometry, GLYPHS } from '../../../menus/frame.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { drawContactSheet, type SheetRow } from '../../../simulator/screenshot/contact-sheet.ts';
import { loadRigs, type RigKind } from '../../support/panel-rigs.ts';
import { isUpdating } from '../../support/updating.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SHEET = 'simulator/pictures/panels.png';
/** Long enough for the slowest panel to be found, set up and painted. */
const PAINTED_ms = 4000;

/** The same four screens for every glass: an address, an editor with its cursor, a menu, the signs that panels differ in. */
function screensFor(geometry: Geometry): readonly Frame[] {
  const { up, down, left, right, upDown, enter, block, lock } = GLYPHS;
  const end = ' '.repeat(geometry.columns - 16);
  return [
    frameOf(geometry, [
      'scanner-1',
      `192.168.1.100  ${end}${down}`,
      'PLATFORM: WAIT',
      `LAN DHCP ${enter} MENU`,
    ]),
    frameOf(geometry, ['LAN IP ADDRESS', '192.168.001.010', '', `${upDown} DIGIT  ${enter} NEXT`], {
      column: 14,
      row: 1,
      style: 'underline',
    }),
    frameOf(geometry, [
      `${right}SETUP NETWORK ${end}${upDown}`,
      ` RUN TEST   ${end}1/6${enter}`,
      ' PANEL SETTINGS',
      ' REBOOT',
    ]),
    frameOf(geometry, [
      `${up}${down}${left}${right}${upDown}${enter}${block}${lock} @#$%&`,
      '[\\]^_`{|}~ "\'*<>',
      'ÄÖÜ äöü ñ é',
      '',
    ]),
  ];
}

function rowOf({ name, family, rig }: RigKind): SheetRow {
  const screens = screensFor(rig(new SimulatedClock()).panel.geometry).map((frame) => {
    const clock = new SimulatedClock(1_000_000);
    const { panel, virtual } = rig(clock);
    panel.show(frame);
    panel.start({ onEdge: () => undefined, onLink: () => undefined });
    clock.advance(PAINTED_ms);
    const { rows, cursor } = virtual.frame();
    return { geometry: virtual.geometry, rows, cursor, contrast_percent: 50, brightness_percent: 100 };
  });
  const model = family.models.find((each) => name.startsWith(each.name));
  return { title: `${model?.title ?? name}: ${name}`, screens };
}

const RIGS = await loadRigs();

describe('the picture of every panel', () => {
  it('shows the same four screens as each glass has them', () => {
    const sheet = drawContactSheet(RIGS.map(rowOf));
    if (isUpdating(process.env)) writeFileSync(join(ROOT, SHEET), sheet);
    expect(readFileSync(join(ROOT, 'drivers/HARDWARE.md'), 'utf8')).toContain(`](../${SHEET})`);
    const shown = PNG.sync.read(readFileSync(join(ROOT, SHEET)));
    // Pixels, not bytes: how well zlib packs them differs between versions of Node.
    expect(PNG.sync.read(sheet).data.equals(shown.data)).toBe(true);
  });
});
