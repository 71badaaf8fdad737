import { describe, expect, test } from 'vitest';
import { checkIpv4, checkStaticIpv4, checkSubnet } from '../../../../../menus/settings/ipv4/rules.ts';
import { fixed, ip, prefix } from '../values.ts';

const fields = (errors: readonly { readonly field: string; readonly error: { readonly code: string } }[]) =>
  errors.map(({ field, error }) => `${field}: ${error.code}`);

describe('a static configuration', () => {
  const check = (address: string, length: number, more = {}) =>
    fields(checkStaticIpv4('LAN', { address: ip(address), prefixLength: prefix(length), ...more }));

  test('that is not far enough to contradict itself has no error', () => {
    expect(checkStaticIpv4('LAN', {})).toEqual([]);
    expect(checkStaticIpv4('LAN', { address: ip('192.168.1.0') })).toEqual([]);
    expect(checkStaticIpv4('LAN', { gateway: ip('192.168.1.0'), dns1: ip('192.168.1.0') })).toEqual([]);
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
});

test('an address is checked once its netmask is there', () => {
  expect(checkSubnet('VLAN', {})).toEqual([]);
  expect(checkSubnet('VLAN', { address: ip('10.0.0.0') })).toEqual([]);
  expect(fields(checkSubnet('VLAN', { address: ip('10.0.0.0'), prefixLength: prefix(8) }))).toEqual([
    'prefixLength: address-is-network',
  ]);
});

test('a finished configuration needs a DNS server', () => {
  expect(checkIpv4('LAN', { method: 'dhcp' })).toEqual([]);
  expect(checkIpv4('LAN', fixed('192.168.1.10/24'))).toEqual([]);
  expect(checkIpv4('LAN', fixed('192.168.1.10/24', { dns: [] })).map(({ log }) => log)).toEqual([
    'LAN: expected one or two DNS servers; the platform is reached by name',
  ]);
});
