import { describe, expect, it } from 'vitest';
import { HeldKeys, LONGEST_HOLD_ms } from '../../../../drivers/keys/held-keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function heldKeys() {
  const clock = new SimulatedClock(0);
  const told: string[] = [];
  const keys = new HeldKeys(clock, ({ key, edge, at_ms }) => told.push(`${at_ms} ${key} ${edge}`));
  return { clock, told, keys };
}

describe('the keys of a panel that are down', () => {
  it('come in pairs', () => {
    const { keys, told } = heldKeys();
    keys.press('UP');
    keys.release('UP');
    expect(told).toEqual(['0 UP press', '0 UP release']);
  });

  it('are released before they are pressed again, when the release was lost', () => {
    const { keys, told } = heldKeys();
    keys.press('UP');
    keys.press('UP');
    expect(told).toEqual(['0 UP press', '0 UP release', '0 UP press']);
  });

  it('tell no release without a press', () => {
    const { keys, told } = heldKeys();
    keys.release('UP');
    expect(told).toEqual([]);
  });

  it('are released after the longest hold', () => {
    const { clock, keys, told } = heldKeys();
    keys.press('UP');
    clock.advance(2 * LONGEST_HOLD_ms);
    expect(told).toEqual(['0 UP press', `${LONGEST_HOLD_ms} UP release`]);
  });

  it('are released together when the panel is lost', () => {
    const { clock, keys, told } = heldKeys();
    keys.press('UP');
    keys.press('ENTER');
    keys.releaseAll();
    expect(told.slice(2)).toEqual(['0 UP release', '0 ENTER release']);
    expect(clock.pendingCount).toBe(0);
  });
});
