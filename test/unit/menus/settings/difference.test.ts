import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { LinkStatus, NetworkStatus } from '../../../../menus/network-status.ts';
import {
  type Difference,
  differences,
  equalSettings,
  type ReviewValue,
} from '../../../../menus/settings/difference.ts';
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

/** A value in short: an address as it is, a netmask by its length, what has no value by its kind. */
function short(value: ReviewValue): string {
  switch (value.kind) {
    case 'method':
      return value.method;
    case 'switch':
      return value.isOn ? 'on' : 'off';
    case 'address':
      return value.address;
    case 'netmask':
      return `/${value.prefixLength}`;
    case 'host':
      return value.host;
    case 'number':
      return String(value.number);
    case 'text':
      return value.text;
    default:
      return value.kind;
  }
}

const listed = (changes: readonly Difference[]): readonly string[] =>
  changes.map(({ line, before, after }) => `${line}: ${short(before)} > ${short(after)}`);

const lines = (before: Settings, after: Settings): readonly string[] => listed(differences(before, after));

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
  expect(lines(before, after)).toContain('lanMode: static > dhcp');
  expect(equalSettings(before, after)).toBe(false);
  expect(equalSettings(before, { ...before })).toBe(true);
});

test('a static LAN is listed line by line', () => {
  expect(lines(FACTORY_SETTINGS, STATIC_LAN)).toEqual([
    'lanMode: dhcp > static',
    'lanAddress: none > 192.168.1.10',
    'lanNetmask: none > /24',
    'lanGateway: none > 192.168.1.1',
    'lanDns1: none > 192.168.1.1',
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
  const beside = (before: Settings, after: Settings, network: NetworkStatus): readonly string[] =>
    listed(differences(before, after, network));

  test('what DHCP gave is the old value, and a value that stays as it was given is no line', () => {
    expect(beside(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link() })).toEqual([
      'lanMode: dhcp > static',
      'lanAddress: 192.168.1.100 > 192.168.1.10',
      'lanDns1: none > 192.168.1.1',
    ]);
  });

  test('a server that DHCP gave and that is given up is a line', () => {
    expect(beside(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link('192.168.1.1', '9.9.9.9') })).toEqual(
      ['lanMode: dhcp > static', 'lanAddress: 192.168.1.100 > 192.168.1.10', 'lanDns2: 9.9.9.9 > none'],
    );
  });

  test('a lease made static as it is changes its mode alone', () => {
    const ipv4 = fixed('192.168.1.100/24', { dns: [ip('192.168.1.1')] });
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv4 } };
    expect(beside(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('192.168.1.1') })).toEqual([
      'lanMode: dhcp > static',
    ]);
  });

  test('the address that WAN loses is a line when it is switched off', () => {
    const before: Settings = { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } };
    expect(beside(before, FACTORY_SETTINGS, { ...NETWORK, wan: link() })).toEqual([
      'wanMode: dhcp > off',
      'wanAddress: 192.168.1.100 > none',
      'wanNetmask: /24 > none',
      'wanGateway: 192.168.1.1 > none',
    ]);
  });

  test('a lease that stays is no line beside another change', () => {
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv6: true } };
    expect(beside(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('9.9.9.9') })).toEqual(['ipv6: off > on']);
  });

  test('that DHCP will give a value stands as the new one', () => {
    expect(beside(STATIC_LAN, FACTORY_SETTINGS, NETWORK).slice(0, 2)).toEqual([
      'lanMode: static > dhcp',
      'lanAddress: 192.168.1.10 > from-dhcp',
    ]);
  });
});

test('only what changes is a line', () => {
  const after = {
    ...STATIC_LAN,
    lan: { ipv4: fixed('192.168.1.11/24', { dns: [ip('192.168.1.1'), ip('9.9.9.9')] }), ipv6: true },
  };
  expect(lines(STATIC_LAN, after)).toEqual([
    'lanAddress: 192.168.1.10 > 192.168.1.11',
    'lanDns2: none > 9.9.9.9',
    'ipv6: off > on',
  ]);
});

test('WAN was off and a VLAN none where there was nothing', () => {
  const after: Settings = {
    ...FACTORY_SETTINGS,
    wan: { method: 'dhcp' },
    vlan: { id: vlanId(0), ...network('172.16.0.7/24') },
  };
  expect(lines(FACTORY_SETTINGS, after)).toEqual([
    'wanMode: off > dhcp',
    'vlanId: none > 0',
    'vlanAddress: none > 172.16.0.7',
    'vlanNetmask: none > /24',
  ]);
});

test('the password is a secret on both sides', () => {
  expect(lines(FACTORY_SETTINGS, proxy({ user: 'u', password: 'hunter2' }))).toEqual([
    'proxyHost: none > proxy.example.com',
    'proxyPort: none > 443',
    'proxyUser: none > u',
    'proxyPassword: none > secret',
  ]);
  const before = proxy({ user: 'u', password: 'hunter2' });
  expect(lines(before, proxy({ user: 'u', password: 'hunter3' }))).toEqual([
    'proxyPassword: secret > secret',
  ]);
  expect(lines(before, proxy({ user: 'u' }))).toEqual(['proxyPassword: secret > none']);
});

test('leaving a proxy without a password is not a change of the password', () => {
  expect(lines(proxy({}), FACTORY_SETTINGS)).toEqual([
    'proxyHost: proxy.example.com > none',
    'proxyPort: 443 > none',
  ]);
});

test('what the platform defines is a line by its number', () => {
  const vlan = { id: vlanId(7), ...network('172.16.0.7/24'), name: 'a' };
  const route = { target: network('10.0.0.0/8'), gateway: ip('192.168.1.1'), name: 'b' };
  const one: Settings = { ...FACTORY_SETTINGS, platform: { vlans: [vlan], routes: [route] } };
  const other: Settings = {
    ...FACTORY_SETTINGS,
    platform: { vlans: [{ ...vlan, name: 'c' }], routes: [{ ...route, gateway: ip('192.168.1.2') }] },
  };
  expect(lines(FACTORY_SETTINGS, one)).toEqual(['platformVlans: 0 > 1', 'platformRoutes: 0 > 1']);
  expect(lines(one, other)).toEqual(['platformVlans: 1 > 1', 'platformRoutes: 1 > 1']);
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

test.prop([anySettings, anySettings])('no password is ever in a difference', (before, after) => {
  const secret = 'Pa55-w0rd!Pa55-w0rd!';
  const withSecret = { ...after, proxy: after.proxy && { ...after.proxy, password: secret } };
  const shown = JSON.stringify([differences(before, withSecret), differences(withSecret, before)]);
  expect(shown).not.toContain(secret);
});
