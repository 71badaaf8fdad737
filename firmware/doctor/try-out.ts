import type { Panel } from '../../drivers/panel.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { frameOf, GLYPHS } from '../../menus/frame.ts';
import type { KeyEdge, PanelKey } from '../../menus/keys.ts';
import { LED_NAMES, LEDS, LEDS_OFF, type LedName, type LedPlaces } from '../../menus/leds.ts';
import type { SeenWiring } from './configuration.ts';
import type { FoundPanel } from './probes.ts';

/** The person at the terminal. */
export interface Person {
  say(text: string): void;
  /** Asks and resolves to the typed line; to null at the end of input. */
  ask(question: string): Promise<string | null>;
  /** Resolves when a line is typed, or `signal` aborts. */
  pause(signal: AbortSignal): Promise<void>;
}

/** Opens the panel with some of its LEDs as status LEDs; `onBytes` gets what the panel sends. */
export type OpenPanel = (leds: LedPlaces, onBytes: (bytes: Uint8Array) => void) => Panel;

export interface TryOut {
  readonly keysSeen: readonly PanelKey[];
  readonly keysMissing: readonly PanelKey[];
  readonly wiring: SeenWiring;
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
  const keys = await tryKeys(found, open, person, clock);
  const leds = await tryLeds(found, open, person, clock);
  return { ...keys, leds };
}

async function tryKeys({ keys, family }: FoundPanel, open: OpenPanel, person: Person, clock: Clock) {
  const wired = await family.wiring?.load();
  let arrived: (what: { edge: KeyEdge } | { bytes: Uint8Array }) => void = () => {};
  const panel = open({}, (bytes) => arrived({ bytes }));
  panel.start({ onEdge: (edge) => arrived({ edge }), onLink: () => {} });
  const signs = Object.values(GLYPHS).join('');
  panel.show(
    frameOf(panel.geometry, [
      'BEZEL TEST SCREEN',
      `0123456789 ${signs}`,
      'ABCDEFGHIJKLMNOPQRST',
      'UVWXYZ abcdefgh .-:',
    ]),
  );
  await wait(clock, SETTLE_ms);
  person.say('The panel shows a test screen: the second line ends in arrows, ENTER, a block and a lock.');

  const seen = new Set<PanelKey>();
  const wiring = new Map<PanelKey, string>();
  const patience = new Alarm(clock);
  for (const key of keys) {
    panel.show(frameOf(panel.geometry, ['PRESS', key]));
    person.say(`Press ${key} on the panel (or the Enter key here if it has none).`);
    const stop = new AbortController();
    const press = new Promise<void>((resolve) => {
      arrived = (what) => {
        if ('edge' in what) {
          if (what.edge.edge === 'release') return;
          if (what.edge.key === key) seen.add(key);
          person.say(what.edge.key === key ? `  ${key}: right` : `  arrived: ${what.edge.key}, not ${key}`);
        }
        const sent = 'bytes' in what ? (wired?.(what.bytes) ?? null) : null;
        if (sent !== null) wiring.set(key, sent);
        if (sent !== null || ('edge' in what && what.edge.key === key)) resolve();
      };
    });
    patience.after(KEY_PATIENCE_ms, () => stop.abort());
    await Promise.race([press, person.pause(stop.signal)]);
    patience.cancel();
    stop.abort();
  }
  arrived = () => {};
  await panel.close(CLOSE_ms);
  for (const key of wiring.keys()) seen.add(key);
  return { keysSeen: [...seen], keysMissing: [...keys].filter((key) => !seen.has(key)), wiring };
}

/** Lights one LED of the panel after the other and asks which status LED it is. */
async function tryLeds(
  { leds: count }: FoundPanel,
  open: OpenPanel,
  person: Person,
  clock: Clock,
): Promise<LedPlaces> {
  const chosen: Partial<Record<LedName, number>> = {};
  for (const led of LED_NAMES) {
    for (let index = 0; index < count && chosen[led] === undefined; index++) {
      if (Object.values(chosen).includes(index)) continue;
      const panel = open({ [led]: index }, () => {});
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
