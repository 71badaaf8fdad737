import * as v from 'valibot';
import type { StatusLed } from '../../drivers/status-led.ts';
import type { Clock } from '../../menus/clock.ts';
import { gpioLine } from '../config/gpio-line.ts';
import { section, someText, whole } from '../config/values.ts';
import { kind, oneOf } from '../config/variant.ts';

/** What every LED needs beside its own keys. */
interface LedContext {
  readonly clock: Clock;
  /** Called when the LED stops working (why) and when it works again (null). */
  readonly onTrouble: (why: string | null) => void;
}

/** A checked section of one status LED. */
export interface LedConfig {
  readonly kind: string;
  /** Number of the LED on the panel; null: it is not on the panel. */
  readonly panelIndex: number | null;
  /** Loads and opens its driver. null: there is none, or the panel drives the LED. */
  readonly open: (context: LedContext) => Promise<StatusLed | null>;
}

const besideThePanel = ({ kind: name }: { readonly kind: string }) => ({ kind: name, panelIndex: null });
const nothingToOpen = async (_section: object, _context: LedContext) => null;

/** Every way to drive a status LED. A new one is one entry here. */
const KINDS = [
  kind(section({ kind: v.literal('none') }), besideThePanel, nothingToOpen),
  /** An LED of the panel, which sets it with each frame. */
  kind(
    section({ kind: v.literal('panel'), index: whole(0, 7) }),
    ({ index }) => ({ kind: 'panel', panelIndex: index }),
    nothingToOpen,
  ),
  /** `/sys/class/leds/NAME`. */
  kind(
    section({ kind: v.literal('led-class'), name: someText }),
    besideThePanel,
    async ({ name }, context: LedContext) => {
      const { createLedClassLed } = await import('../../drivers/leds/led-class.ts');
      return createLedClassLed({ led: name, ...context });
    },
  ),
  /** A line of a GPIO chip. */
  kind(
    section({ kind: v.literal('gpio'), ...gpioLine }),
    besideThePanel,
    async (line, context: LedContext) => {
      const { createGpioLed } = await import('../../drivers/gpio/gpio-led.ts');
      return createGpioLed({ line, activeLow: line.active_low, ...context });
    },
  ),
] as const;

/** One status LED; if left out, the appliance does not have it. */
export const ledSchema = v.optional(oneOf('kind', KINDS), { kind: 'none' });
