/** SETUP NETWORK: the items and wizards of each setting, in the order of the menu. */
import type { Wizard } from '../forms/wizard.ts';
import type { MenuItem } from '../menu-item.ts';
import { PART_IDS, type PartId } from '../settings/settings.ts';
import { keysOf } from '../values/typed-object.ts';
import { ipv6 } from './ipv6.ts';
import { lan } from './lan.ts';
import type { PartMenu } from './part-menu.ts';
import { proxy } from './proxy.ts';
import { resetNetwork } from './reset.ts';
import { switchOff } from './switch-off.ts';
import { vlan } from './vlan.ts';
import { wan } from './wan.ts';

/** Platform-defined settings cannot be changed at a panel. */
const platform = { items: [], wizards: {} } as const satisfies PartMenu;

/** `satisfies` makes a missing part a compile error. */
const MENUS_OF_PARTS = { lan, wan, vlan, ipv6, proxy, platform } as const satisfies Record<PartId, PartMenu>;

type WizardsOf<Id extends PartId> = keyof (typeof MENUS_OF_PARTS)[Id]['wizards'];

export type WizardId = { [Id in PartId]: WizardsOf<Id> }[PartId] | 'switchOff' | 'resetNetwork';

/** Every wizard by id. Its actor and its state in the session are made from this. */
export const WIZARDS: Readonly<Record<WizardId, Wizard>> = {
  ...lan.wizards,
  ...wan.wizards,
  ...vlan.wizards,
  ...ipv6.wizards,
  ...proxy.wizards,
  ...platform.wizards,
  switchOff,
  resetNetwork,
};

export const WIZARD_IDS: readonly WizardId[] = keysOf(WIZARDS);

/** The items of the menu that come from the parts. */
export const PART_ITEMS: readonly MenuItem[] = PART_IDS.flatMap(
  (id): readonly MenuItem[] => MENUS_OF_PARTS[id].items,
);
