/** Every menu item as a state; see `../tree.ts` for the items. */
import { and, not } from 'xstate';
import type { MenuItem } from '../menu-item.ts';
import { around, upToCertain } from '../statechart/ring.ts';
import { MENUS, type Menu, type MenuId } from '../tree.ts';
import { sessionSetup } from './setup.ts';

/** Transitions to the next shown item in one direction; the first whose guard holds is taken. */
function towards(items: readonly MenuItem[], item: MenuItem, step: 1 | -1) {
  const others = upToCertain(around(items, item, step), (other) => other.shown === null);
  return others.map(transitionTo);
}

/** To an item, if it is shown. */
function transitionTo({ id }: MenuItem) {
  return { guard: { type: 'isItemShown', params: { item: id } } as const, target: `#item-${id}` };
}

/** When the item on screen is no longer shown, its counterpart replaces it, or else the next one. */
function whenGone(items: readonly MenuItem[], item: MenuItem) {
  const gone = { type: 'isItemGone', params: { item: item.id } } as const;
  const counterpart = items.filter(({ id }) => id === item.counterpart);
  const instead = counterpart.map((other) => transitionTo(other));
  return [...instead, ...towards(items, item, 1)].map(({ guard, target }) => ({
    guard: and([gone, guard]),
    target,
  }));
}

function itemState(menu: MenuId, { items, leadsBackTo }: Menu, item: MenuItem) {
  const meta = { screen: 'item', menu, item: item.id } as const;
  const params = { item: item.id };
  const remember = { type: 'rememberOpened', params: meta } as const;
  const open = [
    {
      guard: { type: 'isItemRefused', params } as const,
      target: '#refused',
      actions: [remember, { type: 'showRefusal', params } as const],
    },
    { target: item.opens, actions: remember },
  ];
  return sessionSetup.createStateConfig({
    id: `item-${item.id}`,
    meta,
    always: item.shown === null ? [] : whenGone(items, item),
    on: {
      'PRESS.DOWN': towards(items, item, 1),
      'PRESS.UP': towards(items, item, -1),
      'PRESS.ENTER': open,
      'PRESS.RIGHT': [{ guard: not('isFresh') }, ...open],
      'PRESS.LEFT': { guard: 'isFresh', target: leadsBackTo },
      'PRESS.EXIT': leadsBackTo,
    },
  });
}

/** A menu with a state for each of its items. */
export function menuState(id: MenuId, menu: Menu) {
  return sessionSetup.createStateConfig({
    id: `menu-${id}`,
    initial: menu.items[0]?.id,
    states: {
      ...Object.fromEntries(menu.items.map((item) => [item.id, itemState(id, menu, item)])),
      /** Target on leaving a submenu. */
      back: { type: 'history', id: `menu-${id}-back` },
    },
  });
}

export const menus = sessionSetup.createStateConfig({
  id: 'menus',
  initial: 'main',
  states: {
    main: menuState('main', MENUS.main),
    network: menuState('network', MENUS.network),
    panel: menuState('panel', MENUS.panel),
    /** Target on leaving any screen opened from a menu: the item it was opened from. */
    back: { type: 'history', history: 'deep', id: 'menus-back' },
  },
});
