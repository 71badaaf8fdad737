/**
 * The whole menu.
 *
 *   STATUS                            pages; ENTER opens the menu, after the PIN where one is set
 *   └ MENU
 *     ├ SETUP NETWORK
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
 *     ├ SYSTEM REBOOT                 refused while an update runs
 *     ├ SYSTEM SHUTDOWN               refused while an update runs
 *     ├ VERSION INFO
 *     └ BACK
 *
 * Keys in a menu: UP and DOWN go round the items, ENTER or RIGHT opens, EXIT or LEFT goes a level up.
 */
import type { Appliance } from './appliance.ts';
import { checkDisableStatic, checkVlanAllowed } from './settings/rules.ts';
import { type Message, message } from './words/messages.ts';
import type { ItemLabel, ItemTip } from './words/words.ts';

export type MenuId = 'main' | 'network' | 'panel';

export interface MenuItem {
  /** Also the name of its state. Unique among all menus. */
  readonly id: string;
  readonly label: (appliance: Appliance) => ItemLabel;
  /** What a console says of it. */
  readonly tip: ItemTip;
  /** When it is there; null: always. */
  readonly shown: ((appliance: Appliance) => boolean) | null;
  /** Why it cannot be opened now; null: it can. */
  readonly refused: (appliance: Appliance) => Message | null;
  /** Id of the state ENTER leads to. */
  readonly opens: `#${string}`;
}

export interface Menu {
  /** Id of the state a level up. */
  readonly leadsBackTo: `#${string}`;
  readonly items: readonly MenuItem[];
}

/** What differs from an item that is always there and always opens. */
type ItemOptions = Pick<MenuItem, 'opens'> & {
  readonly id: ItemTip;
  readonly label: ItemLabel | ((appliance: Appliance) => ItemLabel);
  readonly shown?: (appliance: Appliance) => boolean;
  readonly refused?: MenuItem['refused'];
};

function item({ id, opens, label, shown, refused }: ItemOptions): MenuItem {
  return {
    id,
    opens,
    tip: id,
    label: typeof label === 'string' ? () => label : label,
    shown: shown ?? null,
    refused: refused ?? (() => null),
  };
}

const isLanStatic = ({ wanted }: Appliance): boolean => wanted.lan.ipv4.method === 'static';
const hasWanSettings = ({ wanted }: Appliance): boolean => wanted.wan !== null;
const hasVlan = ({ wanted }: Appliance): boolean => wanted.vlan !== null;
const hasIpv6 = ({ wanted }: Appliance): boolean => wanted.lan.ipv6;
const hasProxy = ({ wanted }: Appliance): boolean => wanted.proxy !== null;

const duringUpdate = ({ update }: Appliance): Message | null =>
  update.state === 'running' ? message('update-running') : null;

const network: Menu = {
  leadsBackTo: '#menu-main-back',
  items: [
    item({
      id: 'lan',
      label: (appliance) => (isLanStatic(appliance) ? 'changeLan' : 'enableLan'),
      opens: '#wizard-lan',
    }),
    item({
      id: 'disableLan',
      label: 'disableLan',
      shown: isLanStatic,
      refused: ({ wanted }) => checkDisableStatic(wanted),
      opens: '#wizard-disableLan',
    }),
    item({
      id: 'wan',
      label: (appliance) => (hasWanSettings(appliance) ? 'changeWan' : 'enableWan'),
      shown: ({ hasWan }) => hasWan,
      opens: '#wizard-wan',
    }),
    item({
      id: 'disableWan',
      label: 'disableWan',
      shown: hasWanSettings,
      opens: '#wizard-disableWan',
    }),
    item({
      id: 'vlan',
      label: (appliance) => (hasVlan(appliance) ? 'changeVlan' : 'enableVlan'),
      shown: (appliance) => appliance.features.vlan || hasVlan(appliance),
      refused: ({ wanted }) => checkVlanAllowed(wanted),
      opens: '#wizard-vlan',
    }),
    item({
      id: 'disableVlan',
      label: 'disableVlan',
      shown: hasVlan,
      opens: '#wizard-disableVlan',
    }),
    item({
      id: 'ipv6',
      label: 'enableIpv6',
      shown: (appliance) => appliance.features.ipv6 && !hasIpv6(appliance),
      opens: '#wizard-ipv6',
    }),
    item({
      id: 'disableIpv6',
      label: 'disableIpv6',
      shown: hasIpv6,
      opens: '#wizard-disableIpv6',
    }),
    item({
      id: 'proxy',
      label: (appliance) => (hasProxy(appliance) ? 'changeProxy' : 'enableProxy'),
      opens: '#wizard-proxy',
    }),
    item({
      id: 'disableProxy',
      label: 'disableProxy',
      shown: hasProxy,
      opens: '#wizard-disableProxy',
    }),
    item({
      id: 'testNetwork',
      label: 'testNetwork',
      opens: '#test',
    }),
    item({
      id: 'resetNetwork',
      label: 'resetNetwork',
      opens: '#wizard-resetNetwork',
    }),
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
      opens: '#newPin',
    }),
    item({
      id: 'clearPin',
      label: 'clearPin',
      shown: ({ pinSet }) => pinSet,
      opens: '#confirm-clearPin',
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

/** Whether an item is in its menu now. */
export function isShown(each: MenuItem, appliance: Appliance): boolean {
  return each.shown === null || each.shown(appliance);
}

/** @throws Error for an id that is in no menu. */
export function menuItem(id: string): MenuItem {
  const found = byId.get(id);
  if (found === undefined) {
    throw new Error(`no menu has an item ${id}`);
  }
  return found;
}
