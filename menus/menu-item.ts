import type { Appliance } from './appliance.ts';
import type { Message } from './words/messages.ts';
import type { ItemLabel, ItemTip } from './words/words.ts';

export interface MenuItem {
  /** Also the name of its state. Unique among all menus. */
  readonly id: string;
  readonly label: (appliance: Appliance) => ItemLabel;
  /** Its tip on a console. */
  readonly tip: ItemTip;
  /** Whether it is in the menu; null: always. */
  readonly shown: ((appliance: Appliance) => boolean) | null;
  /** The item that takes its place when it goes away; null: the next one. */
  readonly counterpart: ItemTip | null;
  /** Why it cannot be opened now; null: it can. */
  readonly refused: (appliance: Appliance) => Message | null;
  /** Id of the state ENTER leads to. */
  readonly opens: `#${string}`;
}

/** Where the item differs from one that is always shown and always opens. */
type ItemOptions = Pick<MenuItem, 'opens'> & {
  readonly id: ItemTip;
  readonly label: ItemLabel | ((appliance: Appliance) => ItemLabel);
  readonly shown?: (appliance: Appliance) => boolean;
  readonly counterpart?: ItemTip;
  readonly refused?: MenuItem['refused'];
};

export function item({ id, opens, label, shown, counterpart, refused }: ItemOptions): MenuItem {
  return {
    id,
    opens,
    tip: id,
    label: typeof label === 'string' ? () => label : label,
    shown: shown ?? null,
    counterpart: counterpart ?? null,
    refused: refused ?? (() => null),
  };
}

/** Whether an item is in its menu now. */
export function isShown(each: MenuItem, appliance: Appliance): boolean {
  return each.shown === null || each.shown(appliance);
}
