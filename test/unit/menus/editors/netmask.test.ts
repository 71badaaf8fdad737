import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { netmaskEditor } from '../../../../menus/editors/netmask.ts';
import { netmaskOf, padded } from '../../../../menus/values/address.ts';
import { anyHostPrefix, prefix } from '../settings/values.ts';
import { Hands, WITHOUT_SIDEWAYS } from './hands.ts';

const on = (length: number) => new Hands(netmaskEditor, prefix(length));

test('UP makes the network smaller, DOWN larger, one bit at a time', () => {
  expect(on(24).field).toBe('[2]55.255.255.000');
  expect(on(24).press('UP').field).toBe('[2]55.255.255.128');
  expect(on(24).press('DOWN').field).toBe('[2]55.255.254.000');
});

test('the steps go round from /30 to /1', () => {
  expect(on(30).press('UP').field).toBe('[1]28.000.000.000');
  expect(on(1).press('DOWN').field).toBe('[2]55.255.255.252');
});

test('where nothing is known yet, UP starts at /1 and DOWN at /30', () => {
  expect(new Hands(netmaskEditor, null).field).toBe('[0]00.000.000.000');
  expect(new Hands(netmaskEditor, null).press('UP').field).toBe('[1]28.000.000.000');
  expect(new Hands(netmaskEditor, null).press('DOWN').field).toBe('[2]55.255.255.252');
});

test('from a typed value that is no netmask, the steps go to the nearest ones', () => {
  expect(on(24).type('255.0.255.0').press('UP').field).toBe('255.128.000.00[0]');
  expect(on(24).type('255.0.255.0').press('DOWN').field).toBe('255.000.000.00[0]');
});

test('a typed netmask is taken, a typed one with gaps is refused and stays', () => {
  expect(on(24).type('255.255.240.0').outcome()).toBe(20);
  const hands = on(24).type('255.0.255.0');
  expect(hands.outcome()).toBe('netmask-not-contiguous');
  expect(hands.field).toBe('255.000.255.00[0]');
});

test.each([
  ['0.0.0.0', 'netmask-too-wide'],
  ['255.255.255.254', 'netmask-too-narrow'],
  ['255.255.255.255', 'netmask-too-narrow'],
  ['255.255.256.0', 'netmask-syntax'],
])('%s is refused: %s', (text, code) => {
  expect(on(24).type(text).outcome()).toBe(code);
});

test('without LEFT and RIGHT, ENTER accepts at once: single digits cannot be turned', () => {
  const hands = new Hands(netmaskEditor, prefix(24), WITHOUT_SIDEWAYS).press('UP*2');
  expect(hands.hint).toBe('netmask');
  expect(hands.outcome()).toBe(26);
});

test.prop([fc.option(anyHostPrefix), anyHostPrefix])(
  'every netmask can be stepped to and typed',
  (initial, target) => {
    expect(new Hands(netmaskEditor, initial).press(`UP*${target - (initial ?? 0) + 30}`).outcome()).toBe(
      target,
    );
    expect(new Hands(netmaskEditor, initial).type(netmaskOf(target)).outcome()).toBe(target);
    expect(new Hands(netmaskEditor, initial).type(padded(netmaskOf(target))).outcome()).toBe(target);
  },
);
