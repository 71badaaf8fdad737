import * as v from 'valibot';
import { LED_NAMES } from '../../menus/leds.ts';
import {
  command,
  flag,
  friendlyName,
  idleTime,
  network,
  section,
  someText,
  text,
  word,
} from '../config/values.ts';
import { DEFAULT_SOCKET } from '../default-socket.ts';
import type { LedConfig } from '../leds/kinds.ts';
import { ledsSchema, ledWord } from '../leds/status-leds.ts';
import { LOG_LEVELS } from '../log/log.ts';
import { networkSchema } from '../network/backends/open.ts';
import { buttonsSchema } from '../panels/buttons.ts';
import { panelSchema } from '../panels/families.ts';
import type { PanelConfig } from '../panels/family.ts';
import { updateSchema } from '../update/sources.ts';

/**
 * The configuration file's shape and defaults. Names here are the names in the file, units included.
 * Every message says what was expected; `load.ts` adds file, line and key.
 */

const level = word(...LOG_LEVELS);

/** Sections that may be left out; their keys then have their defaults. */
const SECTIONS = [
  'appliance',
  'features',
  'leds',
  'buttons',
  'network',
  'state',
  'idle',
  'control',
  'platform',
  'update',
  'power',
  'log',
] as const;

/** The file's content with empty sections where it has none. */
export function withAllSections(content: object): object {
  return { ...Object.fromEntries(SECTIONS.map((name) => [name, {}])), ...content };
}

/** The whole file, every default filled in. */
export const configSchema = v.pipe(
  section({
    appliance: section({
      kind: v.optional(word('physical', 'virtual'), 'physical'),
      serial: v.optional(v.pipe(text, v.maxLength(20, 'expected at most 20 characters')), ''),
      /** Shown until the platform sets a name. */
      name: v.optional(v.pipe(text, friendlyName), 'appliance'),
    }),
    /** Features of the account until the platform sets them. */
    features: section({ ipv6: v.optional(flag, false), vlan: v.optional(flag, false) }),
    panel: panelSchema,
    leds: ledsSchema,
    buttons: buttonsSchema,
    network: networkSchema,
    state: section({ directory: v.optional(someText, '/var/lib/bezel') }),
    idle: section({
      menu_s: v.optional(idleTime, 180),
      edit_s: v.optional(idleTime, 600),
      /** Without a key for so long the glass is dimmed, then dark; where its light can do that. */
      dim_s: v.optional(idleTime, 600),
      off_s: v.optional(idleTime, 3600),
    }),
    control: section({
      /** "" means no control socket. */
      socket: v.optional(text, DEFAULT_SOCKET),
      group: v.optional(someText, 'bezel'),
      remote_keys: v.optional(flag, false),
    }),
    platform: section({
      /** URL that TEST NETWORK requests over HTTPS; "" skips that check. */
      url: v.optional(
        v.pipe(
          text,
          v.check(
            (url) => url === '' || (url.startsWith('https://') && URL.canParse(url)),
            'expected a URL that starts with https://',
          ),
        ),
        '',
      ),
      /** PEM file of a private certificate authority, trusted beside the machine's own; "" is none. */
      ca_file: v.optional(
        v.pipe(
          text,
          v.check((path) => path === '' || path.startsWith('/'), 'expected an absolute path'),
        ),
        '',
      ),
      /** Networks reached through WAN when the network is split. */
      networks: v.optional(v.array(network, 'expected a list of networks'), []),
    }),
    update: updateSchema,
    power: section({
      reboot: v.optional(command(), ['systemctl', 'reboot']),
      shutdown: v.optional(command(), ['systemctl', 'poweroff']),
    }),
    log: section({
      level: v.optional(level, 'info'),
      /** Levels by namespace: `network = "debug"`. */
      levels: v.optional(v.record(v.string(), level), {}),
    }),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { panel, leds } = dataset.value;
    for (const led of LED_NAMES.map(ledWord)) {
      if (has(panel, leds[led])) continue;
      addIssue({ message: ownLeds(panel), path: [keyItem(dataset.value, 'leds'), keyItem(leds, led)] });
    }
  }),
);

/** Whether the panel has the LED that the configuration assigns. */
function has(panel: PanelConfig, { panelIndex }: LedConfig): boolean {
  return panelIndex === null || panel.leds === null || panelIndex < panel.leds;
}

function ownLeds(panel: PanelConfig): string {
  return panel.leds === 0
    ? `panel "${panel.driver}" has no LEDs; expected another kind`
    : `expected one of the panel's own LEDs: 0 to ${(panel.leds ?? 0) - 1}`;
}

/** One step of the path to the faulty key. */
function keyItem(input: Record<string, unknown>, key: string): v.ObjectPathItem {
  return { type: 'object', origin: 'value', input, key, value: input[key] };
}
