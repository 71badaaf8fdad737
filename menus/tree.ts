/**
 * The whole menu.
 *
 *   STATUS                            pages; ENTER opens the menu, after the PIN where one is set
 *   └ MENU
 *     ├ SETUP NETWORK
 *     │ ├ ENABLE STATIC IP ON LAN     CHANGE STATIC IP ON LAN once static
 *     │ ├ DISABLE STATIC IP ON LAN    once static; refused while a VLAN needs it
 *     │ ├ ENABLE WAN INTERFACE        CHANGE WAN INTERFACE once enabled; absent without a second interface
 *     │ ├ DISABLE WAN INTERFACE       once enabled
 *     │ ├ ENABLE VLAN ON LAN          CHANGE VLAN ON LAN once enabled; refused without a static LAN
 *     │ ├ DISABLE VLAN ON LAN         once enabled
 *     │ ├ ENABLE IPV6 ON LAN          absent once enabled, and unless the account has IPv6
 *     │ ├ DISABLE IPV6 ON LAN         once enabled
 *     │ ├ ENABLE PROXY                CHANGE PROXY once enabled
 *     │ ├ DISABLE PROXY               once enabled
 *     │ ├ TEST NETWORK
 *     │ ├ RESET NETWORK CONFIG
 *     │ └ EXIT THIS MENU
 *     ├ PANEL SETTINGS
 *     │ ├ CONTRAST
 *     │ ├ BRIGHTNESS
 *     │ ├ LAMP TEST
 *     │ ├ SET PIN                     CHANGE PIN once set
 *     │ ├ CLEAR PIN                   once set
 *     │ ├ LOCK NOW                    once set
 *     │ └ EXIT THIS MENU
 *     ├ SYSTEM REBOOT                 refused while an update runs
 *     ├ SYSTEM SHUTDOWN               refused while an update runs
 *     ├ VERSION INFO
 *     └ EXIT THIS MENU
 *
 * Keys in a menu: UP and DOWN go round the items, ENTER or RIGHT opens, EXIT or LEFT goes a level up.
 */
import type { Appliance } from './appliance.ts';
import { ITEMS, MESSAGES, TITLES } from './labels.ts';
import { item, type MenuItem } from './menu-item.ts';
import { PART_ITEMS } from './setup-network/setup-network.ts';

export type MenuId = 'main' | 'network' | 'panel';

export interface Menu {
  readonly title: string;
  /** Id of the state a level up. */
  readonly leadsBackTo: `#${string}`;
  readonly items: readonly MenuItem[];
}

const duringUpdate = ({ update }: Appliance): readonly string[] =>
  update.state === 'running' ? [MESSAGES.updateRuns, MESSAGES.tryLater] : [];

const network: Menu = {
  title: TITLES.network,
  leadsBackTo: '#menu-main-back',
  items: [
    ...PART_ITEMS,
    item({
      id: 'testNetwork',
      label: ITEMS.testNetwork,
      tip: 'Checks link, address, gateway, DNS, proxy and platform. Changes nothing.',
      opens: '#test',
    }),
    item({
      id: 'resetNetwork',
      label: ITEMS.resetNetwork,
      tip: 'LAN by DHCP; WAN, VLAN, IPv6 and proxy off.',
      opens: '#wizard-resetNetwork',
    }),
    item({
      id: 'exitNetwork',
      label: ITEMS.exit,
      tip: 'Back to the main menu.',
      opens: '#menu-main-back',
    }),
  ],
};

const panel: Menu = {
  title: TITLES.panel,
  leadsBackTo: '#menu-main-back',
  items: [
    item({ id: 'contrast', label: ITEMS.contrast, tip: 'Contrast of the LCD.', opens: '#contrast' }),
    item({
      id: 'brightness',
      label: ITEMS.brightness,
      tip: 'Brightness of the backlight.',
      opens: '#brightness',
    }),
    item({
      id: 'lampTest',
      label: ITEMS.lampTest,
      tip: 'Lights every LED and every pixel until a key is pressed.',
      opens: '#lampTest',
    }),
    item({
      id: 'setPin',
      label: ({ pinSet }) => (pinSet ? ITEMS.changePin : ITEMS.setPin),
      tip: 'A PIN of 4 to 8 digits, asked before the menu opens.',
      opens: '#newPin',
    }),
    item({
      id: 'clearPin',
      label: ITEMS.clearPin,
      tip: 'The menu opens without a PIN.',
      shown: ({ pinSet }) => pinSet,
      opens: '#confirm-clearPin',
    }),
    item({
      id: 'lockNow',
      label: ITEMS.lockNow,
      tip: 'Back to the status page; the next one to open the menu needs the PIN.',
      shown: ({ pinSet }) => pinSet,
      opens: '#locking',
    }),
    item({
      id: 'exitPanel',
      label: ITEMS.exit,
      tip: 'Back to the main menu.',
      opens: '#menu-main-back',
    }),
  ],
};

const main: Menu = {
  title: TITLES.main,
  leadsBackTo: '#status',
  items: [
    item({
      id: 'setupNetwork',
      label: ITEMS.setupNetwork,
      tip: 'Addresses of LAN and WAN, VLAN, IPv6, proxy; network test and reset.',
      opens: '#menu-network',
    }),
    item({
      id: 'panelSettings',
      label: ITEMS.panelSettings,
      tip: 'Contrast, brightness, lamp test and PIN of this panel.',
      opens: '#menu-panel',
    }),
    item({
      id: 'reboot',
      label: ITEMS.reboot,
      tip: 'Restarts the appliance.',
      refused: duringUpdate,
      opens: '#confirm-reboot',
    }),
    item({
      id: 'shutdown',
      label: ITEMS.shutdown,
      tip: 'Turns the appliance off.',
      refused: duringUpdate,
      opens: '#confirm-shutdown',
    }),
    item({
      id: 'versionInfo',
      label: ITEMS.versionInfo,
      tip: 'Software version, serial number and name.',
      opens: '#version',
    }),
    item({ id: 'exit', label: ITEMS.exit, tip: 'Back to the status page.', opens: '#status' }),
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
