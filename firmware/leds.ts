import * as v from 'valibot';
import type { StatusLed } from '../drivers/status-led.ts';
import type { Clock } from '../menus/clock.ts';
import { LED_NAMES, type Leds } from '../menus/frame.ts';
import { gpioLine } from './config/gpio-line.ts';
import { type Section, section, someText, whole } from './config/values.ts';
import type { Log } from './log/log.ts';

interface LedSurroundings {
  readonly clock: Clock;
  /** Told when the LED stops working (why) and when it works again (null). */
  readonly onTrouble: (why: string | null) => void;
}

/** A checked `[leds.s1]` or `[leds.s2]` section, which knows how to open its LED. */
export type LedConfig = {
  readonly kind: string;
  /** Which of the panel's own LEDs; null: it is not one of them. */
  readonly panelIndex: number | null;
  /** Loads what drives it. null: nothing beside the panel. */
  readonly open: (around: LedSurroundings) => Promise<StatusLed | null>;
};

/** One way to drive a status LED: its keys of the configuration beside `kind`, and how it is opened. */
function way<const Schema extends LedSchema>(
  schema: Schema,
  open: (config: v.InferOutput<Schema>, around: LedSurroundings) => Promise<StatusLed | null>,
) {
  return v.pipe(
    schema,
    v.transform(
      (config): LedConfig => ({
        kind: schema.entries.kind.literal,
        panelIndex: 'index' in config && typeof config.index === 'number' ? config.index : null,
        open: (around) => open(config, around),
      }),
    ),
  );
}

type LedSchema = Section<{ readonly kind: v.LiteralSchema<string, undefined> } & v.ObjectEntries>;

/** Every way, by what `kind` says. A new one is one entry here. */
const WAYS = [
  way(section({ kind: v.literal('none') }), async () => null),
  /** One of the panel's own, which takes it with its frames; 0 is the top one. */
  way(section({ kind: v.literal('panel'), index: whole(0, 7) }), async () => null),
  /** `/sys/class/leds/NAME`. */
  way(section({ kind: v.literal('led-class'), name: someText }), async ({ name }, around) => {
    const { createLedClassLed } = await import('../drivers/leds/led-class.ts');
    return createLedClassLed({ led: name, ...around });
  }),
  /** A line of a GPIO chip. */
  way(section({ kind: v.literal('gpio'), ...gpioLine }), async (line, around) => {
    const { createGpioLed } = await import('../drivers/gpio/gpio-led.ts');
    return createGpioLed({ line, activeLow: line.active_low, ...around });
  }),
] as const;

const kinds = WAYS.map((each) => `"${each.entries.kind.literal}"`).join(', ');

/** One status LED; left out, it is nowhere. */
export const ledSchema = v.optional(v.variant('kind', WAYS, `expected kind = one of ${kinds}`), {
  kind: 'none',
});

/** Where the status LEDs are: some on the panel, by index, the others beside it. */
export interface OpenedLeds {
  readonly onPanel: Partial<Record<keyof Leds, number>>;
  readonly beside: readonly { readonly led: keyof Leds; readonly light: StatusLed }[];
}

/** Opens the status LEDs that the configuration names; one that is not there is logged and stays dark. */
export async function openLeds(
  { s1, s2 }: { readonly s1: LedConfig; readonly s2: LedConfig },
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<OpenedLeds> {
  const configs: Readonly<Record<keyof Leds, LedConfig>> = { S1: s1, S2: s2 };
  const onPanel: Partial<Record<keyof Leds, number>> = {};
  const beside: { readonly led: keyof Leds; readonly light: StatusLed }[] = [];
  for (const led of LED_NAMES) {
    const { panelIndex, open } = configs[led];
    if (panelIndex !== null) onPanel[led] = panelIndex;
    const onTrouble = (why: string | null) => {
      if (why === null) log.info('LED works', { led });
      else log.warn('LED does not work; it is tried again', { led, why });
    };
    const light = await open({ clock, onTrouble });
    if (light !== null) beside.push({ led, light });
  }
  return { onPanel, beside };
}
