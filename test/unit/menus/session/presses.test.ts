import { describe, expect, it } from 'vitest';
import { isHeldCommand, keyOf, leavesByLeft, pressOf } from '../../../../menus/state/presses.ts';

const SIX = new Set(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT'] as const);
const FIVE = new Set(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER'] as const);

describe('a press', () => {
  it('carries the key it was made from', () => {
    const key = { type: 'KEY.CHARACTER', character: '7' } as const;
    expect(pressOf(key)).toEqual({ type: 'PRESS.CHARACTER', key });
    expect(keyOf(pressOf(key))).toBe(key);
    expect(keyOf(key)).toBe(key);
  });

  it('is made from keys only', () => {
    expect(() => keyOf({ type: 'IDLE' })).toThrow('IDLE is no key');
  });

  it('of a held ENTER or EXIT is no command, of a held arrow it is', () => {
    expect(isHeldCommand({ type: 'KEY.ENTER', repeat: true })).toBe(true);
    expect(isHeldCommand({ type: 'KEY.EXIT', repeat: true })).toBe(true);
    expect(isHeldCommand({ type: 'KEY.DOWN', repeat: true })).toBe(false);
    expect(isHeldCommand({ type: 'KEY.ENTER' })).toBe(false);
  });

  it('of LEFT leaves where there is no EXIT, unless it is held', () => {
    expect(leavesByLeft({ type: 'KEY.LEFT' }, FIVE)).toBe(true);
    expect(leavesByLeft({ type: 'KEY.LEFT' }, SIX)).toBe(false);
    expect(leavesByLeft({ type: 'KEY.LEFT', repeat: true }, FIVE)).toBe(false);
    expect(leavesByLeft({ type: 'KEY.UP' }, FIVE)).toBe(false);
  });
});
