import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import type { Charset, CustomCharacter } from '../charset/charset.ts';
import { HD44780_PLAIN_CHARSET } from '../charset/hd44780.ts';
import {
  CFA633_CHARSET,
  CFA633_CUSTOM_CHARACTERS,
  CFA635_CHARSET,
  CFA635_CUSTOM_CHARACTERS,
  CFA635_PLAIN_CHARSET,
} from './charset.ts';
import type { Cfa635ModelName } from './identity.ts';
import { FOUR_KEYS, type KeyCodes, SIX_KEYS } from './reports.ts';

/** Points of a model's contrast scale. */
interface ContrastScale {
  /** Readable, light; 0 percent. */
  readonly light: number;
  /** The maker's recommended value; 50 percent. */
  readonly right: number;
  /** Readable, dark; 100 percent. */
  readonly dark: number;
  /** Set at power-up, unless another boot state was stored in the panel. */
  readonly factory: number;
}

/** The two dies of a two-colour LED, as numbers of general purpose outputs. */
interface LedPins {
  readonly red: number;
  readonly green: number;
}

export interface Cfa635Model {
  readonly name: Cfa635ModelName;
  readonly geometry: Geometry;
  readonly keys: KeyCodes;
  readonly charset: Charset;
  /** For a panel that takes no custom characters: signs of its own stand in. */
  readonly plainCharset: Charset;
  readonly customCharacters: readonly CustomCharacter[];
  readonly contrast: ContrastScale;
  /** Two-colour LEDs, from the top; empty: none. */
  readonly leds: readonly LedPins[];
}

/** CFA635 data sheet, command 13: 66 light, 95 about right, 125 dark; up to 254, very dark. */
const CFA635_CONTRAST: ContrastScale = { light: 66, right: 95, dark: 125, factory: 95 };
/**
 * CFA835 data sheet, command 13: 0-111 very light, 112 light, 127 about right, 168 dark. The CFA-735 has the same
 * controller and is taken to have the same scale; not tried on a physical panel.
 */
const CFA835_CONTRAST: ContrastScale = { light: 112, right: 127, dark: 168, factory: 127 };

export const CFA635_MODELS: Readonly<Record<Cfa635ModelName, Cfa635Model>> = {
  cfa635: {
    name: 'cfa635',
    geometry: GEOMETRY_20X4,
    keys: SIX_KEYS,
    charset: CFA635_CHARSET,
    plainCharset: CFA635_PLAIN_CHARSET,
    customCharacters: CFA635_CUSTOM_CHARACTERS,
    contrast: CFA635_CONTRAST,
    // CFA635 data sheet, command 34: outputs 12-5, from the top, red before green.
    leds: [
      { red: 12, green: 11 },
      { red: 10, green: 9 },
      { red: 8, green: 7 },
      { red: 6, green: 5 },
    ],
  },
  cfa633: {
    name: 'cfa633',
    geometry: GEOMETRY_16X2,
    keys: SIX_KEYS,
    charset: CFA633_CHARSET,
    plainCharset: HD44780_PLAIN_CHARSET,
    customCharacters: CFA633_CUSTOM_CHARACTERS,
    // CFA633 data sheet, command 13: scale 0-50, 16 about right, 29 dark. Not tried on a physical panel.
    contrast: { light: 4, right: 16, dark: 29, factory: 16 },
    leds: [],
  },
  cfa631: {
    name: 'cfa631',
    geometry: { columns: 20, rows: 2 },
    keys: FOUR_KEYS,
    // A KS0073, as the 635 has.
    charset: CFA635_CHARSET,
    plainCharset: CFA635_PLAIN_CHARSET,
    customCharacters: CFA635_CUSTOM_CHARACTERS,
    contrast: CFA635_CONTRAST,
    leds: [],
  },
};

/** Models of the configured size that differ from it by what they call themselves. */
const BY_NUMBER: Readonly<Record<string, Partial<Cfa635Model>>> = {
  '735': { contrast: CFA835_CONTRAST },
  '835': { contrast: CFA835_CONTRAST },
};

/** The model as a panel with this number has it; an unknown number, '' for none, changes nothing. */
export function modelNumbered(name: Cfa635ModelName, number: string): Cfa635Model {
  return { ...CFA635_MODELS[name], ...BY_NUMBER[number] };
}

/** Backlight of every model after power-up, in percent. Source: CFA635 data sheet, command 14. */
export const FACTORY_BACKLIGHT = 100;

/**
 * The backlight value for 0-100 percent. Never the factory's: backlight and contrast are what shows in the status
 * answer that a panel has reset itself.
 */
export function backlightValue(percent: number): number {
  return Math.min(FACTORY_BACKLIGHT - 1, Math.max(0, Math.round(percent)));
}

/**
 * The model's contrast value for 0-100 percent, within what can be read. Never the factory's, as with the backlight.
 */
export function contrastValue({ contrast }: Cfa635Model, percent: number): number {
  const { light, right, dark, factory } = contrast;
  const value =
    percent <= 50 ? light + ((right - light) * percent) / 50 : right + ((dark - right) * (percent - 50)) / 50;
  const rounded = Math.round(Math.min(dark, Math.max(light, value)));
  return rounded === factory ? factory + 1 : rounded;
}
