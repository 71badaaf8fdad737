import * as v from 'valibot';
import { buttonsSchema } from '../buttons.ts';
import { ledSchema } from '../leds.ts';
import { LOG_LEVELS } from '../log/log.ts';
import { command, flag, idleTime, network, someText, text, whole, word } from './values.ts';

/**
 * The configuration file's shape and defaults. Names here are the names in the file, units included.
 * Every message says what was expected; `load.ts` adds file, line and key.
 */

const level = word(...LOG_LEVELS);

/** Sections that may be left out: each of their keys then has its default. */
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

export function configSchema<Panel extends v.GenericSchema>(panel: Panel) {
  return v.strictObject({
    appliance: v.strictObject({
      kind: v.optional(word('physical', 'virtual'), 'physical'),
      serial: v.optional(v.pipe(text, v.maxLength(20, 'expected at most 20 characters')), ''),
      /** Shown until the platform gives a name. */
      name: v.optional(
        v.pipe(text, v.regex(/^[A-Za-z0-9._-]{1,32}$/, 'expected 1 to 32 of A-Z a-z 0-9 - _ and dot')),
        'appliance',
      ),
    }),
    /** What the account may do until the platform says otherwise. */
    features: v.strictObject({ ipv6: v.optional(flag, false), vlan: v.optional(flag, false) }),
    panel,
    leds: v.strictObject({ s1: ledSchema, s2: ledSchema }),
    buttons: buttonsSchema,
    network: v.strictObject({
      backend: v.optional(word('simulated', 'networkmanager'), 'simulated'),
      /** The kernel's name of the interface, or its MAC address. */
      lan: v.optional(someText, 'lan0'),
      /** Left out: no second interface. */
      wan: v.optional(someText),
      /** How long the operator has to keep a change. Under 10 s nobody could; the undo timer outlives it. */
      keep_timeout_s: v.optional(whole(10, 3600), 120),
      proxy_file: v.optional(someText, '/etc/bezel/proxy.env'),
    }),
    state: v.strictObject({ directory: v.optional(someText, '/var/lib/bezel') }),
    idle: v.strictObject({ menu_s: v.optional(idleTime, 180), edit_s: v.optional(idleTime, 600) }),
    control: v.strictObject({
      /** "" means no control socket. */
      socket: v.optional(text, '/run/bezel/control.sock'),
      group: v.optional(someText, 'bezel'),
      remote_keys: v.optional(flag, false),
    }),
    platform: v.strictObject({
      /** What TEST NETWORK asks for over HTTPS; "" means it does not. */
      url: v.optional(
        v.pipe(text, v.regex(/^(https:\/\/\S+)?$/, 'expected a URL that starts with https://')),
        '',
      ),
      /** Networks reached through WAN when the network is split. */
      networks: v.optional(v.array(network, 'expected a list of networks'), []),
    }),
    update: v.strictObject({
      source: v.optional(word('control', 'rauc', 'none'), 'control'),
      lease_s: v.optional(whole(5, 3600), 60),
    }),
    power: v.strictObject({
      reboot: v.optional(command(), ['systemctl', 'reboot']),
      shutdown: v.optional(command(), ['systemctl', 'poweroff']),
    }),
    log: v.strictObject({
      level: v.optional(level, 'info'),
      /** Own levels by namespace: `network = "debug"`. */
      levels: v.optional(v.record(v.string(), level), {}),
    }),
  });
}
