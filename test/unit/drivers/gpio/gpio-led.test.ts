import { describe, expect, it } from 'vitest';
import { createGpioLed } from '../../../../drivers/gpio/gpio-led.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FakePins, gpioDirectory } from './fake-board.ts';

const LINE = 505;

function led(activeLow: boolean) {
  const clock = new SimulatedClock(0);
  const pins = new FakePins();
  const troubles: (string | null)[] = [];
  const light = createGpioLed({
    line: { chip: 'pl061', offset: 1 },
    activeLow,
    clock,
    onTrouble: (why) => troubles.push(why),
    loadPins: async () => pins,
    root: gpioDirectory([{ label: 'pl061', base: 504, lines: 8 }]),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { clock, pins, troubles, light, settle };
}

describe.each([false, true])('an LED on a GPIO line, active low %s', (activeLow) => {
  it('follows what is set, from its first level on', async () => {
    const { pins, light, settle } = led(activeLow);
    light.set(true);
    await settle();
    expect(pins.levels.get(LINE)).toBe(!activeLow);
    light.set(false);
    expect(pins.levels.get(LINE)).toBe(activeLow);
  });

  it('is left dark and its line given back', async () => {
    const { pins, light, settle } = led(activeLow);
    light.set(true);
    await settle();
    light.close();
    expect(pins.levels.get(LINE)).toBe(activeLow);
    expect(pins.taken.size).toBe(0);
  });

  it('was written for each change of the appliance, whatever it had to show', async () => {
    const { clock, pins, light, settle } = led(activeLow);
    light.set(true);
    await settle();
    const written = pins.writes;
    for (let change = 0; change < 100; change++) light.set(true);
    expect(pins.writes).toBe(written);
    // What another program has changed is still repaired.
    pins.levels.set(LINE, activeLow);
    clock.advance(2000);
    await settle();
    expect(pins.levels.get(LINE)).toBe(!activeLow);
  });

  it('tells of a line in use once, and lights when it is free', async () => {
    const { clock, pins, troubles, light, settle } = led(activeLow);
    pins.broken = 'EBUSY: resource busy or locked, write';
    light.set(true);
    for (let attempt = 0; attempt < 5; attempt++) {
      await settle();
      clock.advance(2000);
    }
    expect(troubles).toEqual(['EBUSY: resource busy or locked, write']);
    pins.broken = null;
    await settle();
    clock.advance(2000);
    await settle();
    expect(troubles).toEqual(['EBUSY: resource busy or locked, write', null]);
    expect(pins.levels.get(LINE)).toBe(!activeLow);
  });
});
