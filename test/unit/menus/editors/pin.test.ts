import { expect, test } from 'vitest';
import { pinEditor } from '../../../../menus/editors/pin.ts';
import { Hands, WITHOUT_SIDEWAYS } from './hands.ts';

test('a PIN is entered digit by digit and shown as stars', () => {
  const hands = new Hands(pinEditor, null).press('UP*2 RIGHT UP*3');
  expect(hands.field).toBe('*[2]');
  expect(hands.hint).toBe('textMove');
  expect(hands.press('RIGHT DOWN RIGHT UP').field).toBe('***[0]');
  expect(hands.outcome()).toBe('1290');
});

test('on four keys, ENTER goes on and accepts on the empty cell', () => {
  const hands = new Hands(pinEditor, null, WITHOUT_SIDEWAYS).press('UP ENTER UP ENTER UP ENTER UP ENTER');
  expect(hands.field).toBe('****[]');
  expect(hands.outcome()).toBe('0000');
});

test('typed digits are taken, letters are not, and a ninth digit is not', () => {
  expect(new Hands(pinEditor, null).type('12a34').outcome()).toBe('1234');
  expect(new Hands(pinEditor, null).type('123456789').outcome()).toBe('12345678');
});

test('three digits are refused', () => {
  expect(new Hands(pinEditor, null).type('123').outcome()).toBe('pin-syntax');
});

test('where a digit can be added, the hint says so: a PIN has no letters', () => {
  expect(new Hands(pinEditor, null).hint).toBe('pinAdd');
});
