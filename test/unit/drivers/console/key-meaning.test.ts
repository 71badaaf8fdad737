import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../../drivers/console/key-meaning.ts';
import type { TerminalKey } from '../../../../drivers/terminal/keys.ts';
import type { View } from '../../../../menus/view.ts';
import { MENU, VIEWS } from './views.ts';

const typed = (character: string): TerminalKey => ({ kind: 'character', character });
const control = (letter: string): TerminalKey => ({ kind: 'control', letter });
const enter: TerminalKey = { kind: 'named', name: 'enter', shift: false };
const before = { view: VIEWS.menu as View | null, isOwnPage: false, canLeave: true };

describe('what a key means to a console', () => {
  it('is for the menus, unless it is one of the console', () => {
    expect(meaningOf(typed('x'), before)).toEqual({
      kind: 'keys',
      events: [{ type: 'KEY.CHARACTER', character: 'x' }],
      repaints: false,
    });
    expect(meaningOf(control('c'), before)).toEqual({ kind: 'nothing' });
    expect(meaningOf(control('l'), before)).toEqual({ kind: 'redraw' });
  });

  it('paints the whole screen with Enter, for whoever joined a serial line late', () => {
    expect(meaningOf(enter, before)).toMatchObject({ events: [{ type: 'KEY.ENTER' }], repaints: true });
  });

  it('leaves by Ctrl-] where the console can be left', () => {
    expect(meaningOf(control(']'), before)).toEqual({ kind: 'leave' });
    expect(meaningOf(control(']'), { ...before, canLeave: false })).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['1', ['UP', 'UP', 'UP', 'ENTER']],
    ['4', ['ENTER']],
    ['8', ['DOWN', 'DOWN', 'DOWN', 'DOWN', 'ENTER']],
  ])('opens the item of the digit %s', (digit, keys) => {
    expect(meaningOf(typed(digit), before)).toMatchObject({
      events: keys.map((key) => ({ type: `KEY.${key}` })),
    });
  });

  it('takes a digit for no item where there is none, or no menu', () => {
    for (const view of [VIEWS.field, VIEWS.menu]) {
      expect(meaningOf(typed('9'), { ...before, view })).toMatchObject({
        events: [{ type: 'KEY.CHARACTER', character: '9' }],
      });
    }
    const items = Array.from({ length: 12 }, (_, index) => ({ id: `${index}`, label: `${index}` }));
    const list = { ...MENU, items, selected: 9 };
    const view = { ...VIEWS.menu, screen: { kind: 'menu', list } } as const;
    expect(meaningOf(typed('0'), { ...before, view })).toMatchObject({ events: [{ type: 'KEY.ENTER' }] });
  });

  it('opens log and QR code from the status page only, and any key goes back', () => {
    const onStatus = { ...before, view: VIEWS.status };
    expect(meaningOf(typed('L'), onStatus)).toEqual({ kind: 'open', page: 'log' });
    expect(meaningOf(typed('q'), onStatus)).toEqual({ kind: 'open', page: 'qr' });
    expect(meaningOf(typed('x'), onStatus)).toMatchObject({ kind: 'keys' });
    expect(meaningOf(typed('l'), { ...before, view: VIEWS.field })).toMatchObject({ kind: 'keys' });
    expect(meaningOf(typed('l'), { ...before, view: null })).toMatchObject({ kind: 'keys' });
    expect(meaningOf(enter, { ...onStatus, isOwnPage: true })).toEqual({ kind: 'close' });
  });
});
