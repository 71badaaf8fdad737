import type { StatusLed } from '../../drivers/status-led.ts';
import type { Clock } from '../../menus/clock.ts';
import { LED_NAMES, type LedName, type LedPlaces } from '../../menus/leds.ts';
import { section } from '../config/values.ts';
import type { Log } from '../log/log.ts';
import { type LedConfig, ledSchema } from './kinds.ts';

/** How the configuration names a status LED: `[leds.s2]`. */
type LedWord = Lowercase<LedName>;

// `toLowerCase` returns any string; of these names it makes exactly these words.
export const ledWord = (led: LedName) => led.toLowerCase() as LedWord;

/** The `[leds]` section. */
export const ledsSchema = section(
  Object.fromEntries(LED_NAMES.map((led) => [ledWord(led), ledSchema])) as Record<LedWord, typeof ledSchema>,
);

export type LedsConfig = Readonly<Record<LedWord, LedConfig>>;

/** A status LED that is not on the panel. */
export interface LedBeside {
  readonly led: LedName;
  readonly light: StatusLed;
}

/** Where the status LEDs are: some on the panel, the others beside it. */
export interface OpenedLeds {
  readonly onPanel: LedPlaces;
  readonly beside: readonly LedBeside[];
}

/** Opens the configured status LEDs; one that does not work is logged, stays dark and is tried again. */
export async function openLeds(
  configs: LedsConfig,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<OpenedLeds> {
  const onPanel: Partial<Record<LedName, number>> = {};
  const beside: LedBeside[] = [];
  for (const led of LED_NAMES) {
    const { panelIndex, open } = configs[ledWord(led)];
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
