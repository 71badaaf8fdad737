import { describe, expect, it } from 'vitest';
import { testAppliance } from '../../../support/appliance.ts';
import { FIVE_KEYS } from '../../../support/operator.ts';
import { everythingOn, expectOneQuestion, open } from './hands.ts';

describe('IPv6, a setting without a field', () => {
  it('is switched on by one question', () => {
    expectOneQuestion('ENABLE IPV6 ON LAN', testAppliance(), {
      lan: { ipv4: { method: 'dhcp' }, ipv6: true },
    });
  });

  it('is switched off by one question', () => {
    expectOneQuestion('DISABLE IPV6 ON LAN', everythingOn, {
      lan: { ...everythingOn.wanted.lan, ipv6: false },
    });
  });

  it.each(['ENTER', 'EXIT'])('%s at the question goes back to the menu', (key) => {
    const operator = open('ENABLE IPV6 ON LAN').press(key);
    expect(operator.text).toContain('ENABLE IPV6 ON LAN');
  });

  it('LEFT at the question goes back where there is no EXIT', () => {
    const operator = open('ENABLE IPV6 ON LAN', { keys: FIVE_KEYS }).press('LEFT');
    expect(operator.view.screen.kind).toBe('menu');
  });
});
