import type { Appliance } from '../appliance.ts';
import { isShown } from '../menu-item.ts';
import { MENUS, type MenuId } from '../tree.ts';
import type { MenuList } from '../view.ts';

/** A whole menu as it is now; an item that is not shown any more leaves the first one selected. */
export function menuList(appliance: Appliance, menu: MenuId, selectedItem: string): MenuList {
  const { title, items } = MENUS[menu];
  const shown = items.filter((item) => isShown(item, appliance));
  return {
    title,
    items: shown.map((item) => ({ id: item.id, label: item.label(appliance) })),
    selected: Math.max(
      0,
      shown.findIndex((item) => item.id === selectedItem),
    ),
  };
}
