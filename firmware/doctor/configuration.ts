import * as v from 'valibot';
import type { Panel } from '../../drivers/panel.ts';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { LED_NAMES, type LedPlaces } from '../../menus/leds.ts';
import { keyWord } from '../config/key-words.ts';
import { type TomlValue, tomlLine } from '../config/toml-value.ts';
import { ledWord } from '../leds/status-leds.ts';
import { panelSchema } from '../panels/families.ts';
import type { DriverParts } from '../panels/family.ts';
import type { FoundPanel } from './probes.ts';

/** What the panel sent while each key was pressed. */
export type SeenKeys = Readonly<Partial<Record<PanelKey, string>>>;

/** What a person found out beside the line: keys of `[panel]`, and what each key sends. */
export interface Learnt {
  readonly config: Readonly<Record<string, TomlValue>>;
  readonly keys: SeenKeys;
}

const NOTHING_LEARNT: Learnt = { config: {}, keys: {} };

/** The `[panel]` section for a panel that was found. */
function panelSection(
  device: string,
  { family, baud, config }: FoundPanel,
  learnt: Learnt,
): Readonly<Record<string, TomlValue>> {
  const seen = PANEL_KEYS.flatMap((key) => {
    const name = learnt.keys[key];
    return name === undefined ? [] : [[keyWord(key), name] as const];
  });
  const { keys: proposed, ...known } = { ...config, ...learnt.config };
  const facts = { driver: family.driver, device, baud, ...known };
  if (seen.length === 0) return proposed === undefined ? facts : { ...facts, keys: proposed };
  return family.learning?.isUsual(learnt.keys) === true
    ? facts
    : { ...facts, keys: Object.fromEntries(seen) };
}

/** The configuration for a panel that was found, to paste; `leds`: which of its LEDs is which status LED. */
export function configurationFor(
  device: string,
  found: FoundPanel,
  leds: LedPlaces,
  learnt: Learnt = NOTHING_LEARNT,
): string {
  const panel = Object.entries(panelSection(device, found, learnt)).map(([key, value]) =>
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
export async function driverFor(
  device: string,
  found: FoundPanel,
  config: Learnt['config'],
): Promise<(parts: DriverParts) => Panel> {
  const { load } = v.parse(panelSchema, panelSection(device, found, { config, keys: {} }));
  if (load === null) throw new Error(`[panel] driver = "${found.family.driver}" drives nothing`);
  return await load();
}
