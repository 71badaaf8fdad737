import { describe, expect, it } from 'vitest';
import { PANEL_FAMILIES } from '../../../firmware/panels/families.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4 } from '../../../menus/frame.ts';
import { createBench } from '../../../simulator/bench.ts';
import { OptionError, parseOptions } from '../../../simulator/options.ts';
import {
  choosePanel,
  PANEL_NAMES,
  SIZE_NAMES,
  sizeName,
  sizeNamed,
} from '../../../simulator/panel-choice.ts';
import { runScriptText } from '../../../simulator/run-script.ts';
import { lit } from '../../support/leds.ts';

/** Every panel at every size of glass it comes in. */
const PANELS = PANEL_NAMES.flatMap((name) => {
  const sizes = [undefined, ...SIZE_NAMES.map((size) => sizeNamed(size) ?? undefined)];
  const choices = sizes.flatMap((size) => {
    const chosen = choosePanel(name, size);
    return chosen.ok ? [{ name, size: sizeName(chosen.choice.geometry), ...chosen.choice }] : [];
  });
  return [...new Map(choices.map((choice) => [choice.size, choice])).values()];
});

async function run(text: string, panel?: string) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const status = await runScriptText({
    name: 'walk',
    text,
    bench: panel === undefined ? {} : { panel },
    print: (box) => printed.push(box),
    complain: (line) => complaints.push(line),
  });
  return { status, printed: printed.join('\n'), complaint: complaints.join('\n') };
}

describe('the simulator', () => {
  it('has every family', () => {
    expect(PANEL_FAMILIES.every(({ driver }) => PANELS.some(({ name }) => name === driver))).toBe(true);
  });

  it.each(PANELS)('runs the menus on a $name of $size', async ({ name, model, geometry }) => {
    const bench = await createBench({ panel: name, geometry });
    expect(bench.title).toBe(model.title);
    expect(bench.geometry).toEqual(geometry);
    expect(bench.frame().rows.map((row) => row.length)).toEqual(
      new Array(geometry.rows).fill(geometry.columns),
    );
    expect(bench.frame().rows[0]).toContain('scanner-1');
    await bench.press('ENTER');
    expect(bench.frame().rows.join('')).toContain('SETUP NETWORK');
    await bench.stop();
  });

  it.each(PANELS)("lights S1 and S2 of a $name of $size, the panel's own or the board's", async (panel) => {
    const bench = await createBench({ panel: panel.name, geometry: panel.geometry });
    expect(bench.lamps()).toEqual({ PWR: true, ...lit() });
    await bench.fault('agent', 'connected');
    await bench.fault('update', 'start');
    await bench.waitUntil(() => bench.lamps().S2, 5000);
    expect(bench.lamps()).toEqual({ PWR: true, ...lit('S1', 'S2') });
    bench.cutPower();
    expect(bench.lamps()).toEqual({ PWR: false, ...lit() });
    await bench.stop();
  });

  it.each(PANELS)('breaks and mends the line of a $name of $size', async ({ name, geometry, family }) => {
    const bench = await createBench({ panel: name, geometry });
    for (const trouble of ['noise', 'reset', 'silent', 'mute', 'unplugged']) {
      await bench.fault('panel', trouble);
      await bench.wait(3000);
      await bench.fault('panel', 'connected');
      await bench.wait(family.promises.repaired_ms + 3000);
      expect(bench.frame().rows[0]).toContain('scanner-1');
    }
    await bench.stop();
  });
});

describe('the panel of a script', () => {
  it('stands on a line before its commands', async () => {
    const { status, printed } = await run('# four keys\npanel ezio\npress ENTER\nframe');
    expect(status).toBe(0);
    expect(printed).toContain(`┌${'─'.repeat(16)}┐`);
  });

  it('may have a size', async () => {
    expect((await run('panel line 16x2\nframe')).printed).toContain(`┌${'─'.repeat(16)}┐`);
    expect((await run('panel line 20x4\nframe')).printed).toContain(`┌${'─'.repeat(20)}┐`);
  });

  it('is another one when the command line says so', async () => {
    expect((await run('panel ezio\nframe', 'cfa635')).printed).toContain(`┌${'─'.repeat(20)}┐`);
  });

  it.each([
    ['press ENTER\npanel ezio', 'walk:2: expected panel NAME [SIZE] once, before any command'],
    ['panel ezio\npanel line', 'walk:2: expected panel NAME [SIZE] once, before any command'],
    ['panel', 'walk:1: expected the name of a panel, the line ends (panel NAME [SIZE])'],
    ['panel lcd', `walk:1: expected one of ${PANEL_NAMES.join(' ')}, got lcd (panel NAME [SIZE])`],
    ['panel line 8x1', `walk:1: expected one of ${SIZE_NAMES.join(' ')}, found "8x1" (panel NAME [SIZE])`],
    ['panel ezio 20x4', 'walk:1: Portwell EZIO-300 has a glass of 16x2, not 20x4 (panel NAME [SIZE])'],
    ['panel ezio 16x2 now', 'walk:1: expected the end of the line, found "now" (panel NAME [SIZE])'],
  ])('%j is wrong', async (text, complaint) => {
    expect(await run(text)).toEqual({ status: 2, printed: '', complaint });
  });

  it('has no key that its maker left out', async () => {
    const { status, complaint } = await run('panel ezio\npress LEFT');
    expect(status).toBe(1);
    expect(complaint).toBe('walk:2: this panel has no LEFT; its keys are UP DOWN ENTER EXIT');
  });
});

describe('--panel and --geometry', () => {
  it.each([
    [[], null, null, 'cfa635', GEOMETRY_20X4],
    [['--geometry', '20x4'], null, GEOMETRY_20X4, 'cfa635', GEOMETRY_20X4],
    [['--geometry', '16x2'], null, GEOMETRY_16X2, 'cfa633', GEOMETRY_16X2],
    [['--panel', 'ezio'], 'ezio', null, 'ezio', GEOMETRY_16X2],
    [['--panel', 'ezio-100'], 'ezio-100', null, 'ezio', GEOMETRY_16X2],
    [['--panel', 'line'], 'line', null, 'line', GEOMETRY_20X4],
    [['--panel', 'line', '--geometry', '16x2'], 'line', GEOMETRY_16X2, 'line', GEOMETRY_16X2],
  ])('%j is a panel', (args, panel, geometry, driver, size) => {
    expect(parseOptions(args)).toMatchObject({ panel, geometry });
    expect(choosePanel(panel ?? undefined, geometry ?? undefined)).toMatchObject({
      ok: true,
      choice: { family: { driver }, geometry: size },
    });
  });

  it.each([
    [['--panel', 'lcd'], /^--panel: expected one of cfa635 cfa835 cfa633 /],
    [
      ['--panel', 'cfa635', '--geometry', '16x2'],
      /^--panel: Crystalfontz CFA-635 has a glass of 20x4, not 16x2$/,
    ],
    [['--geometry', '40x2'], /^--geometry: expected 20x4 or 16x2, got 40x2$/],
  ])('%j is refused', (args, why) => {
    expect(() => parseOptions(args)).toThrow(OptionError);
    expect(() => parseOptions(args)).toThrow(why);
  });

  it('read sizes as they are written', () => {
    expect(SIZE_NAMES.map((name) => sizeName(sizeNamed(name) ?? GEOMETRY_20X4))).toEqual(SIZE_NAMES);
  });
});
