import { describe, expect, it } from 'vitest';
import {
  inPrefix,
  likelyHosts,
} from '../../../../../../firmware/network/backends/networkmanager/neighbours.ts';
import { network } from '../../../../menus/settings/values.ts';

describe('neighbours', () => {
  it('that are asked for are few: gateways are the first or the last of a subnet', () => {
    expect(likelyHosts(network('10.7.0.20/24'))).toEqual([
      '10.7.0.1',
      '10.7.0.2',
      '10.7.0.254',
      '10.7.0.253',
      '10.7.0.21',
      '10.7.0.19',
    ]);
  });

  it('are never ourselves, nor outside the subnet', () => {
    expect(likelyHosts(network('10.7.0.1/30'))).toEqual(['10.7.0.2']);
  });

  it('an address is made of prefix and MAC address', () => {
    expect(inPrefix('2001:db8:77::/64', '02:00:00:00:01:02')).toBe('2001:db8:77::ff:fe00:102');
  });
});
