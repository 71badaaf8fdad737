import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { LinkStatus, NetworkStatus } from '../../../../menus/network-status.ts';
import { differences, equalSettings } from '../../../../menus/settings/difference.ts';
import {
  FACTORY_SETTINGS,
  type PlatformVlan,
  type ProxySettings,
  type Settings,
} from '../../../../menus/settings/types.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { anySettings, fixed, host, ip, network, port, STATIC_LAN, vlanId } from './values.ts';

const PARTS = Object.keys(FACTORY_SETTINGS) as (keyof Settings)[];
const NETWORK = testAppliance().network;
const STATIC_PREFIX = fixed('192.168.1.10/24').prefixLength;

const lines = (before: Settings, after: Settings) =>
  differences(before, after).map((line) => `${line.label}: ${line.before} > ${line.after}`);

const proxy = (changes: Partial<ProxySettings>): Settings => ({
  ...FACTORY_SETTINGS,
  proxy: { host: host('proxy.example.com'), port: port(443), user: '', password: '', ...changes },
});

test('a review went through thousands of platform VLANs at each key though they are the same', () => {
  const vlans: PlatformVlan[] = [];
  // One look at an element fails.
  const untouched = new Proxy(vlans, {
    get: (list, name) => {
      if (name !== 'length') throw new Error(`${String(name)} was asked for`);
      return list.length;
    },
  });
  const before: Settings = { ...STATIC_LAN, platform: { vlans: untouched, routes: [] } };
  const after: Settings = { ...before, lan: FACTORY_SETTINGS.lan };
  expect(lines(before, after)).toContain('LAN MODE: STATIC > DHCP');
  expect(equalSettings(before, after)).toBe(false);
  expect(equalSettings(before, { ...before })).toBe(true);
});

test('a static LAN is told line by line', () => {
  expect(lines(FACTORY_SETTINGS, STATIC_LAN)).toEqual([
    'LAN MODE: DHCP > STATIC',
    'LAN IP: NONE > 192.168.1.10',
    'LAN NETMASK: NONE > 255.255.255.0',
    'LAN GATEWAY: NONE > 192.168.1.1',
    'LAN DNS 1: NONE > 192.168.1.1',
  ]);
});

describe('beside a network by DHCP', () => {
  const { lan } = NETWORK;
  const link = (...dns: string[]): LinkStatus => ({
    ...lan,
    ipv4: { address: ip('192.168.1.100'), prefixLength: STATIC_PREFIX, origin: 'dhcp' },
    gateway: ip('192.168.1.1'),
    dns: dns.map(ip),
  });
  const told = (before: Settings, after: Settings, network: NetworkStatus) =>
    differences(before, after, network).map((line) => `${line.label}: ${line.before} > ${line.after}`);

  test('what DHCP gave is the old value, and a value that stays as it was given is no line', () => {
    expect(told(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link() })).toEqual([
      'LAN MODE: DHCP > STATIC',
      'LAN IP: 192.168.1.100 > 192.168.1.10',
      'LAN DNS 1: NONE > 192.168.1.1',
    ]);
  });

  test('a server that DHCP gave and that is given up is told', () => {
    expect(told(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link('192.168.1.1', '9.9.9.9') })).toEqual([
      'LAN MODE: DHCP > STATIC',
      'LAN IP: 192.168.1.100 > 192.168.1.10',
      'LAN DNS 2: 9.9.9.9 > NONE',
    ]);
  });

  test('a lease made static as it is changes its mode alone', () => {
    const ipv4 = fixed('192.168.1.100/24', { dns: [ip('192.168.1.1')] });
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv4 } };
    expect(told(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('192.168.1.1') })).toEqual([
      'LAN MODE: DHCP > STATIC',
    ]);
  });

  test('the address that WAN loses is told when it is switched off', () => {
    const before: Settings = { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } };
    expect(told(before, FACTORY_SETTINGS, { ...NETWORK, wan: link() })).toEqual([
      'WAN MODE: DHCP > OFF',
      'WAN IP: 192.168.1.100 > NONE',
      'WAN NETMASK: 255.255.255.0 > NONE',
      'WAN GATEWAY: 192.168.1.1 > NONE',
    ]);
  });

  test('a lease that stays is not told beside another change', () => {
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv6: true } };
    expect(told(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('9.9.9.9') })).toEqual([
      'IPV6 ON LAN: OFF > ON',
    ]);
  });

  test('that DHCP will give a value is told as the new one', () => {
    expect(told(STATIC_LAN, FACTORY_SETTINGS, NETWORK).slice(0, 2)).toEqual([
      'LAN MODE: STATIC > DHCP',
      'LAN IP: 192.168.1.10 > FROM DHCP',
    ]);
  });
});

test('only what changes is told', () => {
  const after = {
    ...STATIC_LAN,
    lan: { ipv4: fixed('192.168.1.11/24', { dns: [ip('192.168.1.1'), ip('9.9.9.9')] }), ipv6: true },
  };
  expect(lines(STATIC_LAN, after)).toEqual([
    'LAN IP: 192.168.1.10 > 192.168.1.11',
    'LAN DNS 2: NONE > 9.9.9.9',
    'IPV6 ON LAN: OFF > ON',
  ]);
});

test('WAN and VLAN are told with the word OFF or NONE where there was nothing', () => {
  const after: Settings = {
    ...FACTORY_SETTINGS,
    wan: { method: 'dhcp' },
    vlan: { id: vlanId(0), ...network('172.16.0.7/24') },
  };
  expect(lines(FACTORY_SETTINGS, after)).toEqual([
    'WAN MODE: OFF > DHCP',
    'VLAN ID: NONE > 0',
    'VLAN IP: NONE > 172.16.0.7',
    'VLAN NETMASK: NONE > 255.255.255.0',
  ]);
});

test('the password is masked on both sides', () => {
  expect(lines(FACTORY_SETTINGS, proxy({ user: 'u', password: 'hunter2' }))).toEqual([
    'PROXY HOST: NONE > PROXY.EXAMPLE.COM',
    'PROXY PORT: NONE > 443',
    'PROXY USER: NONE > u',
    'PROXY PASSWORD: NONE > ********',
  ]);
  const before = proxy({ user: 'u', password: 'hunter2' });
  expect(lines(before, proxy({ user: 'u', password: 'hunter3' }))).toEqual([
    'PROXY PASSWORD: ******** > ******** CHANGED',
  ]);
  expect(lines(before, proxy({ user: 'u' }))).toEqual(['PROXY PASSWORD: ******** > NONE']);
});

test('leaving a proxy without a password is not a change of the password', () => {
  expect(lines(proxy({}), FACTORY_SETTINGS)).toEqual([
    'PROXY HOST: PROXY.EXAMPLE.COM > NONE',
    'PROXY PORT: 443 > NONE',
  ]);
});

test('what the platform defines is told by its number', () => {
  const vlan = { id: vlanId(7), ...network('172.16.0.7/24'), name: 'a' };
  const route = { target: network('10.0.0.0/8'), gateway: ip('192.168.1.1'), name: 'b' };
  const one: Settings = { ...FACTORY_SETTINGS, platform: { vlans: [vlan], routes: [route] } };
  const other: Settings = {
    ...FACTORY_SETTINGS,
    platform: { vlans: [{ ...vlan, name: 'c' }], routes: [{ ...route, gateway: ip('192.168.1.2') }] },
  };
  expect(lines(FACTORY_SETTINGS, one)).toEqual(['PLATFORM VLANS: 0 > 1', 'PLATFORM ROUTES: 0 > 1']);
  expect(lines(one, other)).toEqual(['PLATFORM VLANS: 1 > 1 CHANGED', 'PLATFORM ROUTES: 1 > 1 CHANGED']);
});

test.prop([anySettings, anySettings])(
  'there are differences exactly when settings are not equal',
  (before, after) => {
    expect(differences(before, after).length === 0).toBe(equalSettings(before, after));
    expect(differences(before, before)).toEqual([]);
    expect(equalSettings(before, before)).toBe(true);
  },
);

test.prop([anySettings, anySettings])('no part of the settings changes without a line', (before, after) => {
  for (const part of PARTS) {
    const changed: Settings = { ...before, [part]: after[part] };
    expect(differences(before, changed).length === 0, part).toBe(equalSettings(before, changed));
  }
});

test.prop([anySettings, anySettings])('labels fit 16 columns', (before, after) => {
  for (const { label } of differences(before, after)) expect(label).toMatch(/^[A-Z0-9 ]{1,16}$/);
});

test.prop([anySettings, anySettings])('no password is ever in a difference', (before, after) => {
  const secret = 'Pa55-w0rd!Pa55-w0rd!';
  const withSecret = { ...after, proxy: after.proxy && { ...after.proxy, password: secret } };
  const shown = JSON.stringify([differences(before, withSecret), differences(withSecret, before)]);
  expect(shown).not.toContain(secret);
});
