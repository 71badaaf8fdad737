import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  addressOf,
  broadcastOf,
  cidr,
  contains,
  edgeOf,
  firstHostOf,
  lastHostOf,
  NETMASKS,
  netmaskOf,
  networkOf,
  numberOf,
  overlaps,
  padded,
} from '../../../../menus/values/address.ts';
import type { Ipv4Network } from '../../../../menus/values/types.ts';
import { anyAddress, anyPrefix, ip, network, prefix } from '../settings/values.ts';

test.each([
  [0, '0.0.0.0'],
  [1, '128.0.0.0'],
  [24, '255.255.255.0'],
  [30, '255.255.255.252'],
  [32, '255.255.255.255'],
])('the netmask of /%i is %s', (length, netmask) => {
  expect(netmaskOf(prefix(length))).toBe(netmask);
  expect(NETMASKS[length]).toBe(netmask);
});

test.each([
  ['192.168.1.10', 24, '192.168.1.0/24', '192.168.1.255'],
  ['10.200.3.4', 9, '10.128.0.0/9', '10.255.255.255'],
  ['203.0.113.7', 0, '0.0.0.0/0', '255.255.255.255'],
  ['203.0.113.7', 32, '203.0.113.7/32', '203.0.113.7'],
])('%s/%i lies in %s and ends at %s', (address, length, net, broadcast) => {
  expect(cidr(networkOf(ip(address), prefix(length)))).toBe(net);
  expect(broadcastOf(ip(address), prefix(length))).toBe(broadcast);
});

test.each([
  ['192.168.1.0', 24, 'network'],
  ['192.168.1.255', 24, 'broadcast'],
  ['192.168.1.255', 23, 'broadcast'],
  ['192.168.0.255', 23, null],
  ['192.168.1.10', 24, null],
  ['0.0.0.0', 0, 'network'],
  ['255.255.255.255', 0, 'broadcast'],
])('%s/%i stands at this edge of its network: %s', (address, length, edge) => {
  expect(edgeOf(ip(address), prefix(length))).toBe(edge);
});

test('an address is shown with three digits a part', () => {
  expect(padded(ip('192.168.1.10'))).toBe('192.168.001.010');
});

test.prop([anyAddress])(
  'an address and its number are the same thing',
  (address) => addressOf(numberOf(address)) === address,
);

test('a network contains its own first and last address and no neighbour', () => {
  expect(contains(network('192.168.1.0/24'), ip('192.168.1.0'))).toBe(true);
  expect(contains(network('192.168.1.0/24'), ip('192.168.1.255'))).toBe(true);
  expect(contains(network('192.168.1.0/24'), ip('192.168.2.0'))).toBe(false);
  expect(contains(network('192.168.1.0/24'), ip('192.168.0.255'))).toBe(false);
});

test.prop([anyAddress, anyPrefix, anyAddress, anyPrefix])(
  'whether networks overlap does not depend on which is asked first',
  (a, lengthA, b, lengthB) => {
    const [one, other] = [networkOf(a, lengthA), networkOf(b, lengthB)];
    return overlaps(one, other) === overlaps(other, one);
  },
);

const anySmallNetwork = fc
  .tuple(fc.integer({ min: 0x0a000000, max: 0x0a00003f }), fc.integer({ min: 27, max: 32 }))
  .map(([number, length]) => networkOf(addressOf(number), prefix(length)));

function members(net: Ipv4Network): readonly number[] {
  const first = numberOf(net.address);
  return Array.from({ length: 2 ** (32 - net.prefixLength) }, (_, index) => first + index);
}

test.prop([anySmallNetwork, anySmallNetwork], { numRuns: 500 })(
  'networks overlap exactly when they have an address in common',
  (a, b) => {
    const inB = new Set(members(b));
    expect(overlaps(a, b)).toBe(members(a).some((number) => inB.has(number)));
  },
);

test('the first and last host of a network, which one of two addresses or one has none of', () => {
  expect([firstHostOf(ip('10.9.8.7'), prefix(16)), lastHostOf(ip('10.9.8.7'), prefix(16))]).toEqual([
    '10.9.0.1',
    '10.9.255.254',
  ]);
  for (const length of [31, 32]) {
    expect(firstHostOf(ip('10.9.8.7'), prefix(length))).toBeNull();
    expect(lastHostOf(ip('10.9.8.7'), prefix(length))).toBeNull();
  }
});
