import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import {
  host,
  ip,
  linkStatus,
  port,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../../support/appliance.ts';
import { FIVE_KEYS, FOUR_KEYS, Operator, type OperatorOptions } from '../../../support/operator.ts';

const vlan = { id: vlanId(100), address: ip('10.1.0.5'), prefixLength: prefix(24) };
const proxy = { host: host('proxy.example.com'), port: port(3128), user: 'scanner', password: 'secret' };

/** SETUP NETWORK with the named item opened. */
function open(label: string, options: OperatorOptions = {}): Operator {
  const operator = new Operator(options).press('ENTER ENTER');
  const at = operator.view.menu?.items.findIndex((item) => item.label === label) ?? -1;
  expect(at, label).toBeGreaterThanOrEqual(0);
  return operator.press(`${'DOWN '.repeat(at)}ENTER`);
}

const field = (operator: Operator): readonly [string, string] => {
  const { screen } = operator.view;
  return screen.kind === 'field' ? [screen.label, screen.text] : [screen.kind, ''];
};

describe('ENABLE WAN INTERFACE', () => {
  it('with DHCP asks for nothing more', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTER');
    expect(field(operator)).toEqual(['WAN MODE', 'DHCP']);
    const { screen } = operator.view;
    expect(screen.kind === 'field' && screen.form?.fields).toHaveLength(1);
    operator.press('ENTER');
    expect(operator.text).toContain('WAN MODE 1/1 NOW OFF NEW DHCP');
    operator.press('ENTER');
    expect(operator.text).toBe('APPLY NEW WAN SETTINGS? →NO YES ↕ CHOOSE ↵ OK');
    operator.press('DOWN ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'wan',
      wanted: { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } },
    });
  });

  it('with STATIC goes on as LAN does', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTER DOWN ENTER');
    expect(field(operator)).toEqual(['WAN IP ADDRESS', '000.000.000.000']);
    operator
      .type('10.9.8.7')
      .press('ENTERx2')
      .type('10.9.8.1')
      .press('ENTER')
      .type('10.9.8.1')
      .press('ENTERx2');
    expect(operator.view.screen.kind).toBe('review');
    operator.press('ENTER DOWN ENTER');
    expect(operator.applied[0]?.wanted.wan).toEqual({
      method: 'static',
      address: '10.9.8.7',
      prefixLength: 24,
      gateway: '10.9.8.1',
      dns: ['10.9.8.1'],
    });
  });

  it('refuses the network LAN is in', () => {
    const operator = open('ENABLE WAN INTERFACE')
      .press('ENTER DOWN ENTER')
      .type('192.168.1.5')
      .press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND WAN');
  });

  it('LEFT from the review of DHCP leads to the one field there is', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTERx2 LEFT');
    expect(field(operator)).toEqual(['WAN MODE', 'DHCP']);
  });

  it('TAB stays where there is one field', () => {
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER TAB'))[0]).toBe('WAN MODE');
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER BACKTAB'))[0]).toBe('WAN MODE');
  });

  it('TAB shows the fields of STATIC before it is accepted', () => {
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER DOWN TAB'))[0]).toBe('WAN IP ADDRESS');
  });

  it('is CHANGE once enabled, filled with what is set', () => {
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } } });
    const operator = open('CHANGE WAN INTERFACE', { appliance }).press('ENTERx2');
    expect(operator.text).toContain('NOTHING TO CHANGE');
  });

  it('LEFT leaves the choice where there is no EXIT', () => {
    const operator = open('ENABLE WAN INTERFACE', { keys: FIVE_KEYS }).press('ENTER LEFT');
    expect(operator.view.screen.kind).toBe('menu');
  });
});

describe('ENABLE VLAN ON LAN', () => {
  const appliance = staticAppliance();

  it('asks for ID, address and netmask', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER');
    expect(field(operator)).toEqual(['VLAN ID', '0000']);
    operator.type('100').press('ENTER').type('10.1.0.5').press('ENTER');
    expect(field(operator)).toEqual(['VLAN NETMASK', '255.255.255.000']);
    operator.press('ENTERx2 DOWN ENTER');
    expect(operator.applied[0]).toEqual({ title: 'vlan', wanted: { ...appliance.wanted, vlan } });
  });

  it('explains ID 0 on the screen before it goes on', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance, geometry: GEOMETRY_16X2 }).press('ENTERx2');
    expect(operator.rows).toEqual(['ID 0: NO VLAN,', 'PRIORITY ONLY']);
    expect(field(operator.press('ENTER'))[0]).toBe('VLAN IP ADDRESS');
  });

  it.each(['EXIT', 'LEFT'])('%s goes back from that to the ID', (key) => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press(`ENTERx2 ${key}`);
    expect(field(operator)[0]).toBe('VLAN ID');
  });

  it('RIGHT goes on from that', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTERx2 RIGHT');
    expect(field(operator)[0]).toBe('VLAN IP ADDRESS');
  });

  it('refuses 4095', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER').type('4095').press('ENTER');
    expect(operator.text).toContain('VLAN ID MUST BE 0 TO 4094');
  });

  it('refuses the network LAN is in', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER').type('7').press('ENTER');
    operator.type('192.168.1.44').press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND VLAN');
  });

  it('is filled with what is set once enabled', () => {
    const set = staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } });
    const operator = open('CHANGE VLAN ON LAN', { appliance: set }).press('ENTER');
    expect(field(operator)).toEqual(['VLAN ID', '0100']);
    expect(operator.press('ENTERx3').text).toContain('NOTHING TO CHANGE');
  });
});

describe('ENABLE PROXY', () => {
  it('offers the gateway and port 443', () => {
    const operator = open('ENABLE PROXY').press('ENTER');
    expect(field(operator)).toEqual(['PROXY HOST', '192.168.1.1']);
    expect(field(operator.press('ENTER'))).toEqual(['PROXY PORT', '00443']);
  });

  it('offers the gateway that is set on a static LAN', () => {
    const lan = { ipv4: staticIpv4({ gateway: ip('192.168.1.254') }), ipv6: false };
    const operator = open('ENABLE PROXY', { appliance: staticAppliance({ wanted: { lan } }) }).press('ENTER');
    expect(field(operator)[1]).toBe('192.168.1.254');
  });

  it('offers nothing where there is no gateway', () => {
    const appliance = testAppliance({ network: { lan: linkStatus({ gateway: null }) } });
    expect(field(open('ENABLE PROXY', { appliance }).press('ENTER'))[1]).toBe('');
  });

  it('takes host, port, user and password, and never shows the password', () => {
    const operator = open('ENABLE PROXY').press('ENTER').type('proxy.example.com').press('ENTER');
    operator.type('3128').press('ENTER').type('scanner').press('ENTER').type('secret');
    expect(field(operator)).toEqual(['PROXY PASSWORD', '******']);
    operator.press('ENTER');
    expect(JSON.stringify(operator.view)).not.toContain('secret');
    operator.press('ENTER DOWN ENTER');
    expect(operator.applied[0]).toEqual({ title: 'proxy', wanted: { ...FACTORY_SETTINGS, proxy } });
  });

  it('refuses a password without a user', () => {
    const operator = open('ENABLE PROXY').press('ENTERx4').type('secret').press('ENTER');
    expect(operator.text).toContain('PASSWORD NEEDS A USER NAME');
  });

  it('asks before an entered password is discarded', () => {
    const operator = open('ENABLE PROXY').press('ENTERx4').type('s').press('EXIT');
    expect(operator.text).toContain('DISCARD CHANGES?');
  });

  it('is filled with what is set once enabled', () => {
    const operator = open('CHANGE PROXY', { appliance: testAppliance({ wanted: { proxy } }) }).press('ENTER');
    expect(field(operator)).toEqual(['PROXY HOST', 'PROXY.EXAMPLE.COM']);
    expect(field(operator.press('ENTERx2'))).toEqual(['PROXY USER', 'scanner']);
    expect(operator.press('ENTERx2').text).toContain('NOTHING TO CHANGE');
  });

  it('LEFT at the first position of a text goes back to the field before', () => {
    expect(field(open('ENABLE PROXY').press('ENTERx3 LEFT'))[0]).toBe('PROXY PORT');
  });

  it('keeps a character being scrolled when LEFT goes back', () => {
    const operator = open('ENABLE PROXY').press('ENTERx3 UP');
    const scrolled = field(operator)[1];
    expect(scrolled).not.toBe('');
    expect(field(operator.press('LEFT'))[0]).toBe('PROXY PORT');
    expect(field(operator.press('ENTER'))[1]).toBe(scrolled);
  });
});

describe('switches', () => {
  const on = staticAppliance({
    wanted: { lan: { ipv4: staticIpv4(), ipv6: true }, wan: { method: 'dhcp' }, vlan, proxy },
  });
  const withoutVlan = staticAppliance();

  it.each([
    [
      'ENABLE IPV6 ON LAN',
      testAppliance(),
      'ENABLE IPV6 ON LAN?',
      { lan: { ipv4: { method: 'dhcp' }, ipv6: true } },
    ],
    ['DISABLE IPV6 ON LAN', on, 'DISABLE IPV6 ON LAN?', { lan: { ...on.wanted.lan, ipv6: false } }],
    [
      'USE DHCP ON LAN',
      withoutVlan,
      'SWITCH LAN TO DHCP?',
      { lan: { ipv4: { method: 'dhcp' }, ipv6: false } },
    ],
    ['DISABLE WAN INTERFACE', on, 'DISABLE WAN INTERFACE?', { wan: null }],
    ['DISABLE VLAN ON LAN', on, 'DISABLE VLAN ON LAN?', { vlan: null }],
    ['DISABLE PROXY', on, 'DISABLE PROXY?', { proxy: null }],
  ] as const)('%s asks once, NO first, and changes that alone', (label, appliance, question, changed) => {
    const operator = open(label, { appliance });
    expect(operator.text).toBe(`${question} →NO YES ↕ CHOOSE ↵ OK`);
    operator.press('DOWN ENTER');
    expect(operator.applied[0]?.wanted).toEqual({ ...appliance.wanted, ...changed });
  });

  it.each(['ENTER', 'EXIT'])('%s at the question goes back to the menu', (key) => {
    const operator = open('ENABLE IPV6 ON LAN').press(key);
    expect(operator.text).toContain('ENABLE IPV6 ON LAN');
  });

  it('LEFT at the question goes back where there is no EXIT', () => {
    const operator = open('ENABLE IPV6 ON LAN', { keys: FIVE_KEYS }).press('LEFT');
    expect(operator.view.screen.kind).toBe('menu');
  });

  it('say why they are refused when something has changed meanwhile', () => {
    const operator = open('USE DHCP ON LAN', { appliance: withoutVlan }).press('DOWN');
    operator
      .changes(staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } }))
      .press('ENTER');
    expect(operator.text).toContain('DISABLE VLAN FIRST');
  });
});

describe('RESET NETWORK CONFIG', () => {
  const platform = { vlans: [{ ...vlan, name: 'printers' }], routes: [] };
  const appliance = staticAppliance({
    wanted: { lan: { ipv4: staticIpv4(), ipv6: true }, wan: { method: 'dhcp' }, proxy, platform },
  });

  it('shows what goes, asks, and leaves what the platform defines', () => {
    const operator = open('RESET NETWORK CONFIG', { appliance });
    const { screen } = operator.view;
    expect(screen.kind === 'review' && screen.changes.map(({ label }) => label)).toContain('PROXY HOST');
    operator.press('ENTER');
    expect(operator.text).toBe('RESET NETWORK CONFIG? →NO YES ↕ CHOOSE ↵ OK');
    operator.press('DOWN ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'resetNetwork',
      wanted: { ...FACTORY_SETTINGS, platform },
    });
  });

  it('of a new appliance has nothing to change', () => {
    expect(open('RESET NETWORK CONFIG').text).toContain('NOTHING TO CHANGE');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
    ['EXIT', FOUR_KEYS],
  ] as const)('%s leaves the review', (key, keys) => {
    const operator = open('RESET NETWORK CONFIG', { appliance, ...(keys === undefined ? {} : { keys }) });
    expect(operator.press(key).view.screen.kind).toBe('menu');
  });
});
