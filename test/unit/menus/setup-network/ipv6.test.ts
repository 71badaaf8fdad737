import { describe, expect, it } from 'vitest';
import { testAppliance } from '../../../support/appliance.ts';
import { FIVE_KEYS } from '../../../support/operator.ts';
import { everythingOn, expectOneKey, list, open, selected } from './hands.ts';

describe('IPv6, a setting without a field', () => {
  it('is switched on by APPLY', () => {
    expectOneKey('ENABLE IPV6 ON LAN', testAppliance(), { lan: { ipv4: { method: 'dhcp' }, ipv6: true } });
  });

  it('is switched off by APPLY', () => {
    expectOneKey('DISABLE IPV6 ON LAN', everythingOn, { lan: { ...everythingOn.wanted.lan, ipv6: false } });
  });

  it('shows what changes; ENTER on that goes to APPLY and applies nothing', () => {
    const operator = open('ENABLE IPV6 ON LAN').press('DOWN');
    expect(list(operator)).toEqual(['IPV6 ON LAN ON']);
    expect(operator.text).toContain('NOW OFF →NEW ON');
    expect(selected(operator.press('ENTER'))).toBe('APPLY');
    expect(operator.applied).toEqual([]);
  });

  it('RIGHT opens nothing where there is no field', () => {
    expect(selected(open('ENABLE IPV6 ON LAN').press('RIGHT'))).toBe('IPV6 ON LAN');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('%s leaves without a question', (key, keys) => {
    const operator = open('ENABLE IPV6 ON LAN', keys === undefined ? {} : { keys }).press(key);
    expect(operator.view.screen.kind).toBe('menu');
  });
});

describe('the selection after IPv6 was switched off', () => {
  it('stays in its place: on ENABLE IPV6 ON LAN, not on the item after it', () => {
    const operator = open('DISABLE IPV6 ON LAN', { appliance: everythingOn }).press('EXIT');
    expect(operator.view.menu?.items[operator.view.menu.selected]?.id).toBe('disableIpv6');
    operator.changes(testAppliance());
    expect(operator.view.menu?.items[operator.view.menu.selected]?.id).toBe('ipv6');
  });
});
