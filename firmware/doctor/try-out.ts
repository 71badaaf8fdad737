import type { Panel } from '../../drivers/panel.ts';
import type { Clock } from '../../menus/clock.ts';
import { frameOf, GLYPHS, LEDS_OFF } from '../../menus/frame.ts';
import type { KeyEdge, PanelKey } from '../../menus/keys.ts';
import type { FoundPanel } from './probes.ts';

/** The person at the terminal. */
export interface Person {
  say(text: string): void;
  /** Asks and resolves to the line that was typed; to null when there will be no more lines. */
  ask(question: string): Promise<string | null>;
  /** Resolves when a line was typed, or `signal` stops the waiting. */
  pause(signal: AbortSignal): Promise<void>;
}

/** Opens the panel with one of its LEDs as S2 (null: none); `onBytes` hears what arrives on the line. */
export type OpenPanel = (s2: number | null, onBytes: (bytes: Uint8Array) => void) => Panel;

export interface TryOut {
  readonly keysSeen: readonly PanelKey[];
  readonly keysMissing: readonly PanelKey[];
  /** Letters that arrived for keys (Matrix Orbital keypads are wired each their own way). */
  readonly letters: ReadonlyMap<PanelKey, string>;
  /** Index of the LED the person chose for S2; null: none. */
  readonly s2: number | null;
}

/** How long a person may take to find a key, in milliseconds. */
const KEY_PATIENCE_ms = 30_000;
const CLOSE_ms = 500;
/** Until a panel that was just found is set up and painted; an EZIO takes longest. */
const SETTLE_ms = 2000;

/** Shows a test screen, asks for every key and lights every LED. */
export async function tryOut(
  found: FoundPanel,
  open: OpenPanel,
  person: Person,
  clock: Clock,
): Promise<TryOut> {
  const keys = await tryKeys(found, open, person, clock);
  const s2 = await tryLeds(found, open, person, clock);
  return { ...keys, s2 };
}

async function tryKeys({ keys, driver }: FoundPanel, open: OpenPanel, person: Person, clock: Clock) {
  let arrived: (what: { edge: KeyEdge } | { bytes: Uint8Array }) => void = () => {};
  const panel = open(null, (bytes) => arrived({ bytes }));
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
  const letters = new Map<PanelKey, string>();
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
        const letter = 'bytes' in what && driver === 'matrix-orbital' ? letterIn(what.bytes) : null;
        if (letter !== null) letters.set(key, letter);
        if (letter !== null || ('edge' in what && what.edge.key === key)) resolve();
      };
    });
    const patience = clock.setTimeout(() => stop.abort(), KEY_PATIENCE_ms);
    await Promise.race([press, person.pause(stop.signal)]);
    clock.clearTimeout(patience);
    stop.abort();
  }
  arrived = () => {};
  await panel.close(CLOSE_ms);
  for (const key of letters.keys()) seen.add(key);
  return { keysSeen: [...seen], keysMissing: [...keys].filter((key) => !seen.has(key)), letters };
}

/** The letter a keypad sends on a press: A to Y. */
function letterIn(bytes: Uint8Array): string | null {
  const letter = bytes.find((byte) => byte >= 0x41 && byte <= 0x59);
  return letter === undefined ? null : String.fromCharCode(letter);
}

async function tryLeds(
  { leds }: FoundPanel,
  open: OpenPanel,
  person: Person,
  clock: Clock,
): Promise<number | null> {
  let chosen: number | null = null;
  for (let index = 0; index < leds && chosen === null; index++) {
    const panel = open(index, () => {});
    panel.start({ onEdge: () => {}, onLink: () => {} });
    panel.show(frameOf(panel.geometry, [`LED ${index} IS LIT`], null, { ...LEDS_OFF, S2: true }));
    await wait(clock, SETTLE_ms);
    const answer = await person.ask(`LED ${index} is lit now. Is it S2, the red one? [y/N] `);
    panel.show(frameOf(panel.geometry, ['BEZEL TEST DONE'], null, LEDS_OFF));
    await panel.close(CLOSE_ms);
    if (answer?.trim().toLowerCase().startsWith('y')) chosen = index;
  }
  return chosen;
}

function wait(clock: Clock, delay_ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, delay_ms);
  });
}
