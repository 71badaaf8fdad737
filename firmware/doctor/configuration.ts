import * as v from 'valibot';
import type { Panel } from '../../drivers/panel.ts';
import type { PanelKey } from '../../menus/keys.ts';
import { LED_NAMES, type LedPlaces } from '../../menus/leds.ts';
import { keyWord } from '../config/key-words.ts';
import { type TomlValue, tomlLine } from '../config/toml-value.ts';
import { ledWord } from '../leds/status-leds.ts';
import { panelSchema } from '../panels/families.ts';
import type { DriverParts } from '../panels/family.ts';
import type { FoundPanel } from './probes.ts';

/** What the panel sent while each key was pressed, on panels whose keys the integrator wires. */
export type SeenWiring = ReadonlyMap<PanelKey, string>;

/** The `[panel]` section for a panel that was found. */
function panelSection(
  device: string,
  { family, baud, config }: FoundPanel,
  wiring: SeenWiring,
): Readonly<Record<string, TomlValue>> {
  const wired =
    family.wiring === undefined || wiring.size === 0
      ? {}
      : { [family.wiring.key]: Object.fromEntries([...wiring].map(([key, seen]) => [keyWord(key), seen])) };
  return { driver: family.driver, device, baud, ...config, ...wired };
}

/** The configuration for a panel that was found, to paste; `leds`: which of its LEDs is which status LED. */
export function configurationFor(
  device: string,
  found: FoundPanel,
  leds: LedPlaces,
  wiring: SeenWiring = new Map(),
): string {
  const panel = Object.entries(panelSection(device, found, wiring)).map(([key, value]) =>
    tomlLine(key, value),
  );
  const lines = ['[panel]', ...panel];
  for (const led of LED_NAMES) {
    const index = leds[led];
    if (index === undefined) continue;
    lines.push('', `[leds.${ledWord(led)}]`, tomlLine('kind', 'panel'), tomlLine('index', index));
  }
  return `${lines.join('\n')}\n`;
}

/** The product's own driver for a panel that was found, set up as its configuration would. */
export async function driverFor(device: string, found: FoundPanel): Promise<(parts: DriverParts) => Panel> {
  const { load } = v.parse(panelSchema, panelSection(device, found, new Map()));
  if (load === null) throw new Error(`[panel] driver = "${found.family.driver}" drives nothing`);
  return await load();
}
