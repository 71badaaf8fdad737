/** The items of every menu, as they are after what was changed on a new appliance. */
import { type Label, type MenuItem, menuItem, menuScreen, type Screen } from './screens.ts';

/** What has been changed on the appliance since it was new. */
export type Change = 'lan' | 'wan' | 'vlan' | 'ipv6' | 'proxy' | 'no-ipv6';

export interface Item extends MenuItem {
  readonly id: string;
}

const item = (id: string, large: Label, small: Label = large): Item => ({
  id,
  ...menuItem(large, small),
});

export function networkItems(changed: readonly Change[]): readonly Item[] {
  const has = (change: Change): boolean => changed.includes(change);
  const when = (isThere: boolean, ...items: readonly Item[]): readonly Item[] => (isThere ? items : []);
  return [
    has('lan')
      ? item('lan', ['CHANGE STATIC IP ON', 'LAN'], ['CHANGE STATIC', 'IP ON LAN'])
      : item('lan', ['ENABLE STATIC IP ON', 'LAN'], ['ENABLE STATIC', 'IP ON LAN']),
    ...when(has('lan'), item('no lan', ['USE DHCP ON LAN'])),
    has('wan') ? item('wan', ['CHANGE WAN', 'INTERFACE']) : item('wan', ['ENABLE WAN', 'INTERFACE']),
    ...when(has('wan'), item('no wan', ['DISABLE WAN', 'INTERFACE'])),
    has('vlan')
      ? item('vlan', ['CHANGE VLAN ON LAN'], ['CHANGE VLAN ON', 'LAN'])
      : item('vlan', ['ENABLE VLAN ON LAN'], ['ENABLE VLAN ON', 'LAN']),
    ...when(has('vlan'), item('no vlan', ['DISABLE VLAN ON LAN'], ['DISABLE VLAN ON', 'LAN'])),
    ...when(!has('ipv6') && !has('no-ipv6'), item('ipv6', ['ENABLE IPV6 ON LAN'], ['ENABLE IPV6 ON', 'LAN'])),
    ...when(has('ipv6'), item('no ipv6', ['DISABLE IPV6 ON LAN'], ['DISABLE IPV6 ON', 'LAN'])),
    item('proxy', has('proxy') ? ['CHANGE PROXY'] : ['ENABLE PROXY']),
    ...when(has('proxy'), item('no proxy', ['DISABLE PROXY'])),
    item('test', ['TEST NETWORK']),
    item('reset', ['RESET NETWORK', 'CONFIG']),
    item('exit', ['BACK']),
  ];
}

/** SETUP NETWORK with one item selected. */
export function networkMenu(id: string, changed: readonly Change[] = []): Screen {
  return menuWith('SETUP NETWORK', networkItems(changed), id);
}

export const MAIN_ITEMS: readonly Item[] = [
  item('network', ['SETUP NETWORK']),
  item('panel', ['PANEL SETTINGS']),
  item('reboot', ['SYSTEM REBOOT']),
  item('shutdown', ['SYSTEM SHUTDOWN']),
  item('version', ['VERSION INFO']),
  item('exit', ['BACK']),
];

export function panelItems(isPinSet: boolean): readonly Item[] {
  return [
    item('language', ['LANGUAGE']),
    item('contrast', ['CONTRAST']),
    item('brightness', ['BRIGHTNESS']),
    item('lamps', ['LAMP TEST']),
    item('pin', [isPinSet ? 'CHANGE PIN' : 'SET PIN']),
    ...(isPinSet ? [item('clear', ['CLEAR PIN']), item('lock', ['LOCK NOW'])] : []),
    item('exit', ['BACK']),
  ];
}

function menuWith(title: string, items: readonly Item[], id: string): Screen {
  const place = items.findIndex((each) => each.id === id);
  if (place < 0) throw new Error(`${title} has no item ${id}`);
  return menuScreen(title, items, place);
}

/** MENU with one item selected. */
export function mainMenu(id: string): Screen {
  return menuWith('MENU', MAIN_ITEMS, id);
}

/** PANEL SETTINGS with one item selected. */
export function panelMenu(id: string, isPinSet: boolean): Screen {
  return menuWith('PANEL SETTINGS', panelItems(isPinSet), id);
}
