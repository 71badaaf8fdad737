import { describe, expect, it } from 'vitest';
import type { PanelKeys } from '../../../../menus/keys.ts';
import { fieldWays } from '../../../../menus/views/ways.ts';
import { FIVE_KEYS, FOUR_KEYS, Operator } from '../../../support/operator.ts';

const ways = (keys: PanelKeys, hint: string, cursor: number, hasFieldBefore: boolean): string =>
  fieldWays({ keys, hint, cursor, goesOn: true, hasFieldBefore });

describe('what leads out of a field', () => {
  it('is ENTER, where the hint of the editor does not tell of it, and EXIT', () => {
    expect(new Operator().press('ENTERx4').rows.slice(2)).toEqual([
      '↕ DIGIT ←→ MOVE',
      '↵ NEXT   EXIT: LEAVE',
    ]);
    expect(new Operator().press('ENTERx5').rows.slice(2)).toEqual(['↕ NETMASK ↵ OK', 'EXIT: LEAVE']);
  });

  it('is EXIT alone on four keys, where ENTER steps', () => {
    const operator = new Operator({ keys: FOUR_KEYS }).press('ENTERx4');
    expect(operator.rows.slice(2)).toEqual(['↕ DIGIT ↵ NEXT', 'EXIT: LEAVE']);
  });

  it('without EXIT is LEFT, told only where the cursor stands at the first character', () => {
    const operator = new Operator({ keys: FIVE_KEYS }).press('ENTERx4');
    expect(operator.rows[3]).toBe('↵ NEXT   LEFT: LEAVE');
    expect(operator.press('RIGHT').rows[3]).toBe('↵ NEXT');
    expect(operator.press('ENTER').rows[3]).toBe('LEFT: BACK');
  });

  it('fits twenty columns whatever it is', () => {
    for (const keys of [FIVE_KEYS, FOUR_KEYS]) {
      for (const hint of ['', '↵ OK']) {
        for (const hasFieldBefore of [true, false]) {
          expect(ways(new Set(keys), hint, 0, hasFieldBefore).length).toBeLessThanOrEqual(20);
        }
      }
    }
  });
});
