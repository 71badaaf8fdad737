import { isUnderWay, type UpdateStatus } from './update.ts';

export type LedColour = 'green' | 'red' | 'amber';

/** The parts of the appliance that LEDs show. */
interface LedSources {
  readonly platform: { readonly connected: boolean | null };
  readonly update: Pick<UpdateStatus, 'state'>;
}

/** What one status LED of the case stands for. */
interface LedRole {
  readonly colour: LedColour;
  /** What it means when lit; the control socket's description quotes it. */
  readonly means: string;
  readonly lit: (appliance: LedSources) => boolean;
  /** Its usual place on a panel with LEDs of its own, counted from 0 at the top. */
  readonly fromTop: number;
}

/** Every status LED by its name on the case, in the order they are listed. A new LED is one entry here. */
const ROLES = {
  S1: {
    colour: 'green',
    means: 'the platform is reached',
    lit: ({ platform }) => platform.connected === true,
    fromTop: 1,
  },
  S2: {
    colour: 'red',
    means: 'a software update runs, or has fallen silent and may still write',
    lit: ({ update }) => isUnderWay(update),
    fromTop: 0,
  },
} as const satisfies Readonly<Record<string, LedRole>>;

export type LedName = keyof typeof ROLES;
export const LEDS: Readonly<Record<LedName, LedRole>> = ROLES;

/** The status LEDs by name; true is lit. */
export type Leds = Readonly<Record<LedName, boolean>>;

/** The panel's number for each status LED; a status LED left out is not on the panel. */
export type LedPlaces = Readonly<Partial<Record<LedName, number>>>;

export const LED_NAMES = Object.keys(LEDS) as [LedName, ...LedName[]];

/** One value for each status LED. */
export function eachLed<Value>(make: (led: LedName) => Value): Readonly<Record<LedName, Value>> {
  // `fromEntries` types its keys as any string; they are exactly those of the table.
  return Object.fromEntries(LED_NAMES.map((led) => [led, make(led)])) as Record<LedName, Value>;
}

export const LEDS_OFF: Leds = eachLed(() => false);
export const LEDS_ON: Leds = eachLed(() => true);

/** What the LEDs show for an appliance. */
export function ledsOf(appliance: LedSources): Leds {
  return eachLed((led) => LEDS[led].lit(appliance));
}

export function sameLeds(a: Leds, b: Leds): boolean {
  return LED_NAMES.every((led) => a[led] === b[led]);
}
