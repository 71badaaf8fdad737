import { createActor } from 'xstate';
import { GEOMETRY_20X4 } from '../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../menus/keys.ts';
import { layoutFrame } from '../../../menus/layout/layout.ts';
import { LEDS_OFF } from '../../../menus/leds.ts';
import type { MenuItem } from '../../../menus/menu-item.ts';
import { menuState } from '../../../menus/session/menu-states.ts';
import { sessionSetup } from '../../../menus/session/setup.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { pressOf } from '../../../menus/state/presses.ts';
import { initialContext } from '../../../menus/state/session-context.ts';
import type { Menu } from '../../../menus/tree.ts';
import { en } from '../../../menus/words/en.ts';
import { testAppliance } from '../../support/appliance.ts';
import { PLAIN_GLASS } from '../../support/operator.ts';
import type { Figure, Measure } from '../report.ts';
import { livingBytes } from '../rig/heap.ts';
import { type Summary, summarize } from '../statistics.ts';

const SIZES = [10, 100, 1000] as const;
const DOWN = pressOf({ type: 'KEY.DOWN' });

/** What a longer menu costs: built, walked through, and laid out, by the code of the real menus. */
export const menuSize: Measure = {
  name: 'menu-size',
  what: 'cost against the number of items in a menu: 10, 100, 1000',
  async run({ pick }) {
    return SIZES.flatMap((size) => figuresOf(size, pick(2000, 200)));
  },
};

function menuOf(size: number): Menu {
  const items = Array.from(
    { length: size },
    (_, index): MenuItem => ({
      id: `bench${index}`,
      label: () => 'lampTest',
      tip: 'lampTest',
      shown: null,
      counterpart: null,
      refused: () => null,
      opens: '#refused',
    }),
  );
  return { leadsBackTo: '#refused', items };
}

function figuresOf(size: number, presses: number): readonly Figure[] {
  const menu = menuOf(size);
  const before = livingBytes();
  const begun_ms = performance.now();
  const machine = sessionSetup
    .createMachine({
      context: ({ input }) => initialContext(input),
      initial: 'menu',
      states: { menu: menuState('main', menu), refused: { id: 'refused' } },
    })
    // The items are none of the product's: whether they are there is not asked of its menus.
    .provide({ guards: { isItemShown: () => true } });
  const actor = createActor(machine, {
    clock: new SimulatedClock(),
    input: {
      appliance: testAppliance(),
      operator: 'panel',
      keys: new Set(PANEL_KEYS),
      geometry: GEOMETRY_20X4,
      audience: PLAIN_GLASS,
      idle: { menu_s: null, edit_s: null },
    },
  });
  actor.start();
  const build_ms = performance.now() - begun_ms;
  const each_KiB = (livingBytes() - before) / size / 1024;

  const key = timed(presses, () => actor.send(DOWN));
  const list = {
    title: en.glass.titles.main,
    selected: 0,
    items: menu.items.map(({ id }) => ({ id, label: id })),
  };
  const screen = timed(presses, (press) => {
    const now = { ...list, selected: press % size };
    const view = { screen: { kind: 'menu', list: now }, menu: now, tip: '', leavingIn_s: null } as const;
    JSON.stringify(view);
    layoutFrame(view, GEOMETRY_20X4, en.glass, LEDS_OFF);
  });
  actor.stop();

  const figure = (id: string, what: string, unit: string, value: Summary | number): Figure => ({
    id: `menu-size.${size}.${id}`,
    subject: 'Bezel',
    what: `${what}, a menu of ${size} items`,
    unit,
    value,
  });
  return [
    figure('build', 'building and starting the machine', 'ms', build_ms),
    figure('memory', 'memory an item', 'KiB', each_KiB),
    figure('key', 'one DOWN in the statechart', 'ms', key),
    figure('screen', 'view compared and laid out for an LCD', 'ms', screen),
  ];
}

function timed(times: number, run: (time: number) => void): Summary {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun_ms = performance.now();
    run(time);
    taken.push(performance.now() - begun_ms);
  }
  return summarize(taken);
}
