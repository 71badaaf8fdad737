import * as v from 'valibot';
import { flag, someText, whole } from './values.ts';

/** Keys that name one GPIO line. */
export const gpioLine = {
  /** Label of the chip as in `/sys/class/gpio/gpiochipN/label`. Without it `offset` is the sysfs number. */
  chip: v.optional(someText),
  offset: whole(0, 65_535),
  active_low: v.optional(flag, false),
};
