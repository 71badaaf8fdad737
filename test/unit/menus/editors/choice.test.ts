import { expect, test } from 'vitest';
import { choiceEditor } from '../../../../menus/editors/choice.ts';
import { Hands, key, SIX_KEYS, WITHOUT_EXIT, WITHOUT_SIDEWAYS } from './hands.ts';

const editor = choiceEditor(['dhcp', 'static', 'off']);

test('starts on the value there is, or the first', () => {
  expect(new Hands(editor, 'static').field).toBe('[s]tatic');
  expect(new Hands(editor, null).field).toBe('[d]hcp');
  expect(new Hands(editor, null).hint).toBe('choice');
});

test('turns both ways and round', () => {
  expect(new Hands(editor, 'dhcp').press('DOWN').outcome()).toBe('static');
  expect(new Hands(editor, 'dhcp').press('DOWN*3').outcome()).toBe('dhcp');
  expect(new Hands(editor, 'dhcp').press('UP').outcome()).toBe('off');
});

test('is chosen by its first letter on a console', () => {
  expect(new Hands(editor, 'dhcp').type('s').outcome()).toBe('static');
  expect(new Hands(editor, 'dhcp').type('O').outcome()).toBe('off');
});

test('is not changed by other keys', () => {
  const state = editor.create('dhcp', SIX_KEYS);
  for (const typed of ['x', '', 'D']) {
    expect(editor.reduce(state, { type: 'KEY.CHARACTER', character: typed })).toEqual({
      kind: 'editing',
      state,
    });
  }
  expect(editor.reduce(state, key('RIGHT'))).toEqual({ kind: 'editing', state });
  expect(editor.reduce(state, key('LEFT'))).toEqual({ kind: 'editing', state });
});

test('has one position: ENTER accepts and LEFT leaves on panels with fewer keys', () => {
  expect(new Hands(editor, 'dhcp', WITHOUT_SIDEWAYS).press('DOWN').outcome()).toBe('static');
  expect(new Hands(editor, 'dhcp', WITHOUT_EXIT).press('DOWN').outcome(key('LEFT'))).toBe('left');
});

test('is dirty once another one stands there', () => {
  expect(new Hands(editor, 'dhcp').press('DOWN').dirty).toBe(true);
  expect(new Hands(editor, 'dhcp').press('DOWN UP').dirty).toBe(false);
});
