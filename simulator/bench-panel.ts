import * as v from 'valibot';
import type { Panel } from '../drivers/panel.ts';
import { isLit, type VirtualPanel } from '../drivers/virtual/virtual-panel.ts';
import { panelSchema } from '../firmware/panels/families.ts';
import { type DriverParts, usualPlaces } from '../firmware/panels/family.ts';
import type { Clock } from '../menus/clock.ts';
import { eachLed, LEDS, type LedPlaces, type Leds } from '../menus/leds.ts';
import { type PanelChoice, sizeName } from './panel-choice.ts';

/** The panel on the bench: a virtual panel, the driver it is run by, and which of its LEDs is which status LED. */
export interface BenchPanel {
  /** Maker and model, for people. */
  readonly title: string;
  readonly virtual: VirtualPanel;
  /** Status LEDs on the panel itself; the others are the board's own, beside it. */
  readonly places: LedPlaces;
  /** Makes its driver, not yet started. */
  readonly driver: (parts: Pick<DriverParts, 'connect' | 'clock'>) => Panel;
  /** Duration of a key press, in milliseconds: long enough that the driver never misses it. */
  readonly press_ms: number;
}

/** Duration of a key press, in milliseconds: well over any debounce, well under the first repeat at 500 ms. */
const PRESS_ms = 60;

/** Loads the panel's modules; resolves to a function that makes the panel on a clock. */
export async function loadBenchPanel({
  family,
  model,
  geometry,
}: PanelChoice): Promise<(clock: Clock) => BenchPanel> {
  const section = {
    driver: family.driver,
    ...(family.baud === null ? {} : { device: 'virtual' }),
    ...(family.geometry === null ? { size: sizeName(geometry) } : {}),
  };
  const { load } = v.parse(panelSchema, section);
  if (load === null) throw new Error(`${family.driver} has no driver`);
  const [makeVirtual, makeDriver] = await Promise.all([model.load(), load()]);
  return (clock) => {
    const virtual = makeVirtual({ clock, geometry });
    const places = usualPlaces(family, virtual.lamps().length);
    return {
      title: model.title,
      virtual,
      places,
      driver: (parts) => makeDriver({ ...parts, leds: places, name: `${model.name} (virtual)` }),
      press_ms: Math.max(PRESS_ms, 1.5 * family.promises.shortestPress_ms),
    };
  };
}

/** The status LEDs on the panel, as they are lit. */
export function litOn({ virtual, places }: BenchPanel): Leds {
  const lamps = virtual.lamps();
  return eachLed((led) => isLit(lamps[places[led] ?? -1], LEDS[led].colour));
}
