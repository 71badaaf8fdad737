/** Walks models through the whole firmware: keys as packets of a virtual panel, screens as that panel decoded them. */
import { createActor } from 'xstate';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { LED_NAMES } from '../../menus/leds.ts';
import { type Bench, createBench } from '../../simulator/bench.ts';
import { type Coverage, cover, type Walk } from './cover.ts';

import { GLASSES, type Glass, type Model } from './model.ts';
import type { Row, Screen } from './screens.ts';

export function coverageOf(model: Model): Coverage {
  return cover(model.machine, [...PANEL_KEYS, ...Object.keys(model.hands)]);
}

/**
 * Walks model and product in lock-step, comparing after every step; a new appliance for every walk.
 * @throws Error with the steps to the first difference, and what was expected
 */
export async function walk(model: Model, glass: Glass, events: Walk): Promise<void> {
  const bench = await createBench({ panel: GLASSES[glass] });
  const oracle = createActor(model.machine).start();
  const walked: string[] = [];
  const compare = (): void => {
    const wrong = difference(model.screen(oracle.getSnapshot()), bench, glass);
    if (wrong !== null) {
      throw new Error(`${model.name} on ${glass}, after ${walked.join(' → ') || 'the start'}:\n${wrong}`);
    }
  };
  try {
    await model.prepare(bench);
    compare();
    for (const event of events) {
      walked.push(event);
      oracle.send({ type: event });
      await act(model, bench, event);
      compare();
    }
  } finally {
    oracle.stop();
    bench.kill();
  }
}

async function act(model: Model, bench: Bench, event: string): Promise<void> {
  const key = PANEL_KEYS.find((each) => each === event);
  const hands = model.hands[event];
  await (hands === undefined ? bench.press(known(key, event)) : hands(bench));
}

function known(key: PanelKey | undefined, event: string): PanelKey {
  if (key === undefined) {
    throw new Error(`nobody knows what hands do for ${event}`);
  }
  return key;
}

/** What differs from what the model promises, for a person to read; null: nothing. */
function difference(promised: Screen, bench: Bench, glass: Glass): string | null {
  const rows = glass === '20x4' ? promised.large : promised.small;
  if (rows === undefined) {
    throw new Error(`the model does not say what ${glass} shows`);
  }
  const frame = bench.frame();
  const shown = frame.rows.map((row) => row.trimEnd());
  const lamps = bench.lamps();
  const lit = LED_NAMES.filter((led) => lamps[led]);
  const isCursorRight =
    promised.cursor === undefined || (frame.cursor?.column ?? null) === promised.cursor || glass === '16x2';
  const isRight =
    shown.length === rows.length &&
    rows.every((row, index) => fits(row, shown[index] ?? '')) &&
    lit.join() === (promised.lit ?? []).join() &&
    isCursorRight;
  if (isRight) {
    return null;
  }
  const wanted = [...rows.map(String), `cursor ${promised.cursor}`, `lit ${promised.lit ?? []}`].join(' | ');
  return `expected ${wanted}\nthe panel shows ${[...shown, `cursor ${frame.cursor?.column ?? null}`, `lit ${lit}`].join(' | ')}`;
}

function fits(row: Row, shown: string): boolean {
  return typeof row === 'string' ? row === shown : row.test(shown);
}
