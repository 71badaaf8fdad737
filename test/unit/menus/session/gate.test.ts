import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { FIVE_KEYS, FOUR_KEYS, Operator, type OperatorOptions } from '../../../support/operator.ts';

const locked = (options: OperatorOptions = {}): Operator =>
  new Operator({ appliance: testAppliance({ pinSet: true }), ...options });

const wrong = (retryAfter_s: number) => ({
  verifyPin: async () => ({ ok: false, retryAfter_s, tries: 2 }) as const,
});

describe('the PIN before the menu', () => {
  it('is asked for, masked, and lets in', async () => {
    const operator = locked().press('ENTER').type('4711');
    expect(operator.rows.slice(0, 2)).toEqual(['ENTER PIN', '****']);
    await operator.press('ENTER').settled();
    expect(operator.asked).toEqual(['verifyPin 4711']);
    expect(operator.text).toContain('SETUP NETWORK');
  });

  it('shows that it is being checked', () => {
    expect(locked().press('ENTER').type('4711').press('ENTER').text).toBe('CHECKING PIN');
  });

  it('is entered with the four keys of a panel without LEFT and RIGHT', async () => {
    const operator = locked({ keys: FOUR_KEYS }).press('ENTER');
    operator.press('UPx5 ENTER UPx8 ENTER UPx2 ENTER UPx2 ENTER');
    await operator.press('ENTER').settled();
    expect(operator.asked).toEqual(['verifyPin 4711']);
    expect(operator.text).toContain('SETUP NETWORK');
  });

  it('refuses what is no PIN without asking', () => {
    const operator = locked().press('ENTER').type('12').press('ENTER');
    expect(operator.text).toContain('PIN MUST BE 4 TO 8 DIGITS');
    expect(operator.asked).toEqual([]);
    expect(operator.type('3').text).not.toContain('PIN MUST BE');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('is left with %s', (key, keys) => {
    const operator = locked(keys === undefined ? {} : { keys }).press(`ENTER ${key}`);
    expect(operator.view.screen.kind).toBe('status');
  });

  it('is not asked for again while the operator stays near', async () => {
    const operator = locked().press('ENTER').type('4711');
    await operator.press('ENTER').settled();
    operator.press('EXIT').waits(100).press('ENTER');
    expect(operator.text).toContain('SETUP NETWORK');
  });

  it('is asked for again some time after the menu was left', async () => {
    const operator = locked().press('ENTER').type('4711');
    await operator.press('ENTER').settled();
    operator.press('EXIT').waits(180).press('ENTER');
    expect(operator.text).toContain('ENTER PIN');
  });

  it('is asked for again at once where menus never time out', async () => {
    const operator = locked({ idle: { menu_s: null, edit_s: null } })
      .press('ENTER')
      .type('4711');
    await operator.press('ENTER').settled();
    operator.press('EXIT').waits(0).press('ENTER');
    expect(operator.text).toContain('ENTER PIN');
  });

  it('forgets the digits of an attempt that was left', () => {
    const operator = locked().press('ENTER').type('4711').press('EXIT ENTER');
    expect(operator.rows[1]).toBe('');
    expect(JSON.stringify(operator.press('EXIT').snapshot.context)).not.toContain('4711');
  });
});

describe('a PIN that is set, changed or cleared elsewhere', () => {
  const under = (pinGeneration: number) => testAppliance({ pinSet: true, pinGeneration });

  it('was ignored by who was in the menu: they are locked out at once', async () => {
    const operator = new Operator().press('ENTER DOWN ENTER');
    expect(operator.view.screen.kind).toBe('menu');
    operator.changes(under(1));
    expect(operator.view.screen.kind).toBe('status');
    expect(operator.press('ENTER').text).toContain('ENTER PIN');
  });

  it('locks out who was let in under the one before', async () => {
    const operator = locked().press('ENTER').type('4711');
    await operator.press('ENTER').settled();
    operator.press('ENTER').changes(under(1));
    expect(operator.view.screen.kind).toBe('status');
    expect(operator.press('ENTER').text).toContain('ENTER PIN');
  });

  it('leaves a running change to who began it, and locks them afterwards', async () => {
    const operator = new Operator({
      appliance: testAppliance({ features: { ipv6: true, vlan: true }, hasWan: true }),
    });
    operator.press('ENTER ENTER DOWNx3 ENTERx2');
    expect(operator.applied).toHaveLength(1);
    operator.receives({ type: 'CHANGE.VERIFIED', checks: [], remaining_s: 120 });
    operator.changes(under(1)).waits(1).press('ENTER');
    expect(operator.answers).toEqual(['CHANGE.KEEP']);
    operator.receives({ type: 'CHANGE.KEPT' }).press('ENTER');
    expect(operator.view.screen.kind).toBe('status');
  });

  it('does not disturb who only looks, or is asked for it already', () => {
    const operator = locked().press('ENTER').type('47').changes(under(1));
    expect(operator.rows.slice(0, 2)).toEqual(['ENTER PIN', '**']);
  });
});

describe('a wrong PIN', () => {
  it('may be entered again at once when nothing is said of waiting', async () => {
    const operator = locked({ effects: wrong(0) })
      .press('ENTER')
      .type('4712');
    await operator.press('ENTER').settled();
    expect(operator.text).toContain('WRONG PIN 2 TRIES LEFT');
    expect(operator.rows.slice(0, 2)).toEqual(['ENTER PIN', '']);
  });

  it('keeps the operator waiting, counting down, and then lets in the next attempt', async () => {
    const operator = locked({ effects: wrong(5), geometry: GEOMETRY_16X2 })
      .press('ENTER')
      .type('4712');
    await operator.press('ENTER').settled();
    expect(operator.rows).toEqual(['TOO MANY TRIES', 'WAIT 5 S']);
    expect(operator.frame(GEOMETRY_20X4).rows[3]).toContain('EXIT: CANCEL');
    operator.type('4').press('ENTER DOWN').waits(3);
    expect(operator.rows).toEqual(['TOO MANY TRIES', 'WAIT 2 S']);
    operator.waits(2);
    expect(operator.rows).toEqual(['ENTER PIN', '']);
    expect(operator.asked).toHaveLength(1);
    expect(operator.type('4').rows).toEqual(['ENTER PIN', '*']);
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('can be left with %s while waiting', async (key, keys) => {
    const operator = locked({ effects: wrong(60), ...(keys === undefined ? {} : { keys }) })
      .press('ENTER')
      .type('4712');
    await operator.press('ENTER').settled();
    expect(operator.press(key).view.screen.kind).toBe('status');
  });

  it('is not even asked for during the delay of an earlier one, at this panel or another', async () => {
    const operator = locked({ effects: { pinDelay_s: 3 }, geometry: GEOMETRY_16X2 }).press('ENTER');
    expect(operator.rows).toEqual(['TOO MANY TRIES', 'WAIT 3 S']);
    operator.type('4711').press('ENTER').waits(3);
    expect(operator.rows).toEqual(['ENTER PIN', '']);
    expect(operator.asked).toEqual([]);
    expect(operator.type('47').delaysPin(5).rows).toEqual(['TOO MANY TRIES', 'WAIT 5 S']);
    expect(operator.delaysPin(10).rows).toEqual(['TOO MANY TRIES', 'WAIT 10 S']);
    expect(operator.waits(10).rows).toEqual(['ENTER PIN', '']);
    await operator.type('4711').press('ENTER').settled();
    expect(operator.asked).toEqual(['verifyPin 4711']);
    expect(operator.view.screen.kind).toBe('menu');
  });

  it('that cannot be checked is said and leaves the menu closed', async () => {
    const operator = locked({ effects: { verifyPin: () => Promise.reject(new Error('disk')) } });
    await operator.press('ENTER').type('4711').press('ENTER').settled();
    expect(operator.text).toBe('PIN CANNOT BE CHECKED PRESS A KEY');
    expect(operator.press('ENTER').view.screen.kind).toBe('status');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('%s leaves while it is being checked', (key, keys) => {
    const operator = locked(keys === undefined ? {} : { keys })
      .press('ENTER')
      .type('4711')
      .press('ENTER');
    expect(operator.press(key).view.screen.kind).toBe('status');
  });
});
