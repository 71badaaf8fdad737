import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { portEditor, vlanIdEditor } from '../../../../menus/editors/number.ts';
import { anyPort, anyVlanId, port, vlanId } from '../settings/values.ts';
import { Hands, WITHOUT_SIDEWAYS } from './hands.ts';

describe('a port', () => {
  test('has five digits', () => {
    expect(new Hands(portEditor, port(443)).field).toBe('[0]0443');
    expect(new Hands(portEditor, port(443)).outcome()).toBe(443);
  });

  test('is typed with or without leading zeros', () => {
    expect(new Hands(portEditor, port(443)).type('8080').field).toBe('0808[0]');
    expect(new Hands(portEditor, port(443)).type('8080').outcome()).toBe(8080);
    expect(new Hands(portEditor, port(443)).type('08080').outcome()).toBe(8080);
    expect(new Hands(portEditor, port(443)).type('808012').outcome()).toBe('port-range');
  });

  test('has no dot', () => {
    expect(new Hands(portEditor, port(443)).type('8.0').field).toBe('0008[0]');
  });

  test('is typed anew after a mistake', () => {
    expect(new Hands(portEditor, port(443)).type('80801').press('<').field).toBe('0808[0]');
    expect(new Hands(portEditor, port(443)).type('80').press('< < <').field).toBe('[0]0000');
  });

  test('is typed anew after a refusal', () => {
    const hands = new Hands(portEditor, port(443)).type('80801');
    expect(hands.outcome()).toBe('port-range');
    expect(hands.type('8080').outcome()).toBe(8080);
  });

  test('of zero or over 65535 is refused', () => {
    expect(new Hands(portEditor, null).outcome()).toBe('port-range');
    expect(new Hands(portEditor, port(65535)).press('RIGHT*4 UP').outcome()).toBe('port-range');
    expect(new Hands(portEditor, port(65535)).press('DOWN').outcome()).toBe(55535);
  });
});

describe('a VLAN ID', () => {
  test('has four digits and may be 0', () => {
    expect(new Hands(vlanIdEditor, null).field).toBe('[0]000');
    expect(new Hands(vlanIdEditor, null).outcome()).toBe(0);
    expect(new Hands(vlanIdEditor, vlanId(4094)).press('RIGHT*3 UP').outcome()).toBe('vlan-id-range');
  });

  test('is stepped through by ENTER where there is nothing else', () => {
    const hands = new Hands(vlanIdEditor, vlanId(7), WITHOUT_SIDEWAYS).press('ENTER ENTER UP ENTER');
    expect(hands.field).toBe('001[7]');
    expect(hands.outcome()).toBe(17);
  });
});

test.prop([fc.option(anyPort), anyPort, fc.option(anyVlanId), anyVlanId])(
  'every number can be typed over any other',
  (fromPort, toPort, fromId, toId) => {
    expect(new Hands(portEditor, fromPort).type(String(toPort)).outcome()).toBe(toPort);
    expect(new Hands(vlanIdEditor, fromId).type(String(toId)).outcome()).toBe(toId);
  },
);
