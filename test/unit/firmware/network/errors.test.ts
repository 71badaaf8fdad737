import { describe, expect, it } from 'vitest';
import { rollbackFailedText } from '../../../../firmware/network/drift.ts';
import { NETWORK_ERROR_TEXT } from '../../../../firmware/network/errors.ts';

describe('network errors', () => {
  it.each(Object.entries(NETWORK_ERROR_TEXT))('%s fits two lines of 16', (_code, { panel, advice }) => {
    for (const line of panel) expect(line).toMatch(/^[A-Z0-9 ,/]{0,16}$/);
    expect(panel[0]).not.toBe('');
    expect(advice).toMatch(/\.$/);
  });

  it.each([
    [[], ['NOT RESTORED', 'STATE UNKNOWN']],
    [
      [{ what: 'LAN', wanted: 'DHCP', inForce: '192.168.1.10/24 GATEWAY 192.168.1.1' }],
      ['NOT RESTORED', 'LAN 192.168.1.10'],
    ],
    [[{ what: 'LAN', wanted: 'DHCP', inForce: '192.168.100.100/24' }], ['NOT RESTORED', '192.168.100.100']],
    [[{ what: 'IPV6', wanted: 'ON', inForce: 'OFF' }], ['NOT RESTORED', 'IPV6 OFF']],
  ])('says what is in force in words that fit: %j', (mismatches, text) => {
    expect(rollbackFailedText(mismatches)).toEqual(text);
  });
});
