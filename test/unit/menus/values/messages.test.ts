import { expect, test } from 'vitest';
import type { SettingsErrorCode } from '../../../../menus/values/errors.ts';
import { gatewayOutside, settingsError } from '../../../../menus/values/messages.ts';

const CODES = [
  'address-syntax',
  'address-is-network',
  'vlan-needs-static-lan',
  'port-range',
  'nothing-changed',
] as const satisfies readonly SettingsErrorCode[];

test.each(CODES)('the log of %s says what was expected', (code) => {
  expect(settingsError(code)).toEqual({ code, values: {}, log: expect.stringMatching(/^expected /) });
});

test('a subject stands before the sentence', () => {
  expect(settingsError('port-range', 'port 0')).toEqual({
    code: 'port-range',
    values: {},
    log: 'port 0: expected a TCP port from 1 to 65535',
  });
});

test('a gateway outside its subnet names the subnet', () => {
  expect(gatewayOutside('192.168.1.0/24', 'gateway 10.0.0.1')).toEqual({
    code: 'gateway-outside-subnet',
    values: { network: '192.168.1.0/24' },
    log: 'gateway 10.0.0.1: expected a gateway inside the subnet that address and netmask make',
  });
});
