import { describe, expect, it } from 'vitest';
import { staticAppliance, testAppliance } from '../../../support/appliance.ts';
import { Operator } from '../../../support/operator.ts';
import { everythingOn, list, open, proxy, selected, vlan } from './hands.ts';

const items = (operator: Operator): readonly string[] =>
  operator.view.menu?.items.map(({ label }) => label) ?? [];

describe('SWITCH OFF', () => {
  it('is there once several things are on', () => {
    const menu = (appliance = testAppliance()) => items(new Operator({ appliance }).press('ENTERx2'));
    expect(menu()).not.toContain('SWITCH OFF');
    expect(menu(testAppliance({ wanted: { proxy } }))).not.toContain('SWITCH OFF');
    expect(menu(testAppliance({ wanted: { proxy, wan: { method: 'dhcp' } } }))).toContain('SWITCH OFF');
  });

  it('takes several things off in one change, a key for each, and leaves the rest', () => {
    const operator = open('SWITCH OFF', { appliance: everythingOn });
    expect(list(operator)).toEqual(['WAN INTERFACE ON', 'VLAN ON LAN ON', 'IPV6 ON LAN ON', 'PROXY ON']);
    operator.press('ENTERx4');
    expect(selected(operator)).toBe('APPLY');
    operator.press('ENTER');
    expect(operator.applied).toEqual([
      {
        title: 'switchOff',
        wanted: {
          ...everythingOn.wanted,
          lan: { ...everythingOn.wanted.lan, ipv6: false },
          wan: null,
          vlan: null,
          proxy: null,
        },
      },
    ]);
  });

  it('offers only what is on, and marks it no more by a second ENTER', () => {
    const appliance = staticAppliance({ wanted: { vlan, proxy } });
    const operator = open('SWITCH OFF', { appliance });
    expect(list(operator)).toEqual(['VLAN ON LAN ON', 'PROXY ON']);
    operator.press('ENTER');
    expect(list(operator)).toEqual(['VLAN ON LAN OFF', 'PROXY ON']);
    operator.press('UP ENTER');
    expect(list(operator)).toEqual(['VLAN ON LAN ON', 'PROXY ON']);
    expect(operator.press('DOWN ENTER').text).toContain('NOTHING TO CHANGE');
  });
});
