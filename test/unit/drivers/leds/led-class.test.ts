import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLedClassLed } from '../../../../drivers/leds/led-class.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const NAME = 's2:red:update';

function classDirectory(full: number) {
  const root = temporaryDirectory();
  const read = (file: string) => readFileSync(join(root, NAME, file), 'utf8');
  const appear = () => {
    mkdirSync(join(root, NAME));
    writeFileSync(join(root, NAME, 'max_brightness'), `${full}\n`);
    writeFileSync(join(root, NAME, 'brightness'), '0\n');
    writeFileSync(join(root, NAME, 'trigger'), '[heartbeat] none timer\n');
  };
  const clock = new SimulatedClock(0);
  const troubles: (string | null)[] = [];
  const led = createLedClassLed({ led: NAME, clock, root, onTrouble: (why) => troubles.push(why) });
  return { root, read, appear, clock, troubles, led };
}

describe('an LED of the kernel', () => {
  it.each([1, 255])('is lit with its own full brightness (%i), without the trigger it had', (full) => {
    const { read, appear, led } = classDirectory(full);
    appear();
    led.set(true);
    expect(read('brightness')).toBe(String(full));
    expect(read('trigger')).toBe('none');
    led.set(false);
    expect(read('brightness')).toBe('0');
  });

  it('that comes late is lit then; its absence is told once', () => {
    const { read, appear, led, clock, troubles } = classDirectory(1);
    led.set(true);
    clock.advance(60_000);
    expect(troubles).toEqual([expect.stringContaining('no such file')]);
    appear();
    clock.advance(2000);
    expect(read('brightness')).toBe('1');
    expect(troubles.at(-1)).toBeNull();
  });

  it('that another program darkened is lit again', () => {
    const { root, read, appear, led, clock } = classDirectory(1);
    appear();
    led.set(true);
    writeFileSync(join(root, NAME, 'brightness'), '0');
    clock.advance(2000);
    expect(read('brightness')).toBe('1');
  });

  it('that goes away is told', () => {
    const { root, appear, led, clock, troubles } = classDirectory(1);
    appear();
    led.set(true);
    rmSync(join(root, NAME), { recursive: true });
    clock.advance(2000);
    expect(troubles).toEqual([expect.stringContaining('no such file')]);
  });

  it('is left dark', () => {
    const { read, appear, led, clock } = classDirectory(1);
    appear();
    led.set(true);
    led.close();
    clock.advance(60_000);
    expect(read('brightness')).toBe('0');
    expect(clock.pendingCount).toBe(0);
  });
});
