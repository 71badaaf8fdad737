import * as v from 'valibot';
import type { Panel } from '../../drivers/panel.ts';
import type { Connect } from '../../drivers/transport.ts';
import type { VirtualPanel } from '../../drivers/virtual/virtual-panel.ts';
import type { Clock } from '../../menus/clock.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { LED_NAMES, LEDS, type LedName, type LedPlaces } from '../../menus/leds.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_IDS, type LanguageId } from '../../menus/words/languages.ts';
import { eachKeyWord, KEY_WORDS, keysNamed, keyWord } from '../config/key-words.ts';
import type { TomlValue } from '../config/toml-value.ts';
import { flag, glassSize, type Section, section, someText, whole, word } from '../config/values.ts';
import { kind } from '../config/variant.ts';

/**
 * Everything that is to be known of a panel family beside its protocol, which is in `drivers/`. The daemon reads the
 * families before the panel is opened, so a family imports nothing heavy: whatever touches bytes is loaded when it is
 * asked for.
 */
export interface PanelFamily {
  /** What `[panel] driver` says; also the name of its folder in `drivers/` unless two families share one. */
  readonly driver: string;
  /** Maker and models, for people. */
  readonly title: string;
  /** How many LEDs of its own it has; null: only the panel itself knows. */
  readonly leds: number | null;
  /** Number of the panel's LED where this status LED usually is; null: not on this panel. */
  readonly usualPlace: (led: LedName) => number | null;
  /** Speed of its line as it leaves the factory, in bit/s; null: it is not on a serial line. */
  readonly baud: number | null;
  /** Size of its glass; null: the configuration says it. */
  readonly geometry: Geometry | null;
  /** How its USB models name themselves; empty: it has none, or they name only their adapter. */
  readonly usb: readonly UsbNumbers[];
  /** Its example in `firmware/config/examples/`. */
  readonly example: string;
  readonly promises: PanelPromises;
  /** How `bezel doctor` asks a serial line for it, the likeliest speed first. */
  readonly probes: () => Promise<readonly Probe[]>;
  /** How the doctor learns what each key sends, for `[panel.keys]`; left out: the keys name themselves. */
  readonly learning?: KeyLearning;
  /** What the doctor asks of the glass, where nothing on the line tells; left out: nothing. */
  readonly doubts?: readonly Doubt[];
  /** Virtual panels of this family, the usual one first. */
  readonly models: readonly [VirtualModel, ...VirtualModel[]];
}

export interface KeyLearning {
  /** Starts to listen: the returned function says what a key sends as `[panel.keys]` has it; null: nothing of a key. */
  readonly load: () => Promise<() => (bytes: Uint8Array) => string | null>;
  /** Whether these need not be configured. */
  readonly isUsual: (names: Readonly<Partial<Record<PanelKey, string>>>) => boolean;
}

/** Something that a person sees and the line does not tell. */
export interface Doubt {
  /** Answered with yes when something is wrong. */
  readonly question: string;
  /** Keys of `[panel]` to try then, one set after the other, until the answer is no. */
  readonly remedies: readonly Readonly<Record<string, TomlValue>>[];
}

/** USB vendor and product numbers, four hexadecimal digits each. */
export interface UsbNumbers {
  readonly vendor: string;
  /** null: every product of this vendor. */
  readonly products: readonly string[] | null;
}

/** What an operator can rely on, whatever happens on the line; the contract suite holds each family to it. */
interface PanelPromises {
  /** Within how many milliseconds anything wrong on the glass is right again. */
  readonly repaired_ms: number;
  /** Shortest press that is never missed, in milliseconds. */
  readonly shortestPress_ms: number;
  /** It acknowledges what it shows. */
  readonly isAcknowledged: boolean;
  /** Noise on the line is never taken for a key. */
  readonly checksKeys: boolean;
  /** Bytes can be lost or appear on its line; false: TCP. */
  readonly isSerial: boolean;
  /** Arrows and the like are shown as themselves; false: as ASCII signs. */
  readonly hasGlyphs: boolean;
}

export const USUAL_PROMISES: PanelPromises = {
  repaired_ms: 2000,
  shortestPress_ms: 1,
  isAcknowledged: true,
  checksKeys: true,
  isSerial: true,
  hasGlyphs: true,
};

/** One way to ask a device whether it is a panel of a family. Families that ask alike are asked once, together. */
export type Probe = {
  /** Speed, in bit/s. */
  readonly baud: number;
  /** Sent when the port is open and quiet, and again until it is answered. */
  readonly question: Uint8Array;
} & (
  | {
      /** How long to wait for an answer, in milliseconds; left out: as long as a panel that runs needs. */
      readonly patience_ms?: number;
      /** For answers with a checksum: the returned function takes what arrives and says what it is as soon as it knows. */
      readonly listen: () => (bytes: Uint8Array) => Answer | null;
    }
  | {
      /** For answers without: reads all that arrived in answer to one question. Believed when it is the same three times. */
      readonly whole: (bytes: Uint8Array) => Answer | null;
    }
);

/** What a panel said of itself. */
export interface Answer {
  readonly model: string;
  /** '' where the protocol has no such thing. */
  readonly firmware: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  /** How many LEDs of its own it has. */
  readonly leds: number;
  /** Keys of `[panel]` that this panel needs beside driver, device and baud. */
  readonly config: Readonly<Record<string, TomlValue>>;
}

/** A virtual panel of the simulator, the contract suite and the bench. */
interface VirtualModel {
  readonly name: string;
  /** Maker and model, for people. */
  readonly title: string;
  readonly load: () => Promise<(options: VirtualOptions) => VirtualPanel>;
}

export interface VirtualOptions {
  readonly clock: Clock;
  /** Of a family whose glass comes in several sizes. */
  readonly geometry: Geometry;
  /** Pace of the line in bit/s, null: none; left out: what the family's virtual panel usually has. */
  readonly baud?: number | null;
}

/** What a driver is made with, whichever way its line was opened. */
export interface DriverParts {
  readonly connect: Connect;
  readonly clock: Clock;
  /** For the log: `cfa635 on /dev/ttyS1`. */
  readonly name: string;
  /** Which of the panel's own LEDs is which status LED; one that is elsewhere is left out. */
  readonly leds: LedPlaces;
}

/** What a panel is opened with, beside its own section. */
interface PanelContext {
  readonly clock: Clock;
  readonly leds: LedPlaces;
}

/** Loads the driver, which is not loaded otherwise; what it returns makes the panel, not yet started. */
type LoadDriver = () => Promise<(parts: DriverParts) => Panel>;

// Aliases, not interfaces: valibot takes only types that could be records for the sections of a variant.
/** What a checked `[panel]` section says without opening anything. */
type PanelFacts = {
  readonly driver: string;
  /** The serial port it is on; null: on none. */
  readonly device: string | null;
  readonly leds: number | null;
  /** null: there is no panel to drive. */
  readonly load: LoadDriver | null;
  /** Spoken until an operator chooses another, by consoles too. */
  readonly language: LanguageId;
};

/** A checked `[panel]` section. */
export type PanelConfig = PanelFacts & {
  /** Opens its line and makes the panel, not yet started; null: there is none. */
  readonly open: (context: PanelContext) => Promise<Panel | null>;
};

/** How a family's line is opened and its driver loaded, from its checked section. */
interface Opening<Config> {
  readonly deviceOf: (config: Config) => string | null;
  /** `place` is where the line leads, for the log. */
  readonly connect: (config: Config) => Promise<{ readonly connect: Connect; readonly place: string }>;
  readonly load: (config: Config) => ReturnType<LoadDriver>;
}

const everyPanel = { language: v.optional(word(...LANGUAGE_IDS), DEFAULT_LANGUAGE) };
/** What each `[panel]` section has. */
type EveryPanel = { readonly language: LanguageId };

/** The `[panel]` section of one family. */
export const panelSection = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  section({ ...entries, ...everyPanel });

/** The facts of a family with the schema of its `[panel]` section. */
export function panelFamily<
  const Schema extends Section<v.ObjectEntries> & v.GenericSchema<unknown, EveryPanel>,
>(facts: PanelFamily, schema: Schema, { deviceOf, connect, load }: Opening<v.InferOutput<Schema>>) {
  const configured = kind(
    schema,
    (config): PanelFacts => ({
      driver: facts.driver,
      device: deviceOf(config),
      leds: facts.leds,
      load: () => load(config),
      language: config.language,
    }),
    async (config, { clock, leds }: PanelContext): Promise<Panel | null> => {
      const [make, line] = await Promise.all([load(config), connect(config)]);
      return make({ connect: line.connect, clock, leds, name: `${facts.driver} on ${line.place}` });
    },
  );
  return { ...facts, schema: configured };
}

/** Keys of every family on a serial port; `baud` is the factory's. */
export const serialPort = (baud: number) => ({
  /** `/dev/serial/by-id/...` keeps its name over replugging. */
  device: someText,
  baud: v.optional(whole(1200, 921_600), baud),
  stop_bits: v.optional(v.picklist([1, 2], 'expected 1 or 2'), 1),
  /** Moves DTR and RTS when the port is opened; some adapters reset the panel by it. */
  toggle_lines: v.optional(flag, true),
});
type SerialPort = v.InferOutput<Section<ReturnType<typeof serialPort>>>;

/** A family on a serial port. */
export function serialFamily<
  const Schema extends Section<v.ObjectEntries> & v.GenericSchema<unknown, SerialPort & EveryPanel>,
>(facts: PanelFamily, schema: Schema, load: Opening<v.InferOutput<Schema>>['load']) {
  return panelFamily(facts, schema, {
    deviceOf: ({ device }) => device,
    load,
    async connect({ device, baud, stop_bits, toggle_lines }) {
      const { serialConnect } = await import('../../drivers/serial/serial-transport.ts');
      return {
        connect: serialConnect({ device, baud, stopBits: stop_bits, toggleLines: toggle_lines }),
        place: device,
      };
    },
  });
}

/** `size` of a family whose glass comes in several; 40 columns are the widest an HD44780 drives. */
export const sizeKey = (mostColumns = 40) => v.optional(glassSize(mostColumns), '20x4');

/** The two sizes of glass that virtual panels of such a family have. */
export const VIRTUAL_SIZES: readonly Geometry[] = [GEOMETRY_20X4, GEOMETRY_16X2];

/** `keys` of a family that does not say which it has. */
export const keysKey = v.pipe(
  v.optional(v.array(word(...KEY_WORDS)), [...KEY_WORDS]),
  v.check(
    (names) => (['up', 'down', 'enter'] as const).every((name) => names.includes(name)),
    'expected at least "up", "down" and "enter"',
  ),
  v.transform((names) => keysNamed(names)),
);

/** `[panel.keys]`: what the panel sends for each key, in the family's own notation; left out, as it usually is. */
export const keyNames = (name: v.GenericSchema<unknown, string>) =>
  v.optional(
    v.pipe(
      section(eachKeyWord(v.optional(name))),
      v.check(
        // None at all: every key is a button beside the panel.
        ({ up, down, enter, ...others }) =>
          [up, down, enter].every((name) => name !== undefined) ||
          [up, down, enter, ...Object.values(others)].every((name) => name === undefined),
        'expected at least up, down and enter',
      ),
      v.transform((names) => {
        const byKey: Partial<Record<PanelKey, string>> = {};
        for (const key of PANEL_KEYS) {
          const told = names[keyWord(key)];
          if (told !== undefined) byKey[key] = told;
        }
        return byKey;
      }),
    ),
  );

/** Most panels count their LEDs from 0 at the top. */
export const countedFromTop = (led: LedName) => LEDS[led].fromTop;

/** Where the status LEDs usually are on a panel that has so many LEDs of its own. */
export function usualPlaces({ usualPlace }: Pick<PanelFamily, 'usualPlace'>, count: number): LedPlaces {
  const places: Partial<Record<LedName, number>> = {};
  for (const led of LED_NAMES) {
    const place = usualPlace(led);
    if (place !== null && place < count) places[led] = place;
  }
  return places;
}
