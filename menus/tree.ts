/**
 * The whole menu.
 *
 *   STATUS                            pages; ENTER opens the menu, after the PIN where one is set
 *   └ MENU
 *     ├ SETUP NETWORK               while an update runs, all but TEST NETWORK is refused
 *     │ ├ ENABLE STATIC IP ON LAN     CHANGE STATIC IP ON LAN once static
 *     │ ├ USE DHCP ON LAN             once static; refused while a VLAN needs it
 *     │ ├ ENABLE WAN INTERFACE        CHANGE WAN INTERFACE once enabled; absent without a second interface
 *     │ ├ DISABLE WAN INTERFACE       once enabled
 *     │ ├ ENABLE VLAN ON LAN          CHANGE VLAN ON LAN once enabled; refused without a static LAN
 *     │ ├ DISABLE VLAN ON LAN         once enabled
 *     │ ├ ENABLE IPV6 ON LAN          absent once enabled, and unless the account has IPv6
 *     │ ├ DISABLE IPV6 ON LAN         once enabled
 *     │ ├ ENABLE PROXY                CHANGE PROXY once enabled
 *     │ ├ DISABLE PROXY               once enabled
 *     │ ├ TEST NETWORK
 *     │ ├ SWITCH OFF                  once several of WAN, VLAN, IPv6 and proxy are on
 *     │ ├ RESET NETWORK CONFIG
 *     │ └ BACK
 *     ├ PANEL SETTINGS
 *     │ ├ LANGUAGE
 *     │ ├ CONTRAST
 *     │ ├ BRIGHTNESS
 *     │ ├ LAMP TEST
 *     │ ├ SET PIN                     CHANGE PIN once set
 *     │ ├ CLEAR PIN                   once set
 *     │ ├ LOCK NOW                    once set
 *     │ └ BACK
 *     ├ SYSTEM REBOOT                 refused while an update runs; asks twice while it is silent
 *     ├ SYSTEM SHUTDOWN               the same
 *     ├ VERSION INFO
 *     └ BACK
 *
 * Keys in a menu: UP and DOWN go round the items, ENTER or RIGHT opens, EXIT or LEFT goes a level up.
 */
import type { Appliance } from './appliance.ts';
import { item, type MenuItem } from './menu-item.ts';
import { PART_ITEMS } from './setup-network/setup-network.ts';
import { switchOffItem } from './setup-network/switch-off.ts';
import { type Message, message } from './words/messages.ts';

export type MenuId = 'main' | 'network' | 'panel';

export interface Menu {
  /** Id of the state a level up. */
  readonly leadsBackTo: `#${string}`;
  readonly items: readonly MenuItem[];
}

const duringUpdate = ({ update }: Appliance): Message | null =>
  update.state === 'running' ? message('update-running') : null;

/** An update loads over the network that a change may cut, also one that is silent: nobody knows whether it goes on. */
const untilUpdated = ({ update }: Appliance): Message | null =>
  update.state === 'silent' ? message('update-silent', { after_s: update.after_s }) : null;

const changesNetwork = (each: MenuItem): MenuItem => ({
  ...each,
  refused: (appliance) => duringUpdate(appliance) ?? untilUpdated(appliance) ?? each.refused(appliance),
});

const network: Menu = {
  leadsBackTo: '#menu-main-back',
  items: [
    ...PART_ITEMS.map(changesNetwork),
    item({
      id: 'testNetwork',
      label: 'testNetwork',
      opens: '#test',
    }),
    changesNetwork(switchOffItem),
    changesNetwork(
      item({
        id: 'resetNetwork',
        label: 'resetNetwork',
        opens: '#wizard-resetNetwork',
      }),
    ),
    item({
      id: 'exitNetwork',
      label: 'exit',
      opens: '#menu-main-back',
    }),
  ],
};

const panel: Menu = {
  leadsBackTo: '#menu-main-back',
  items: [
    item({ id: 'language', label: 'language', opens: '#language' }),
    item({ id: 'contrast', label: 'contrast', opens: '#contrast' }),
    item({
      id: 'brightness',
      label: 'brightness',
      opens: '#brightness',
    }),
    item({
      id: 'lampTest',
      label: 'lampTest',
      opens: '#lampTest',
    }),
    item({
      id: 'setPin',
      label: ({ pinSet }) => (pinSet ? 'changePin' : 'setPin'),
      opens: '#pinToChange',
    }),
    item({
      id: 'clearPin',
      label: 'clearPin',
      shown: ({ pinSet }) => pinSet,
      opens: '#pinToClear',
    }),
    item({
      id: 'lockNow',
      label: 'lockNow',
      shown: ({ pinSet }) => pinSet,
      opens: '#locking',
    }),
    item({
      id: 'exitPanel',
      label: 'exit',
      opens: '#menu-main-back',
    }),
  ],
};

const main: Menu = {
  leadsBackTo: '#status',
  items: [
    item({
      id: 'setupNetwork',
      label: 'setupNetwork',
      opens: '#menu-network',
    }),
    item({
      id: 'panelSettings',
      label: 'panelSettings',
      opens: '#menu-panel',
    }),
    item({
      id: 'reboot',
      label: 'reboot',
      refused: duringUpdate,
      opens: '#confirm-reboot',
    }),
    item({
      id: 'shutdown',
      label: 'shutdown',
      refused: duringUpdate,
      opens: '#confirm-shutdown',
    }),
    item({
      id: 'versionInfo',
      label: 'versionInfo',
      opens: '#version',
    }),
    item({ id: 'exit', label: 'exit', opens: '#status' }),
  ],
};

export const MENUS: Readonly<Record<MenuId, Menu>> = { main, network, panel };

const byId = new Map(Object.values(MENUS).flatMap((menu) => menu.items.map((each) => [each.id, each])));

/** @throws Error for an id that is in no menu. */
export function menuItem(id: string): MenuItem {
  const found = byId.get(id);
  if (found === undefined) {
    throw new Error(`no menu has an item ${id}`);
  }
  return found;
}
