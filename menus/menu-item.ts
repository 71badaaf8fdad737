import type { Appliance } from './appliance.ts';

export interface MenuItem {
  /** Also the name of its state. Unique among all menus. */
  readonly id: string;
  readonly label: (appliance: Appliance) => string;
  /** A sentence for consoles. */
  readonly tip: string;
  /** When it is there; null: always. */
  readonly shown: ((appliance: Appliance) => boolean) | null;
  /** Why it cannot be opened now, in panel text; empty: it can. */
  readonly refused: (appliance: Appliance) => readonly string[];
  /** Id of the state ENTER leads to. */
  readonly opens: `#${string}`;
}

type ItemOptions = Pick<MenuItem, 'id' | 'opens' | 'tip'> & {
  readonly label: string | ((appliance: Appliance) => string);
  readonly shown?: (appliance: Appliance) => boolean;
  readonly refused?: MenuItem['refused'];
};

/** An item that is always there and always opens, unless the options say otherwise. */
export function item({ label, shown, refused, ...rest }: ItemOptions): MenuItem {
  return {
    ...rest,
    label: typeof label === 'string' ? () => label : label,
    shown: shown ?? null,
    refused: refused ?? (() => []),
  };
}

/** Whether an item is in its menu now. */
export function isShown(each: MenuItem, appliance: Appliance): boolean {
  return each.shown === null || each.shown(appliance);
}
