import { describe, expect, it } from 'vitest';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { textOf } from '../../../../menus/words/words.ts';

describe('the text of a message', () => {
  it('stands in the table', () => {
    expect(textOf(en.glass, message('pin-set'))).toBe('PIN SET');
    expect(textOf(en.console, message('pin-set'))).toBe('The PIN is set.');
  });

  it('is made of its values', () => {
    const silent = message('gateway-silent', { gateway: '192.168.1.1' });
    expect(textOf(en.glass, silent)).toBe('NO REPLY FROM GW\n192.168.1.1');
    expect(textOf(en.console, silent)).toBe('No reply from the gateway 192.168.1.1.');
  });

  it('holds that of another message where one is among its values', () => {
    const failed = message('apply-failed', { step: message('step-add-vlan', { id: 7 }) });
    expect(textOf(en.glass, failed)).toBe('CHANGE FAILED\nADD VLAN 7');
    expect(textOf(en.console, failed)).toBe('The change failed at: Adding VLAN 7.');
  });
});

it('a message is data: a code and its values, nothing of a language', () => {
  expect(message('vlan-refused', { id: 7 })).toEqual({ code: 'vlan-refused', values: { id: 7 } });
  expect(message('pin-set')).toEqual({ code: 'pin-set', values: {} });
});
