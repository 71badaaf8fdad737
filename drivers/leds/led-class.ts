/**
 * An LED of the kernel's LED class: plain text files below `/sys/class/leds/NAME`.
 * Source: https://docs.kernel.org/leds/leds-class.html
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { reasonOf } from '../reason.ts';
import type { StatusLed } from '../status-led.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';

/** Between two writes of the brightness: repairs what another program changed, finds an LED that came late. */
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
 * would overwrite it, so the trigger is removed whenever the LED is found (again).
 */
export function createLedClassLed(options: LedClassOptions): StatusLed {
  const { led, clock, root = '/sys/class/leds' } = options;
  const directory = join(root, led);
  const reportTrouble = onChangeOnly(options.onTrouble);
  const repair = new Alarm(clock);
  let wanted = false;
  let full: number | null = null;

  function write(): void {
    try {
      full ??= prepare(directory);
      writeFileSync(join(directory, 'brightness'), wanted ? String(full) : '0');
      reportTrouble(null);
    } catch (error) {
      full = null;
      reportTrouble(reasonOf(error));
    }
  }
  function keepWriting(): void {
    write();
    repair.after(REPAIR_ms, keepWriting);
  }

  return {
    name: `led-class ${led}`,
    set(lit) {
      if (repair.isSet && lit === wanted) return;
      wanted = lit;
      if (repair.isSet) write();
      else keepWriting();
    },
    close() {
      repair.cancel();
      wanted = false;
      write();
    },
  };
}

/** Removes the trigger and returns full brightness. */
function prepare(directory: string): number {
  const full = Number.parseInt(readFileSync(join(directory, 'max_brightness'), 'latin1'), 10);
  if (!Number.isInteger(full) || full < 1) throw new Error(`${directory}/max_brightness holds no brightness`);
  writeFileSync(join(directory, 'trigger'), 'none');
  return full;
}
