import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { AddressOrigin, LinkStatus } from '../../../../menus/network-status.ts';
import {
  checkChange,
  checkDisableStatic,
  checkProxy,
  checkSettings,
  checkStaticIpv4,
  checkVlan,
  checkVlanAllowed,
  type InForce,
  neighboursOf,
} from '../../../../menus/settings/rules.ts';
import { FACTORY_SETTINGS, type LocalVlan, type Settings } from '../../../../menus/settings/types.ts';
import { anySettings, fixed, host, ip, network, port, prefix, STATIC_LAN, vlanId } from './values.ts';

const codes = (errors: readonly { readonly code: string }[]) => errors.map(({ code }) => code);
const fields = (errors: readonly { readonly field: string; readonly error: { readonly code: string } }[]) =>
  errors.map(({ field, error }) => `${field}: ${error.code}`);

const vlan = (id: number, text: string): LocalVlan => ({ id: vlanId(id), ...network(text) });

function link(text: string | null, origin: AddressOrigin = 'dhcp'): LinkStatus {
  const ipv4 = text === null ? null : { ...network(text), origin };
  const rest = {
    mac: '02:00:00:00:00:01',
    carrier: true,
    speed_mbps: 1000,
    ipv6: [],
    gateway: null,
    dns: [],
  };
  return { name: 'lan0', ipv4, ...rest };
}
const inForce = (lan: string | null, wan: string | null, origin: AddressOrigin = 'dhcp'): InForce => ({
  lan: link(lan, origin),
  wan: link(wan, origin),
});

describe('a LAN draft', () => {
  const check = (address: string, length: number, more = {}) =>
    fields(checkStaticIpv4('lan', { address: ip(address), prefixLength: prefix(length), ...more }));

  test('that is not far enough to contradict itself has no error', () => {
    expect(checkStaticIpv4('lan', {})).toEqual([]);
    expect(checkStaticIpv4('lan', { address: ip('192.168.1.0') })).toEqual([]);
    expect(checkStaticIpv4('lan', { gateway: ip('192.168.1.0'), dns1: ip('192.168.1.0') })).toEqual([]);
  });

  test('shows at the netmask that the address is the network or the broadcast', () => {
    expect(check('192.168.1.0', 24)).toEqual(['prefixLength: address-is-network']);
    expect(check('192.168.1.255', 24)).toEqual(['prefixLength: address-is-broadcast']);
    expect(check('192.168.1.255', 23)).toEqual(['prefixLength: address-is-broadcast']);
    expect(check('192.168.1.255', 22)).toEqual([]);
  });

  test('needs room for a host and a gateway', () => {
    expect(check('192.168.1.1', 31)).toEqual(['prefixLength: netmask-too-narrow']);
    expect(check('192.168.1.1', 0)).toEqual(['prefixLength: netmask-too-wide']);
    expect(check('192.168.1.1', 30)).toEqual([]);
  });

  test.each([
    ['192.168.2.1', 'gateway-outside-subnet'],
    ['192.168.1.10', 'gateway-is-address'],
    ['192.168.1.0', 'gateway-is-network'],
    ['192.168.1.255', 'gateway-is-broadcast'],
  ])('refuses the gateway %s: %s', (gateway, code) => {
    expect(check('192.168.1.10', 24, { gateway: ip(gateway) })).toEqual([`gateway: ${code}`]);
  });

  test('takes a gateway inside the subnet', () => {
    expect(check('192.168.1.10', 24, { gateway: ip('192.168.1.1') })).toEqual([]);
  });

  test('needs a first DNS server and no second', () => {
    expect(check('192.168.1.10', 24, { dns1: null })).toEqual(['dns1: dns-missing']);
    expect(check('192.168.1.10', 24, { dns1: ip('9.9.9.9'), dns2: null })).toEqual([]);
  });

  test('refuses the same DNS server twice and those that are no host of the subnet', () => {
    const dns = (dns1: string, dns2: string) => check('192.168.1.10', 24, { dns1: ip(dns1), dns2: ip(dns2) });
    expect(dns('9.9.9.9', '9.9.9.9')).toEqual(['dns2: dns-repeated']);
    expect(dns('192.168.1.0', '192.168.1.255')).toEqual([
      'dns1: dns-is-network-or-broadcast',
      'dns2: dns-is-network-or-broadcast',
    ]);
    expect(dns('192.168.1.1', '9.9.9.9')).toEqual([]);
  });

  test('names link, address and network in the log', () => {
    const neighbours = [{ link: 'wan' as const, network: network('192.168.0.0/16') }];
    const [found] = checkStaticIpv4(
      'lan',
      { address: ip('192.168.1.10'), prefixLength: prefix(24) },
      neighbours,
    );
    expect(found?.error.log).toBe(
      'LAN address 192.168.1.10/24, WAN network 192.168.0.0/16: expected LAN and WAN in subnets without a common address',
    );
  });
});

describe('a VLAN draft', () => {
  test('is checked once address and netmask are there', () => {
    expect(checkVlan({})).toEqual([]);
    expect(checkVlan({ address: ip('10.0.0.0') })).toEqual([]);
    expect(fields(checkVlan({ address: ip('10.0.0.0'), prefixLength: prefix(8) }))).toEqual([
      'prefixLength: address-is-network',
    ]);
  });

  test('stays clear of LAN and WAN', () => {
    const settings = { ...STATIC_LAN, wan: fixed('10.1.0.2/16') };
    const neighbours = neighboursOf('vlan', settings);
    const check = (text: string) => fields(checkVlan(network(text), neighbours));
    expect(check('192.168.1.77/28')).toEqual(['prefixLength: subnets-overlap-lan-vlan']);
    expect(check('10.1.7.7/8')).toEqual(['prefixLength: subnets-overlap-wan-vlan']);
    expect(check('128.0.0.1/1')).toEqual(['prefixLength: subnets-overlap-lan-vlan']);
    expect(check('172.16.0.7/24')).toEqual([]);
  });
});

test('the wizard of a VLAN needs a static LAN', () => {
  expect(checkVlanAllowed(STATIC_LAN)).toBeNull();
  expect(checkVlanAllowed(FACTORY_SETTINGS)?.code).toBe('vlan-needs-static-lan');
});

test('LAN cannot go back to DHCP under a VLAN', () => {
  expect(checkDisableStatic(STATIC_LAN)).toBeNull();
  const settings = { ...STATIC_LAN, vlan: vlan(7, '172.16.0.7/24') };
  expect(checkDisableStatic(settings)?.code).toBe('static-lan-needed-by-vlan');
});

test('a proxy password without a user is refused', () => {
  expect(checkProxy({ user: '', password: 'x' })?.code).toBe('password-without-user');
  expect(checkProxy({ user: 'u', password: 'x' })).toBeNull();
  expect(checkProxy({ user: 'u', password: '' })).toBeNull();
  expect(checkProxy({ user: '', password: '' })).toBeNull();
});

describe('whole settings', () => {
  test('as delivered and with everything set have no error', () => {
    const full: Settings = {
      ...STATIC_LAN,
      wan: fixed('10.1.0.2/16'),
      vlan: vlan(0, '172.16.0.7/24'),
      proxy: { host: host('proxy'), port: port(443), user: 'u', password: 'p' },
    };
    expect(checkSettings(FACTORY_SETTINGS)).toEqual([]);
    expect(checkSettings(full)).toEqual([]);
    expect(checkSettings(full, inForce('10.1.0.2/16', '192.168.1.10/24', 'static'))).toEqual([]);
  });

  test('name everything that is wrong at once', () => {
    const settings: Settings = {
      ...FACTORY_SETTINGS,
      lan: { ipv4: fixed('192.168.1.0/24', { gateway: ip('10.0.0.1'), dns: [] }), ipv6: true },
      wan: fixed('192.168.1.20/16', { gateway: ip('192.168.1.20') }),
      vlan: vlan(7, '192.168.1.9/25'),
      proxy: { host: host('proxy'), port: port(443), user: '', password: 'p' },
    };
    expect(codes(checkSettings(settings))).toEqual([
      'address-is-network',
      'gateway-outside-subnet',
      'dns-missing',
      'subnets-overlap-lan-wan',
      'gateway-is-address',
      'subnets-overlap-lan-vlan',
      'subnets-overlap-wan-vlan',
      'password-without-user',
    ]);
  });

  test('need a static LAN under a VLAN', () => {
    expect(codes(checkSettings({ ...FACTORY_SETTINGS, vlan: vlan(7, '172.16.0.7/24') }))).toEqual([
      'vlan-needs-static-lan',
    ]);
  });

  test('name an overlap once', () => {
    const settings = { ...STATIC_LAN, wan: fixed('192.168.1.20/24') };
    expect(codes(checkSettings(settings))).toEqual(['subnets-overlap-lan-wan']);
  });
});

describe('a lease in force', () => {
  const dhcp = { method: 'dhcp' } as const;

  test('on WAN keeps a static LAN out of its network', () => {
    const settings: Settings = { ...STATIC_LAN, wan: dhcp };
    expect(codes(checkSettings(settings, inForce(null, '192.168.1.77/24')))).toEqual([
      'subnets-overlap-lan-wan',
    ]);
    expect(checkSettings(settings, inForce(null, '192.168.2.77/24'))).toEqual([]);
    expect(checkSettings(settings, inForce(null, null))).toEqual([]);
    expect(checkSettings(settings)).toEqual([]);
  });

  test('on LAN keeps a static WAN out of its network', () => {
    const settings: Settings = { ...FACTORY_SETTINGS, wan: fixed('10.1.0.2/16') };
    expect(codes(checkSettings(settings, inForce('10.1.7.7/24', null)))).toEqual(['subnets-overlap-lan-wan']);
  });

  test('on WAN keeps the VLAN out of its network', () => {
    const settings: Settings = { ...STATIC_LAN, wan: dhcp, vlan: vlan(7, '10.1.0.2/16') };
    expect(codes(checkSettings(settings, inForce(null, '10.1.7.7/24')))).toEqual([
      'subnets-overlap-wan-vlan',
    ]);
  });

  test('counts only while the interface is to be on DHCP', () => {
    const settings: Settings = { ...STATIC_LAN, wan: null };
    expect(checkSettings(settings, inForce('10.0.0.9/8', '192.168.1.77/24'))).toEqual([]);
  });

  test('is not what an interface that shall go to DHCP had before', () => {
    const settings: Settings = { ...STATIC_LAN, wan: dhcp };
    expect(checkSettings(settings, inForce(null, '192.168.1.77/24', 'static'))).toEqual([]);
  });

  test('on both is nothing a setting could mend', () => {
    const settings: Settings = { ...FACTORY_SETTINGS, wan: dhcp };
    expect(checkSettings(settings, inForce('10.0.0.9/8', '10.0.0.8/8'))).toEqual([]);
  });

  test('of a second interface that is not there does not count', () => {
    const settings: Settings = { ...STATIC_LAN, wan: dhcp };
    expect(checkSettings(settings, { lan: link(null), wan: null })).toEqual([]);
  });
});

describe('a change', () => {
  const withVlan: Settings = { ...STATIC_LAN, vlan: vlan(7, '172.16.0.7/24') };

  test('must change something', () => {
    expect(codes(checkChange(STATIC_LAN, { ...STATIC_LAN }))).toEqual(['nothing-changed']);
  });

  test('to DHCP on LAN is refused because a VLAN needs the static address', () => {
    const after = { ...withVlan, lan: FACTORY_SETTINGS.lan };
    expect(codes(checkChange(withVlan, after))).toEqual(['static-lan-needed-by-vlan']);
  });

  test('that adds a VLAN is refused because it needs the static address', () => {
    const after = { ...FACTORY_SETTINGS, vlan: withVlan.vlan };
    expect(codes(checkChange(FACTORY_SETTINGS, after))).toEqual(['vlan-needs-static-lan']);
  });

  test('back to the factory settings is always allowed', () => {
    expect(checkChange(withVlan, FACTORY_SETTINGS)).toEqual([]);
  });

  test.prop([anySettings])('has the errors of the settings it leads to, and no others', (after) => {
    const before = { ...FACTORY_SETTINGS, lan: { ...FACTORY_SETTINGS.lan, ipv6: !after.lan.ipv6 } };
    expect(checkChange(before, after)).toEqual(checkSettings(after));
  });
});
