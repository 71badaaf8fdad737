import { describe, expect, it } from 'vitest';
import { fieldWays } from '../../../../menus/screens/ways.ts';
import { en } from '../../../../menus/words/en.ts';
import { CONSOLE, FIVE_KEYS, FOUR_KEYS, Operator } from '../../../support/operator.ts';

/** The field of the LAN wizard's address. */
const inField = (operator: Operator): Operator => operator.press('ENTERx3 DOWN ENTER');

describe('what leads out of a field', () => {
  it('is ENTER, where the hint of the editor does not speak of it, and EXIT', () => {
    expect(inField(new Operator()).rows.slice(2)).toEqual(['↕ DIGIT ←→ MOVE', '↵ NEXT  EXIT: BACK']);
    const netmask = new Operator().press('ENTERx3 DOWNx2 ENTER');
    expect(netmask.rows.slice(2)).toEqual(['↕ NETMASK ↵ OK', 'EXIT: BACK']);
  });

  it('is EXIT alone on four keys, where ENTER steps', () => {
    expect(inField(new Operator({ keys: FOUR_KEYS })).rows.slice(2)).toEqual([
      '↕ DIGIT ↵ NEXT',
      'EXIT: BACK',
    ]);
  });

  it('without EXIT is LEFT, named only where the cursor stands at the first character', () => {
    const operator = inField(new Operator({ keys: FIVE_KEYS }));
    expect(operator.rows[3]).toBe('↵ NEXT  LEFT: BACK');
    expect(operator.press('RIGHT').rows[3]).toBe('↵ NEXT');
  });

  it('is said in sentences on a console', () => {
    const { screen } = inField(new Operator({ audience: CONSOLE })).view;
    expect(screen).toMatchObject({ kind: 'field', ways: 'Enter: next field. Esc: back to the list.' });
  });

  it('is that ENTER ends the entry where nothing follows, and gives up where nothing is kept', () => {
    const field = { hint: 'textMove', cursor: 0, goesOn: false, leads: 'out' } as const;
    expect(fieldWays(en.glass, { ...field, keys: new Set(FOUR_KEYS) })).toBe('↵ OK  EXIT: CANCEL');
    expect(fieldWays(en.glass, { ...field, keys: new Set(FIVE_KEYS) })).toBe('↵ OK  LEFT: CANCEL');
  });
});
