import { describe, expect, it } from 'vitest';
import { MENUS, type MenuId, menuItem } from '../../../../menus/tree.ts';
import { en } from '../../../../menus/words/en.ts';
import {
  host,
  ip,
  port,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../../support/appliance.ts';
import { CONSOLE, FIVE_KEYS, Operator } from '../../../support/operator.ts';

const vlan = { id: vlanId(100), address: ip('10.1.0.5'), prefixLength: prefix(24) };
const proxy = { host: host('proxy.example.com'), port: port(3128), user: '', password: '' };

/** Labels of a menu as DOWN goes through them, once round. */
function round(operator: Operator): readonly string[] {
  const list = operator.view.menu;
  const seen: string[] = [];
  for (let turn = 0; turn < (list?.items.length ?? 0); turn++) {
    const { screen } = operator.view;
    seen.push(screen.kind === 'menu' ? (screen.list.items[screen.list.selected]?.label ?? '') : screen.kind);
    operator.press('DOWN');
  }
  return seen;
}

describe('changes of the network', () => {
  it('are refused while an update runs, which loads over it; the test is not', () => {
    const appliance = testAppliance({ update: { state: 'running', percent: 1, message: '' } });
    const operator = new Operator({ appliance }).press('ENTER ENTER ENTER');
    expect(operator.text).toContain('UPDATE RUNNING');
    const items = operator.press('ENTER').view.menu?.items.map(({ id }) => id) ?? [];
    for (const id of items.filter((each) => !['testNetwork', 'exitNetwork'].includes(each))) {
      const down = 'DOWN '.repeat(items.indexOf(id));
      expect(new Operator({ appliance }).press(`ENTER ENTER ${down} ENTER`).text, id).toContain(
        'UPDATE RUNNING',
      );
    }
    const down = 'DOWN '.repeat(items.indexOf('testNetwork'));
    expect(new Operator({ appliance }).press(`ENTER ENTER ${down} ENTER`).asked).toEqual(['testNetwork']);
  });

  it('say that a scan runs before they cut it off', () => {
    const { platform } = testAppliance();
    const appliance = testAppliance({ platform: { ...platform, scanRunning: true } });
    const operator = new Operator({ appliance }).press('ENTERx3');
    while (operator.view.screen.kind !== 'confirmation') operator.press('ENTER');
    expect(operator.view.screen).toMatchObject({ warning: 'SCAN IS RUNNING' });
  });
});

describe('the main menu', () => {
  it('opens from the status page with ENTER and goes round', () => {
    const operator = new Operator().press('ENTER');
    expect(round(operator)).toEqual([
      'SETUP NETWORK',
      'PANEL SETTINGS',
      'SYSTEM REBOOT',
      'SYSTEM SHUTDOWN',
      'VERSION INFO',
      'BACK',
    ]);
    expect(operator.text).toContain('SETUP NETWORK');
  });

  it('goes round upwards too', () => {
    expect(new Operator().press('ENTER UP').text).toContain('BACK');
  });

  it.each(['EXIT', 'LEFT', 'UP ENTER'])('is left with %s', (keys) => {
    expect(new Operator().press(`ENTER ${keys}`).view.screen.kind).toBe('status');
  });

  it('opens an item with RIGHT, but not with a held one', () => {
    expect(new Operator().press('ENTER RIGHT').text).toContain('ENABLE STATIC');
    expect(new Operator().press('ENTER DOWNx5').hold('RIGHT', 0).view.screen.kind).toBe('status');
    const held = new Operator().press('ENTER');
    held.send({ type: 'KEY.RIGHT', repeat: true });
    expect(held.view.menu?.title).toBe(en.glass.titles.main);
  });

  it('shows one item on the LCD and the whole menu to consoles', () => {
    const { view } = new Operator({ audience: CONSOLE }).press('ENTER DOWN');
    expect(view.menu?.items).toHaveLength(6);
    expect(view.menu?.selected).toBe(1);
    expect(view.menu?.title).toBe(en.console.titles.main);
    expect(view.tip).toBe(en.console.itemTips.panelSettings);
  });
});

describe('SETUP NETWORK', () => {
  const open = (operator: Operator): Operator => operator.press('ENTER ENTER');

  it('on a new appliance offers to enable everything', () => {
    expect(round(open(new Operator()))).toEqual([
      'ENABLE STATIC IP ON LAN',
      'ENABLE WAN INTERFACE',
      'ENABLE VLAN ON LAN',
      'ENABLE IPV6 ON LAN',
      'ENABLE PROXY',
      'TEST NETWORK',
      'RESET NETWORK CONFIG',
      'BACK',
    ]);
  });

  it('offers to change and disable what is enabled', () => {
    const ipv4 = staticIpv4();
    const appliance = staticAppliance({
      wanted: { lan: { ipv4, ipv6: true }, wan: { method: 'dhcp' }, vlan, proxy },
    });
    expect(round(open(new Operator({ appliance })))).toEqual([
      'CHANGE STATIC IP ON LAN',
      'USE DHCP ON LAN',
      'CHANGE WAN INTERFACE',
      'DISABLE WAN INTERFACE',
      'CHANGE VLAN ON LAN',
      'DISABLE VLAN ON LAN',
      'DISABLE IPV6 ON LAN',
      'CHANGE PROXY',
      'DISABLE PROXY',
      'TEST NETWORK',
      'SWITCH OFF',
      'RESET NETWORK CONFIG',
      'BACK',
    ]);
  });

  it('leaves out what the appliance has not', () => {
    const appliance = testAppliance({ hasWan: false, features: { ipv6: false, vlan: false } });
    expect(round(open(new Operator({ appliance })))).toEqual([
      'ENABLE STATIC IP ON LAN',
      'ENABLE PROXY',
      'TEST NETWORK',
      'RESET NETWORK CONFIG',
      'BACK',
    ]);
  });

  it('moves on from an item that goes away', () => {
    const operator = open(new Operator()).press('DOWNx3');
    expect(operator.text).toContain('ENABLE IPV6 ON LAN');
    operator.changes(testAppliance({ features: { ipv6: false, vlan: true } }));
    expect(operator.text).toContain('ENABLE PROXY');
  });

  it('refuses ENABLE VLAN without a static LAN, says why, and comes back', () => {
    const operator = open(new Operator()).press('DOWNx2 ENTER');
    expect(operator.text).toBe('VLAN NEEDS A STATIC LAN IP PRESS A KEY');
    expect(operator.press('DOWN').text).toContain('ENABLE VLAN ON LAN');
  });

  it('refuses USE DHCP ON LAN while a VLAN needs it', () => {
    const appliance = staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } });
    const operator = open(new Operator({ appliance })).press('DOWN ENTER');
    expect(operator.text).toContain('DISABLE VLAN FIRST');
    expect(operator.press('EXIT').text).toContain('USE DHCP ON LAN');
  });

  it.each(['EXIT', 'LEFT', 'UP ENTER'])('goes a level up with %s, to the item it was opened from', (keys) => {
    const operator = open(new Operator()).press(keys);
    expect(operator.text).toContain('→SETUP NETWORK');
  });

  it('LEFT does for EXIT on a panel without one', () => {
    const operator = open(new Operator({ keys: FIVE_KEYS })).press('LEFT LEFT');
    expect(operator.view.screen.kind).toBe('status');
  });
});

describe('VERSION INFO', () => {
  it('shows version, serial and name', () => {
    const operator = new Operator().press('ENTER DOWNx4 ENTER');
    expect(operator.rows.slice(0, 3)).toEqual(['VERSION 3.14.21', 'SERIAL 29417', 'NAME is_operator']);
    expect(operator.press('ENTER').text).toContain('VERSION INFO');
  });

  it('turns on a small glass, where another key leaves', () => {
    const operator = new Operator({ geometry: { columns: 16, rows: 2 } }).press('ENTER DOWNx4 ENTER');
    expect(operator.rows).toEqual(['VERSION 3.14.21', 'SERIAL 29417   ↓']);
    expect(operator.press('DOWN').rows).toEqual(['NAME is_operator', '               ↑']);
    expect(operator.press('DOWN').rows[0]).toBe('VERSION 3.14.21');
    expect(operator.press('UP').rows[0]).toBe('NAME is_operator');
    expect(operator.press('EXIT').text).toContain('VERSION INFO');
  });
});

describe('the menu tree', () => {
  it('names no item twice', () => {
    const ids = Object.values(MENUS).flatMap((menu) => menu.items.map((item) => item.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(() => menuItem('nothing')).toThrow('nothing');
  });

  it.each(Object.keys(MENUS) as MenuId[])('%s opens on its first item, which is always there', (menu) => {
    expect(MENUS[menu].items[0]?.shown).toBeNull();
  });
});
