import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { LinkStatus, NetworkStatus } from '../../../../menus/network-status.ts';
import type { PlatformVlan } from '../../../../menus/settings/parts/platform.ts';
import type { ProxySettings } from '../../../../menus/settings/parts/proxy.ts';
import { differences } from '../../../../menus/settings/review.ts';
import {
  equalSettings,
  FACTORY_SETTINGS,
  PART_IDS,
  partValues,
  type Settings,
  settingsOf,
} from '../../../../menus/settings/settings.ts';
import type { ReviewValue } from '../../../../menus/values/review.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { anySettings, fixed, host, ip, network, port, STATIC_LAN, vlanId } from './values.ts';

const NETWORK = testAppliance().network;
const STATIC_PREFIX = fixed('192.168.1.10/24').prefixLength;

/** The value of a line on one row of text. */
function plain(value: ReviewValue): string {
  const { kind, ...content } = value;
  return Object.values(content).map(String).join(' ') || kind;
}

const listed = (before: Settings, after: Settings, network: NetworkStatus | null = null) =>
  differences(before, after, network).map(
    (change) => `${change.line}: ${plain(change.before)} > ${plain(change.after)}`,
  );

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
  expect(listed(before, after)).toContain('lanMode: static > dhcp');
  expect(equalSettings(before, after)).toBe(false);
  expect(equalSettings(before, { ...before })).toBe(true);
});

test('a static LAN is listed line by line', () => {
  expect(listed(FACTORY_SETTINGS, STATIC_LAN)).toEqual([
    'lanMode: dhcp > static',
    'lanAddress: none > 192.168.1.10',
    'lanNetmask: none > 24',
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

  test('what DHCP gave is the old value, and a value that stays as it was given is no line', () => {
    expect(listed(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link() })).toEqual([
      'lanMode: dhcp > static',
      'lanAddress: 192.168.1.100 > 192.168.1.10',
      'lanDns1: none > 192.168.1.1',
    ]);
  });

  test('a server that DHCP gave and that is given up is a line', () => {
    expect(listed(FACTORY_SETTINGS, STATIC_LAN, { ...NETWORK, lan: link('192.168.1.1', '9.9.9.9') })).toEqual(
      ['lanMode: dhcp > static', 'lanAddress: 192.168.1.100 > 192.168.1.10', 'lanDns2: 9.9.9.9 > none'],
    );
  });

  test('a lease made static as it is changes its mode alone', () => {
    const ipv4 = fixed('192.168.1.100/24', { dns: [ip('192.168.1.1')] });
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv4 } };
    expect(listed(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('192.168.1.1') })).toEqual([
      'lanMode: dhcp > static',
    ]);
  });

  test('the address that WAN loses is a line when it is switched off', () => {
    const before: Settings = { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } };
    expect(listed(before, FACTORY_SETTINGS, { ...NETWORK, wan: link() })).toEqual([
      'wanMode: dhcp > off',
      'wanAddress: 192.168.1.100 > none',
      'wanNetmask: 24 > none',
      'wanGateway: 192.168.1.1 > none',
    ]);
  });

  test('a lease that stays is no line beside another change', () => {
    const after = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv6: true } };
    expect(listed(FACTORY_SETTINGS, after, { ...NETWORK, lan: link('9.9.9.9') })).toEqual([
      'ipv6: false > true',
    ]);
  });

  test('that DHCP will give a value is a line with the new one', () => {
    expect(listed(STATIC_LAN, FACTORY_SETTINGS, NETWORK).slice(0, 2)).toEqual([
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
  expect(listed(STATIC_LAN, after)).toEqual([
    'lanAddress: 192.168.1.10 > 192.168.1.11',
    'lanDns2: none > 9.9.9.9',
    'ipv6: false > true',
  ]);
});

test('WAN and VLAN are shown as off or none where there was nothing', () => {
  const after: Settings = {
    ...FACTORY_SETTINGS,
    wan: { method: 'dhcp' },
    vlan: { id: vlanId(0), ...network('172.16.0.7/24') },
  };
  expect(listed(FACTORY_SETTINGS, after)).toEqual([
    'wanMode: off > dhcp',
    'vlanId: none > 0',
    'vlanAddress: none > 172.16.0.7',
    'vlanNetmask: none > 24',
  ]);
});

test('the password is shown on neither side', () => {
  expect(listed(FACTORY_SETTINGS, proxy({ user: 'u', password: 'hunter2' }))).toEqual([
    'proxyHost: none > proxy.example.com',
    'proxyPort: none > 443',
    'proxyUser: none > u',
    'proxyPassword: none > secret',
  ]);
  const before = proxy({ user: 'u', password: 'hunter2' });
  expect(listed(before, proxy({ user: 'u', password: 'hunter3' }))).toEqual([
    'proxyPassword: secret > secret',
  ]);
  expect(listed(before, proxy({ user: 'u' }))).toEqual(['proxyPassword: secret > none']);
});

test('leaving a proxy without a password is not a change of the password', () => {
  expect(listed(proxy({}), FACTORY_SETTINGS)).toEqual([
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
  expect(listed(FACTORY_SETTINGS, one)).toEqual(['platformVlans: 0 > 1', 'platformRoutes: 0 > 1']);
  expect(listed(one, other)).toEqual(['platformVlans: 1 > 1', 'platformRoutes: 1 > 1']);
});

test.prop([anySettings, anySettings])(
  'there are differences exactly when settings are not equal',
  (before, after) => {
    expect(differences(before, after).length === 0).toBe(equalSettings(before, after));
    expect(differences(before, before)).toEqual([]);
    expect(equalSettings(before, before)).toBe(true);
  },
);

test.prop([anySettings, anySettings])('no part changes without a line', (before, after) => {
  for (const id of PART_IDS) {
    const changed = settingsOf({ ...partValues(before), [id]: partValues(after)[id] });
    expect(differences(before, changed).length === 0, id).toBe(equalSettings(before, changed));
  }
});

test.prop([anySettings, anySettings])('no password is ever in a difference', (before, after) => {
  const secret = 'Pa55-w0rd!Pa55-w0rd!';
  const withSecret = { ...after, proxy: after.proxy && { ...after.proxy, password: secret } };
  const shown = JSON.stringify([differences(before, withSecret), differences(withSecret, before)]);
  expect(shown).not.toContain(secret);
});
