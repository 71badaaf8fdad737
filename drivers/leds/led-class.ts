/**
 * An LED of the kernel's LED class: plain text files below `/sys/class/leds/NAME`.
 * Source: https://docs.kernel.org/leds/leds-class.html
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, TimerId } from '../../menus/clock.ts';
import { reasonOf } from '../reason.ts';
import type { StatusLed } from '../status-led.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';

/** How often the brightness is written again: repairs what another program changed, finds an LED that came late. */
const REPAIR_ms = 2000;

export interface LedClassOptions {
  /** Directory name, `devicename:colour:function`: `s2:red:update`. */
  readonly led: string;
  readonly clock: Clock;
  readonly onTrouble: TroubleListener;
  /** Where LEDs are looked for; tests point it elsewhere. */
  readonly root?: string;
}

/**
 * Steady light through `brightness`. A trigger set by the device tree or by an earlier program (heartbeat, timer)
 * would blink over it, so the trigger is taken away whenever the LED is found (again).
 */
export function createLedClassLed(options: LedClassOptions): StatusLed {
  const { led, clock, root = '/sys/class/leds' } = options;
  const directory = join(root, led);
  const tell = onChangeOnly(options.onTrouble);
  let wanted = false;
  let full: number | null = null;
  let repair: TimerId | null = null;

  function write(): void {
    try {
      full ??= prepare(directory);
      writeFileSync(join(directory, 'brightness'), wanted ? String(full) : '0');
      tell(null);
    } catch (error) {
      full = null;
      tell(reasonOf(error));
    }
  }
  function keepWriting(): void {
    write();
    repair = clock.setTimeout(keepWriting, REPAIR_ms);
  }

  return {
    name: `led-class ${led}`,
    set(lit) {
      if (repair !== null && lit === wanted) return;
      wanted = lit;
      if (repair === null) keepWriting();
      else write();
    },
    close() {
      if (repair !== null) clock.clearTimeout(repair);
      repair = null;
      wanted = false;
      write();
    },
  };
}

/** Takes the trigger away and returns the brightness that is full. */
function prepare(directory: string): number {
  const full = Number.parseInt(readFileSync(join(directory, 'max_brightness'), 'latin1'), 10);
  if (!Number.isInteger(full) || full < 1) throw new Error(`${directory}/max_brightness holds no brightness`);
  writeFileSync(join(directory, 'trigger'), 'none');
  return full;
}
