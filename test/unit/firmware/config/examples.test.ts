import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../../firmware/config-file/load.ts';
import { openLeds } from '../../../../firmware/leds/status-leds.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { withConfiguredButtons } from '../../../../firmware/panels/buttons.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

const EXAMPLES = join(import.meta.dirname, '../../../../firmware/config/examples');

async function open(example: string) {
  const config = loadConfig(join(EXAMPLES, example));
  const clock = new SimulatedClock(0);
  const log = createLog({ clock, write: () => {}, level: 'error', levels: {} });
  const leds = await openLeds(config.leds, { clock, log });
  const lcd = await config.panel.open({ clock, leds: leds.onPanel });
  return {
    lcd,
    panel: lcd === null ? null : await withConfiguredButtons(lcd, config.buttons, { clock, log }),
    leds,
  };
}

describe('the example configurations', () => {
  it.each(readdirSync(EXAMPLES))('%s is accepted and opens its panel', async (example) => {
    const { panel } = await open(example);
    expect(panel?.geometry.columns).toBeGreaterThanOrEqual(16);
    expect(panel?.keys.has('UP')).toBe(true);
  });

  it.each([
    ['cfa635.toml', 'cfa635 on /dev/ttyS1', 6],
    ['ezio.toml', 'ezio on /dev/ttyS1', 4],
    ['matrix-orbital.toml', 'matrix-orbital on /dev/bezel-panel', 6],
    ['line.toml', 'line on /dev/ttyACM0', 4],
    ['lcdproc.toml', 'lcdproc on 127.0.0.1:13666', 6],
  ])('%s makes %s with %i keys', async (example, name, keys) => {
    const { panel } = await open(example);
    expect(panel?.name).toBe(name);
    expect(panel?.keys.size).toBe(keys);
  });

  it('gpio.toml has all its keys beside the panel, and S2 too', async () => {
    const { lcd, panel, leds } = await open('gpio.toml');
    expect(lcd?.keys.size).toBe(0);
    expect([...(panel?.keys ?? [])]).toEqual(['UP', 'DOWN', 'ENTER', 'EXIT']);
    expect(leds.beside.map(({ led, light }) => `${led} ${light.name}`)).toEqual([
      'S2 gpio front-panel line 5',
    ]);
  });

  it('ezio.toml has S2 in the LED class', async () => {
    const { leds } = await open('ezio.toml');
    expect(leds.beside.map(({ light }) => light.name)).toEqual(['led-class s2:red:update']);
  });
});
