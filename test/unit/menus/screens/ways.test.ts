import { describe, expect, it } from 'vitest';
import { fieldWays } from '../../../../menus/screens/ways.ts';
import { en } from '../../../../menus/words/en.ts';
import { CONSOLE, FIVE_KEYS, FOUR_KEYS, Operator } from '../../../support/operator.ts';

describe('what leads out of a field', () => {
  it('is ENTER, where the hint of the editor does not speak of it, and EXIT', () => {
    expect(new Operator().press('ENTERx4').rows.slice(2)).toEqual([
      '↕ DIGIT ←→ MOVE',
      '↵ NEXT  EXIT: CANCEL',
    ]);
    expect(new Operator().press('ENTERx5').rows.slice(2)).toEqual(['↕ NETMASK ↵ OK', 'EXIT: CANCEL']);
  });

  it('is EXIT alone on four keys, where ENTER steps', () => {
    const operator = new Operator({ keys: FOUR_KEYS }).press('ENTERx4');
    expect(operator.rows.slice(2)).toEqual(['↕ DIGIT ↵ NEXT', 'EXIT: CANCEL']);
  });

  it('without EXIT is LEFT, named only where the cursor stands at the first character', () => {
    const operator = new Operator({ keys: FIVE_KEYS }).press('ENTERx4');
    expect(operator.rows[3]).toBe('↵ NEXT  LEFT: CANCEL');
    expect(operator.press('RIGHT').rows[3]).toBe('↵ NEXT');
    expect(operator.press('ENTER').rows[3]).toBe('LEFT: BACK');
  });

  it('is said in sentences on a console', () => {
    const { screen } = new Operator({ audience: CONSOLE }).press('ENTERx4').view;
    expect(screen).toMatchObject({ kind: 'field', ways: 'Enter: next field. Esc: cancel.' });
  });

  it('is that ENTER ends the entry where nothing follows', () => {
    const field = { keys: new Set(FOUR_KEYS), hint: 'textMove', cursor: 0, hasFieldBefore: false } as const;
    expect(fieldWays(en.glass, { ...field, goesOn: false })).toBe('↵ OK  EXIT: CANCEL');
  });
});
