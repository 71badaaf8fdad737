import type { Panel } from '../../drivers/panel.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { frameOf, GLYPHS } from '../../menus/frame.ts';
import type { KeyEdge, PanelKey } from '../../menus/keys.ts';
import { LED_NAMES, LEDS, LEDS_OFF, type LedName, type LedPlaces } from '../../menus/leds.ts';
import type { TomlValue } from '../config/toml-value.ts';
import type { SeenKeys } from './configuration.ts';
import type { FoundPanel } from './probes.ts';

/** The person at the terminal. */
export interface Person {
  say(text: string): void;
  /** Asks and resolves to the typed line; to null at the end of input. */
  ask(question: string): Promise<string | null>;
  /** Resolves when a line is typed, or `signal` aborts. */
  pause(signal: AbortSignal): Promise<void>;
}

type Config = Readonly<Record<string, TomlValue>>;

/** Opens the panel with keys of `[panel]` and some of its LEDs as status LEDs; `onBytes` gets what the panel sends. */
export type OpenPanel = (
  config: Config,
  leds: LedPlaces,
  onBytes: (bytes: Uint8Array) => void,
) => Promise<Panel>;

export interface TryOut {
  readonly keysSeen: readonly PanelKey[];
  readonly keysMissing: readonly PanelKey[];
  /** What each key sent, where the family's keys are learnt. */
  readonly keys: SeenKeys;
  /** Keys of `[panel]` that the person's answers call for. */
  readonly config: Config;
  /** The panel's LEDs that the person chose. */
  readonly leds: LedPlaces;
}

/** How long a person may take to find a key, in milliseconds. */
const KEY_PATIENCE_ms = 30_000;
const CLOSE_ms = 500;
/** Time to set up and paint a panel that was just opened, in milliseconds; an EZIO takes longest. */
const SETTLE_ms = 2000;

/** Shows a test screen, asks for every key and lights every LED. */
export async function tryOut(
  found: FoundPanel,
  open: OpenPanel,
  person: Person,
  clock: Clock,
): Promise<TryOut> {
  const config = await askOfGlass(found, open, person, clock);
  const keys = await tryKeys(found, (leds, onBytes) => open(config, leds, onBytes), person, clock);
  const leds = await tryLeds(found, (each, onBytes) => open(config, each, onBytes), person, clock);
  return { ...keys, config, leds };
}

type OpenConfigured = (leds: LedPlaces, onBytes: (bytes: Uint8Array) => void) => Promise<Panel>;

function testScreen(panel: Panel): void {
  const signs = Object.values(GLYPHS).join('');
  panel.show(
    frameOf(panel.geometry, [
      'BEZEL TEST SCREEN',
      panel.geometry.columns < 20 ? `01234 ${signs}` : `0123456789 ${signs}`,
      'ABCDEFGHIJKLMNOPQRST',
      'UVWXYZ abcdefgh .-:',
    ]),
  );
}

/** Shows the test screen and asks what is wrong with it, with each remedy in turn, until nothing is. */
async function askOfGlass(
  { family }: FoundPanel,
  open: OpenPanel,
  person: Person,
  clock: Clock,
): Promise<Config> {
  let settled: Config = {};
  for (const { question, remedies } of family.doubts ?? []) {
    for (const remedy of [{}, ...remedies]) {
      const tried = { ...settled, ...remedy };
      const panel = await open(tried, {}, () => {});
      panel.start({ onEdge: () => {}, onLink: () => {} });
      testScreen(panel);
      await wait(clock, SETTLE_ms);
      const answer = await person.ask(`Look at the test screen on the panel. ${question} [y/N] `);
      await panel.close(CLOSE_ms);
      if (answer?.trim().toLowerCase().startsWith('y')) continue;
      settled = tried;
      break;
    }
  }
  return settled;
}

async function tryKeys({ keys, family }: FoundPanel, open: OpenConfigured, person: Person, clock: Clock) {
  const heard = (await family.learning?.load())?.() ?? null;
  let arrived: (what: { edge: KeyEdge } | { bytes: Uint8Array }) => void = () => {};
  const panel = await open({}, (bytes) => arrived({ bytes }));
  panel.start({ onEdge: (edge) => arrived({ edge }), onLink: () => {} });
  testScreen(panel);
  await wait(clock, SETTLE_ms);
  person.say('The panel shows a test screen: the second line ends in arrows, ENTER, a block and a lock.');

  const seen = new Set<PanelKey>();
  const names = new Map<PanelKey, string>();
  const patience = new Alarm(clock);
  for (const key of keys) {
    panel.show(frameOf(panel.geometry, ['PRESS', key]));
    person.say(`Press ${key} on the panel, the key marked so (or the Enter key here if it has none).`);
    const stop = new AbortController();
    const press = new Promise<void>((resolve) => {
      arrived = (what) => {
        if ('bytes' in what) {
          const name = heard?.(what.bytes) ?? null;
          // A key that was asked for before is still held, or was pressed again.
          if (name === null || [...names.values()].includes(name)) return;
          names.set(key, name);
          person.say(`  ${key}: ${name}`);
          resolve();
        } else if (heard === null && what.edge.edge === 'press') {
          const isRight = what.edge.key === key;
          person.say(isRight ? `  ${key}: right` : `  arrived: ${what.edge.key}, not ${key}`);
          if (!isRight) return;
          seen.add(key);
          resolve();
        }
      };
    });
    patience.after(KEY_PATIENCE_ms, () => stop.abort());
    await Promise.race([press, person.pause(stop.signal)]);
    patience.cancel();
    stop.abort();
  }
  arrived = () => {};
  await panel.close(CLOSE_ms);
  for (const key of names.keys()) seen.add(key);
  return {
    keysSeen: [...seen],
    keysMissing: [...keys].filter((key) => !seen.has(key)),
    keys: Object.fromEntries(names),
  };
}

/** Lights one LED of the panel after the other and asks which status LED it is. */
async function tryLeds(
  { leds: count }: FoundPanel,
  open: OpenConfigured,
  person: Person,
  clock: Clock,
): Promise<LedPlaces> {
  const chosen: Partial<Record<LedName, number>> = {};
  for (const led of LED_NAMES) {
    for (let index = 0; index < count && chosen[led] === undefined; index++) {
      if (Object.values(chosen).includes(index)) continue;
      const panel = await open({ [led]: index }, () => {});
      panel.start({ onEdge: () => {}, onLink: () => {} });
      panel.show(frameOf(panel.geometry, [`LED ${index} IS LIT`], null, { ...LEDS_OFF, [led]: true }));
      await wait(clock, SETTLE_ms);
      const question = `LED ${index} is lit now. Is it ${led}, the ${LEDS[led].colour} one? [y/N] `;
      const answer = await person.ask(question);
      panel.show(frameOf(panel.geometry, ['BEZEL TEST DONE'], null, LEDS_OFF));
      await panel.close(CLOSE_ms);
      if (answer?.trim().toLowerCase().startsWith('y')) chosen[led] = index;
    }
  }
  return chosen;
}

function wait(clock: Clock, delay_ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, delay_ms);
  });
}
