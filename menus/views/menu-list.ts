import type { Appliance } from '../appliance.ts';
import { isShown } from '../menu-item.ts';
import { MENUS, type MenuId } from '../tree.ts';
import type { MenuList } from '../view.ts';
import { type Reader, wordsOf } from '../words/audience.ts';

/** A whole menu as it is now; an item that is not shown any more leaves the first one selected. */
export function menuList(
  reader: Reader & { readonly appliance: Appliance },
  menu: MenuId,
  selectedItem: string,
): MenuList {
  const { appliance } = reader;
  const words = wordsOf(reader);
  const shown = MENUS[menu].items.filter((item) => isShown(item, appliance));
  return {
    title: words.titles[menu],
    items: shown.map((item) => ({ id: item.id, label: words.items[item.label(appliance)] })),
    selected: Math.max(
      0,
      shown.findIndex((item) => item.id === selectedItem),
    ),
  };
}
