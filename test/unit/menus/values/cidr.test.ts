import { describe, expect, it } from 'vitest';
import { parseCidr, parseNetwork } from '../../../../menus/values/cidr.ts';

describe('CIDR form', () => {
  it('is an IPv4 address with its prefix length', () => {
    expect(parseCidr('10.77.0.2/24')).toEqual({ address: '10.77.0.2', prefixLength: 24 });
  });

  it('of a network starts at its first address', () => {
    expect(parseNetwork('203.0.113.0/24')).toEqual({ address: '203.0.113.0', prefixLength: 24 });
    expect(parseNetwork('203.0.113.7/24')).toBeNull();
  });

  it.each(['2001:db8::/32', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/'])('%s is none', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });
});
