import { expect, it, vi } from 'vitest';
import type { SerialOptions } from '../../../drivers/serial/serial-transport.ts';
import { parseConfig } from '../../../firmware/config/load.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { SILENT_LOG } from './control/fake-daemon.ts';

const opened = vi.hoisted(() => ({ last: null as SerialOptions | null }));
vi.mock('../../../drivers/serial/serial-transport.ts', () => ({
  serialConnect: (options: SerialOptions) => {
    opened.last = options;
  },
}));

/** As they leave the factory; a CFA-633 was opened at the speed of a CFA-635, and stayed dark. */
it.each([
  ['cfa635', 115_200],
  ['cfa633', 19_200],
  ['ezio', 2400],
  ['matrix-orbital', 19_200],
  ['line', 115_200],
])('a %s that is configured without a speed is opened at %i baud', async (driver, baud) => {
  const { panel } = parseConfig(`panel = { driver = "${driver}", device = "/dev/ttyS1" }`, 'bezel.toml');
  await panel.open({ clock: new SimulatedClock(), log: SILENT_LOG, leds: {} });
  expect(opened.last).toMatchObject({ device: '/dev/ttyS1', baud });
});
