import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SerialOptions } from '../../../../drivers/serial/serial-transport.ts';
import { loadConfig, parseConfig } from '../../../../firmware/config-file/load.ts';
import { PANEL_FAMILIES } from '../../../../firmware/panels/families.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { loadRigs } from '../../../support/panel-rigs.ts';

const opened = vi.hoisted(() => ({ last: null as SerialOptions | null }));
vi.mock('../../../../drivers/serial/serial-transport.ts', () => ({
  serialConnect: (options: SerialOptions) => {
    opened.last = options;
  },
}));

const ROOT = join(import.meta.dirname, '../../../..');
const EXAMPLES = join(ROOT, 'firmware/config/examples');
const RIGS = await loadRigs();

/** Drivers of folders that hold one: `drivers/ezio` holds that of `ezio`. */
const DRIVER_FOLDERS = readdirSync(join(ROOT, 'drivers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, 'drivers', entry.name, 'driver.ts')))
  .map(({ name }) => name);

describe('the panel families', () => {
  it('are those that have a driver', () => {
    expect(DRIVER_FOLDERS.length).toBeGreaterThan(3);
    const drivers = PANEL_FAMILIES.map(({ driver }) => driver);
    expect(DRIVER_FOLDERS.filter((folder) => !drivers.includes(folder))).toEqual([]);
    expect(new Set(drivers).size).toBe(drivers.length);
  });

  it.each(PANEL_FAMILIES)('$driver has an example of its own, which opens it', ({ driver, example }) => {
    expect(loadConfig(join(EXAMPLES, example)).panel.driver).toBe(driver);
  });

  it.each(PANEL_FAMILIES)('$driver stands in the contract suite', ({ driver }) => {
    expect(RIGS.some(({ family }) => family.driver === driver)).toBe(true);
  });

  it.each(RIGS)('$name is what its family says it is', ({ family, rig }) => {
    const { panel, virtual } = rig(new SimulatedClock());
    expect(panel.geometry).toEqual(virtual.geometry);
    expect([...panel.keys]).toEqual([...virtual.keys]);
    if (family.geometry !== null) expect(virtual.geometry).toEqual(family.geometry);
    if (family.leds !== null) expect(virtual.lamps().length).toBe(family.leds);
  });
});

describe('a panel that is configured without a speed', () => {
  const open = async (driver: string) => {
    const { panel } = parseConfig(`panel = { driver = "${driver}", device = "/dev/ttyS1" }`, 'bezel.toml');
    await panel.open({ clock: new SimulatedClock(), leds: {} });
    return opened.last;
  };

  it.each(PANEL_FAMILIES.filter(({ baud }) => baud !== null))(
    '$driver is opened at $baud baud, as it leaves the factory',
    async ({ driver, baud }) => {
      expect(await open(driver)).toMatchObject({ device: '/dev/ttyS1', baud });
    },
  );

  it('a CFA-633 was opened at the speed of a CFA-635, and stayed dark', async () => {
    expect(await open('cfa635')).toMatchObject({ baud: 115_200 });
    expect(await open('cfa633')).toMatchObject({ baud: 19_200 });
  });
});
