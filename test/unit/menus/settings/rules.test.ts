import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { AddressOrigin, LinkStatus } from '../../../../menus/network-status.ts';
import { checkProxy } from '../../../../menus/settings/parts/proxy.ts';
import type { LocalVlan } from '../../../../menus/settings/parts/vlan.ts';
import {
  checkChange,
  checkDisableStatic,
  checkOverlaps,
  checkSettings,
  checkVlanAllowed,
  type InForce,
} from '../../../../menus/settings/rules.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { anySettings, fixed, host, ip, network, port, STATIC_LAN, vlanId } from './values.ts';

const codes = (errors: readonly { readonly code: string }[]) => errors.map(({ code }) => code);
const fields = (errors: readonly { readonly field: string; readonly error: { readonly code: string } }[]) =>
  errors.map(({ field, error }) => `${field}: ${error.code}`);

const vlan = (id: number, text: string): LocalVlan => ({ id: vlanId(id), ...network(text) });

function link(text: string | null, origin: AddressOrigin = 'dhcp'): LinkStatus {
  const ipv4 = text === null ? null : { ...network(text), origin };
  const rest = {
    mac: '02:00:00:00:00:01',
    state: { kind: 'ready' as const },
    carrier: true,
    speed_mbps: 1000,
    duplex: null,
    ipv6: [],
    gateway: null,
    dns: [],
    domain: null,
  };
  return { name: 'lan0', ipv4, ...rest };
}
const inForce = (lan: string | null, wan: string | null, origin: AddressOrigin = 'dhcp'): InForce => ({
  lan: link(lan, origin),
  wan: link(wan, origin),
});

describe('a draft', () => {
  test('of LAN stays clear of WAN; the log names link, address and network in the log', () => {
    const settings = { ...STATIC_LAN, wan: fixed('192.168.200.1/16') };
    const [found] = checkOverlaps('lan', network('192.168.1.10/24'), settings, null);
    expect(found?.field).toBe('prefixLength');
    expect(found?.error.log).toBe(
      'LAN address 192.168.1.10/24, WAN network 192.168.0.0/16: expected LAN and WAN in subnets without a common address',
    );
  });

  test('of a VLAN stays clear of LAN and WAN', () => {
    const settings = { ...STATIC_LAN, wan: fixed('10.1.0.2/16') };
    const check = (text: string) => fields(checkOverlaps('vlan', network(text), settings, null));
    expect(check('192.168.1.77/28')).toEqual(['prefixLength: subnets-overlap-lan-vlan']);
    expect(check('10.1.7.7/8')).toEqual(['prefixLength: subnets-overlap-wan-vlan']);
    expect(check('128.0.0.1/1')).toEqual(['prefixLength: subnets-overlap-lan-vlan']);
    expect(check('172.16.0.7/24')).toEqual([]);
    expect(check('192.168.1.77/31')).toEqual([]);
    expect(checkOverlaps('vlan', {}, settings, null)).toEqual([]);
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

  test('have every error at once: those of each part, then those between parts', () => {
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
      'gateway-is-address',
      'password-without-user',
      'subnets-overlap-lan-wan',
      'subnets-overlap-lan-vlan',
      'subnets-overlap-wan-vlan',
    ]);
  });

  test('need a static LAN under a VLAN', () => {
    expect(codes(checkSettings({ ...FACTORY_SETTINGS, vlan: vlan(7, '172.16.0.7/24') }))).toEqual([
      'vlan-needs-static-lan',
    ]);
  });

  test('have each overlap once', () => {
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
