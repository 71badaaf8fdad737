import { eachLed, type LedName, type Leds } from '../../menus/leds.ts';

/** These status LEDs are lit, all others dark. */
export function lit(...names: readonly LedName[]): Leds {
  return eachLed((led) => names.includes(led));
}
