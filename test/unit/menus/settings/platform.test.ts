import { describe, expect, test } from 'vitest';
import {
  decodePlatformRoutes,
  decodePlatformVlans,
  mergeVlans,
  platformLimits,
} from '../../../../menus/settings/platform.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { addressOf } from '../../../../menus/values/address.ts';
import type { Decoded } from '../../../../menus/values/problems.ts';
import { MOST_PROBLEMS } from '../../../../menus/values/problems.ts';
import { fixed, ip, network, prefix, STATIC_LAN, vlanId } from './values.ts';

const LARGE = platformLimits('virtual', '');
const SMALL = platformLimits('physical', '1');

const wireVlan = (id: number, changes = {}) => ({
  id,
  address: addressOf(0x0a000001 + id * 256),
  netmask: '255.255.255.0',
  name: `vlan ${id}`,
  ...changes,
});
const wireVlans = (count: number) => Array.from({ length: count }, (_, id) => wireVlan(id));
const wireRoute = (changes = {}) => ({
  target: '10.20.0.0/16',
  gateway: '192.168.1.254',
  name: 'lab',
  ...changes,
});
const wireRoutes = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    wireRoute({ target: `${addressOf(0x0a000000 + index * 256)}/24` }),
  );

const pointers = (decoded: Decoded<unknown>) =>
  decoded.ok ? [] : decoded.problems.map(({ pointer }) => pointer);

describe('the limits', () => {
  test.each([
    ['physical', '29000', 99, 99],
    ['physical', '29001', 4094, 99],
    ['physical', '029001', 4094, 99],
    ['physical', 'A29417', 99, 99],
    ['physical', '', 99, 99],
    ['virtual', '1', 4094, 4094],
  ] as const)(
    'of a %s appliance with serial %j are %i VLANs and %i routes',
    (kind, serial, vlans, routes) => {
      expect(platformLimits(kind, serial)).toEqual({ vlans, routes });
    },
  );

  test('of VLANs are kept: the first one too many is named', () => {
    expect(pointers(decodePlatformVlans(wireVlans(99), SMALL))).toEqual([]);
    expect(pointers(decodePlatformVlans(wireVlans(100), SMALL))).toEqual(['/vlans/99']);
    expect(pointers(decodePlatformVlans(wireVlans(4095), LARGE))).toEqual(['/vlans/4094']);
  });

  test('of routes are kept as well', () => {
    expect(pointers(decodePlatformRoutes(wireRoutes(99), SMALL))).toEqual([]);
    expect(pointers(decodePlatformRoutes(wireRoutes(100), SMALL))).toEqual(['/routes/99']);
    expect(pointers(decodePlatformRoutes(wireRoutes(4094), LARGE))).toEqual([]);
  });
});

describe('platform VLANs', () => {
  test('are read with their netmask as a prefix length', () => {
    expect(decodePlatformVlans([wireVlan(7)], LARGE)).toEqual({
      ok: true,
      value: [{ id: 7, address: '10.0.7.1', prefixLength: 24, name: 'vlan 7' }],
    });
  });

  test.each<readonly [string, unknown]>([
    ['/vlans/0/id', wireVlan(7, { id: 4095 })],
    ['/vlans/0/id', wireVlan(7, { id: '7' })],
    ['/vlans/0/address', wireVlan(7, { address: '10.0.0.300' })],
    ['/vlans/0/address', wireVlan(7, { address: '10.0.7.0' })],
    ['/vlans/0/address', wireVlan(7, { address: '10.0.7.255' })],
    ['/vlans/0/netmask', wireVlan(7, { netmask: '255.0.255.0' })],
    ['/vlans/0/netmask', wireVlan(7, { netmask: 24 })],
    ['/vlans/0/name', wireVlan(7, { name: 'x'.repeat(65) })],
    ['/vlans/0/colour', wireVlan(7, { colour: 'red' })],
    ['/vlans/0', 7],
  ])('are refused at %s: %j', (pointer, value) => {
    expect(pointers(decodePlatformVlans([value], LARGE))).toEqual([pointer]);
  });

  test('have IDs and addresses of their own, and the earlier one is named', () => {
    const decoded = decodePlatformVlans(
      [
        wireVlan(7),
        wireVlan(8),
        wireVlan(7, { address: '172.16.0.1' }),
        wireVlan(9, { address: '10.0.8.1' }),
      ],
      LARGE,
    );
    expect(decoded).toEqual({
      ok: false,
      problems: [
        { pointer: '/vlans/2/id', expected: 'expected a VLAN ID of its own; /vlans/0 has it' },
        { pointer: '/vlans/3/address', expected: 'expected an address of its own; /vlans/1 has it' },
      ],
    });
  });

  test('tell 20 problems at most, however many elements and unknown keys there are', () => {
    const unknown = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, 0]));
    const one = pointers(decodePlatformVlans([{ ...wireVlan(7), ...unknown }], LARGE));
    expect(one).toEqual(Array.from({ length: MOST_PROBLEMS }, (_, index) => `/vlans/0/k${index}`));
    const many = Array.from({ length: 100 }, () => ({}));
    expect(pointers(decodePlatformVlans(many, LARGE))).toHaveLength(MOST_PROBLEMS);
    const edges = Array.from({ length: 100 }, (_, id) => wireVlan(id, { address: '10.0.0.0', ...unknown }));
    expect(pointers(decodePlatformVlans(edges, LARGE))).toHaveLength(MOST_PROBLEMS);
    const wrong = Array.from({ length: 21 }, () => ({ id: 5000, address: '', netmask: '', name: '' }));
    expect(pointers(decodePlatformVlans(wrong.slice(0, 5), LARGE))).toHaveLength(MOST_PROBLEMS);
    expect(pointers(decodePlatformVlans([...wrong.slice(0, 4), { id: 5000 }, {}], LARGE))).toHaveLength(
      MOST_PROBLEMS,
    );
  });

  test('tell all their problems at once, each under its pointer', () => {
    const values = [wireVlan(7, { netmask: '' }), wireVlan(7, { name: '', address: '127.0.0.1' }), {}];
    expect(pointers(decodePlatformVlans(values, LARGE))).toEqual([
      '/vlans/0/netmask',
      '/vlans/1/id',
      '/vlans/1/address',
      '/vlans/1/name',
      '/vlans/2/id',
      '/vlans/2/address',
      '/vlans/2/netmask',
      '/vlans/2/name',
    ]);
    expect(pointers(decodePlatformVlans({}, LARGE))).toEqual(['/vlans']);
  });
});

describe('platform routes', () => {
  test('are read from CIDR text', () => {
    expect(decodePlatformRoutes([wireRoute({ target: '10.20.30.40/32' })], LARGE)).toEqual({
      ok: true,
      value: [
        { target: { address: '10.20.30.40', prefixLength: 32 }, gateway: '192.168.1.254', name: 'lab' },
      ],
    });
  });

  test.each<readonly [string, unknown]>([
    ['/routes/0/target', wireRoute({ target: '10.20.0.1/16' })],
    ['/routes/0/target', wireRoute({ target: '10.20.0.0' })],
    ['/routes/0/target', wireRoute({ target: '10.20.0.0/33' })],
    ['/routes/0/target', wireRoute({ target: '10.20.0.0/016' })],
    ['/routes/0/target', wireRoute({ target: '10.20.0.0/16/8' })],
    ['/routes/0/target', wireRoute({ target: '10.20.0/16' })],
    ['/routes/0/target', wireRoute({ target: '0.0.0.0/0' })],
    ['/routes/0/target', wireRoute({ target: 16 })],
    ['/routes/0/gateway', wireRoute({ gateway: '0.0.0.0' })],
    ['/routes/0/name', wireRoute({ name: 7 })],
    ['/routes/0', null],
  ])('are refused at %s: %j', (pointer, value) => {
    expect(pointers(decodePlatformRoutes([value], LARGE))).toEqual([pointer]);
  });

  test('are told where their target starts', () => {
    const decoded = decodePlatformRoutes([wireRoute({ target: '10.20.3.4/16' })], LARGE);
    expect(!decoded.ok && decoded.problems[0]?.expected).toBe(
      'expected the first address of the network, 10.20.0.0/16',
    );
  });

  test('have a pair of target and gateway of their own', () => {
    const routes = [wireRoute(), wireRoute({ gateway: '192.168.1.253' }), wireRoute({ name: 'again' })];
    expect(decodePlatformRoutes(routes, LARGE)).toEqual({
      ok: false,
      problems: [
        {
          pointer: '/routes/2',
          expected: 'expected a pair of target and gateway of its own; /routes/0 has it',
        },
      ],
    });
  });
});

describe('the VLANs in force', () => {
  const platformVlan = (id: number, text: string) => ({
    id: vlanId(id),
    ...network(text),
    name: `vlan ${id}`,
  });
  const seven = platformVlan(7, '10.0.7.1/24');
  const eight = platformVlan(8, '10.0.8.1/24');
  const settings: Settings = { ...STATIC_LAN, platform: { vlans: [seven, eight], routes: [] } };

  test("are the platform's where there is no local one", () => {
    expect(mergeVlans(settings)).toEqual({ inForce: [seven, eight], ignored: [] });
    expect(mergeVlans(FACTORY_SETTINGS)).toEqual({ inForce: [], ignored: [] });
  });

  test('have the local one in place of that with its ID', () => {
    const vlan = { id: vlanId(7), ...network('172.16.0.7/24') };
    expect(mergeVlans({ ...settings, vlan })).toEqual({
      inForce: [vlan, eight],
      ignored: [{ vlan: seven, reason: 'local-vlan-id' }],
    });
  });

  test('have the local one in place of that with its address', () => {
    const vlan = { id: vlanId(9), address: ip('10.0.8.1'), prefixLength: prefix(28) };
    expect(mergeVlans({ ...settings, vlan })).toEqual({
      inForce: [vlan, seven],
      ignored: [{ vlan: eight, reason: 'local-vlan-address' }],
    });
  });

  test('leave the addresses of LAN and WAN alone', () => {
    const merged = mergeVlans({
      ...settings,
      lan: { ipv4: fixed('10.0.7.1/25'), ipv6: false },
      wan: fixed('10.0.8.1/25'),
    });
    expect(merged).toEqual({
      inForce: [],
      ignored: [
        { vlan: seven, reason: 'lan-address' },
        { vlan: eight, reason: 'wan-address' },
      ],
    });
  });

  test('are merged once for the same settings: each step of a change went through thousands of them', () => {
    expect(mergeVlans(settings)).toBe(mergeVlans(settings));
    expect(mergeVlans({ ...settings })).not.toBe(mergeVlans(settings));
  });

  test('are merged at the largest number', () => {
    const decoded = decodePlatformVlans(wireVlans(4094), LARGE);
    if (!decoded.ok) throw new Error('refused');
    const vlan = { id: vlanId(4093), ...network('172.16.0.7/24') };
    const merged = mergeVlans({ ...STATIC_LAN, vlan, platform: { vlans: decoded.value, routes: [] } });
    expect(merged.inForce).toHaveLength(4094);
    expect(merged.ignored.map(({ reason }) => reason)).toEqual(['local-vlan-id']);
  });
});
