import * as v from 'valibot';
import type { KeyLetters } from '../drivers/matrix-orbital/codec.ts';
import type { Panel } from '../drivers/panel.ts';
import type { Connect } from '../drivers/transport.ts';
import type { Clock } from '../menus/clock.ts';
import type { Leds } from '../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../menus/keys.ts';
import { flag, glassSize, type Section, section, someText, text, whole, word } from './config/values.ts';
import type { Log } from './log/log.ts';

/** The keys as configuration names them, in the order of `PANEL_KEYS`. */
const KEY_WORDS = ['up', 'down', 'left', 'right', 'enter', 'exit'] as const;
type KeyWord = (typeof KEY_WORDS)[number];

/** What every panel family is opened with, beside its own keys of the configuration. */
export interface PanelSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Which of the panel's own LEDs shows what, by index; a status LED that is elsewhere is left out. */
  readonly leds: Partial<Record<keyof Leds, number>>;
}

/** The `[panel]` section of one family. */
type FamilySchema = Section<{ readonly driver: v.LiteralSchema<string, undefined> } & v.ObjectEntries>;

/** A checked `[panel]` section, which knows how to open its panel; `none` opens to null. */
export type PanelConfig = {
  readonly driver: string;
  /** The serial port it is on; null: on none. */
  readonly device: string | null;
  /** How many LEDs it has of its own; null: only the panel itself knows. */
  readonly leds: number | null;
  /** Loads the driver, which is not loaded otherwise, and makes the panel, not yet started. */
  readonly open: (around: PanelSurroundings) => Promise<Panel | null>;
};

function family<const Schema extends FamilySchema>(
  schema: Schema,
  leds: number | null,
  open: (config: v.InferOutput<Schema>, around: PanelSurroundings) => Promise<Panel | null>,
) {
  return v.pipe(
    schema,
    v.transform(
      (config): PanelConfig => ({
        driver: schema.entries.driver.literal,
        device: 'device' in config && typeof config.device === 'string' ? config.device : null,
        leds,
        open: (around) => open(config, around),
      }),
    ),
  );
}

/** Keys of every family that is on a serial port. */
const serialPort = (baud: number) => ({
  /** `/dev/serial/by-id/...` keeps its name over replugging. */
  device: someText,
  baud: v.optional(whole(1200, 921_600), baud),
  /** Moves DTR and RTS when the port is opened; some adapters reset the panel by it. */
  toggle_lines: v.optional(flag, true),
});

/** Glass of families that come in several sizes; 40 columns are the widest an HD44780 drives. */
const size = v.optional(glassSize(40), '20x4');
/** A row of signs, two characters each, has to fit a line of `drivers/line/PROTOCOL.md`. */
const lineSize = v.optional(glassSize(24), '20x4');

/** Keys of families that do not tell which they have. */
const keyNames = v.pipe(
  v.optional(v.array(word(...KEY_WORDS)), [...KEY_WORDS]),
  v.check(
    (names) => ['up', 'down', 'enter'].every((name) => names.some((each) => each === name)),
    'expected at least "up", "down" and "enter"',
  ),
  v.transform(
    (names) => new Set(PANEL_KEYS.filter((_, index) => names.some((name) => name === KEY_WORDS[index]))),
  ),
);

async function openSerialPort(config: {
  readonly device: string;
  readonly baud: number;
  readonly toggle_lines: boolean;
}): Promise<Connect> {
  const { serialConnect } = await import('../drivers/serial/serial-transport.ts');
  return serialConnect({ device: config.device, baud: config.baud, toggleLines: config.toggle_lines });
}

/** Crystalfontz CFA-635 and CFA-633: the packet protocol over a serial port. */
function crystalfontz<const Model extends 'cfa635' | 'cfa633'>(
  model: Model,
  { baud, ledCount }: { readonly baud: number; readonly ledCount: number },
) {
  const keys = { driver: v.literal(model), ...serialPort(baud) };
  return family(section(keys), ledCount, async (config, { clock, leds }) => {
    const { createCfa635Panel } = await import('../drivers/cfa635/driver.ts');
    return createCfa635Panel({
      connect: await openSerialPort(config),
      clock,
      model,
      name: `${model} on ${config.device}`,
      leds,
    });
  });
}

/** Portwell EZIO-100 and EZIO-300: 16x2, four polled keys, no LEDs. */
const ezio = family(
  section({ driver: v.literal('ezio'), ...serialPort(2400) }),
  0,
  async (config, { clock }) => {
    const { createEzioPanel } = await import('../drivers/ezio/driver.ts');
    const connect = await openSerialPort(config);
    return createEzioPanel({ connect, clock, name: `ezio on ${config.device}`, baud: config.baud });
  },
);

/** One letter of the keypad's matrix. */
const keyLetter = v.optional(v.pipe(text, v.regex(/^[A-Y]$/, 'expected one letter from A to Y')));

/** Matrix Orbital LK204-25 and relatives. Index 0 of an LED is general purpose output 1. */
const matrixOrbital = family(
  section({
    driver: v.literal('matrix-orbital'),
    ...serialPort(19_200),
    size,
    /** Which letter each key sends; left out, it is the usual wiring. */
    letters: v.optional(
      section({
        up: keyLetter,
        down: keyLetter,
        left: keyLetter,
        right: keyLetter,
        enter: keyLetter,
        exit: keyLetter,
      }),
    ),
  }),
  6,
  async (config, { clock, leds }) => {
    const { createMatrixOrbitalPanel } = await import('../drivers/matrix-orbital/driver.ts');
    const { letters } = config;
    return createMatrixOrbitalPanel({
      connect: await openSerialPort(config),
      clock,
      name: `matrix-orbital on ${config.device}`,
      baud: config.baud,
      geometry: config.size,
      leds: Object.fromEntries(Object.entries(leds).map(([led, index]) => [led, index + 1])),
      ...(letters === undefined ? {} : { letters: wiredLetters(letters) }),
    });
  },
);

function wiredLetters(letters: Readonly<Partial<Record<KeyWord, string | undefined>>>): KeyLetters {
  const wired: Partial<Record<PanelKey, string>> = {};
  for (const [index, key] of PANEL_KEYS.entries()) {
    const letter = letters[KEY_WORDS[index] ?? 'up'];
    if (letter !== undefined) wired[key] = letter;
  }
  return wired;
}

/** A microcontroller that speaks `drivers/line/PROTOCOL.md`. */
const line = family(
  section({ driver: v.literal('line'), ...serialPort(115_200), size: lineSize, keys: keyNames }),
  null,
  async (config, { clock, leds }) => {
    const { createLinePanel } = await import('../drivers/line/driver.ts');
    return createLinePanel({
      connect: await openSerialPort(config),
      clock,
      name: `line on ${config.device}`,
      geometry: config.size,
      keys: config.keys,
      leds,
    });
  },
);

/** Any display of lcdproc's, through LCDd. Index of an LED is the bit of LCDd's `output`. */
const lcdproc = family(
  section({
    driver: v.literal('lcdproc'),
    host: v.optional(someText, '127.0.0.1'),
    port: v.optional(whole(1, 65_535), 13_666),
    size,
    keys: keyNames,
  }),
  null,
  async (config, { clock, leds }) => {
    const [{ createLcdprocPanel }, { tcpConnect }] = await Promise.all([
      import('../drivers/lcdproc/driver.ts'),
      import('../drivers/lcdproc/tcp-connect.ts'),
    ]);
    return createLcdprocPanel({
      connect: tcpConnect({ host: config.host, port: config.port }),
      clock,
      name: `lcdproc on ${config.host}:${config.port}`,
      geometry: config.size,
      keys: config.keys,
      leds,
    });
  },
);

/** Every panel family, by what `[panel] driver` says. A new family is one entry here. */
const FAMILIES = [
  family(section({ driver: v.literal('none') }), 0, async () => null),
  crystalfontz('cfa635', { baud: 115_200, ledCount: 4 }),
  // As it leaves the factory; firmware 1.4 and later can be set to 115200.
  crystalfontz('cfa633', { baud: 19_200, ledCount: 0 }),
  ezio,
  matrixOrbital,
  line,
  lcdproc,
] as const;

const names = FAMILIES.map((each) => `"${each.entries.driver.literal}"`).join(', ');

/** The `[panel]` section: the family's own keys, checked; left out, there is no panel. */
export const panelSchema = v.optional(v.variant('driver', FAMILIES, `expected driver = one of ${names}`), {
  driver: 'none',
});
