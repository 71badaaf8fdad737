import { describe, expect, it } from 'vitest';
import { en } from '../../../../menus/words/en.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { FIVE_KEYS, Operator } from '../../../support/operator.ts';
import { open } from '../setup-network/hands.ts';

const isStatus = (operator: Operator): boolean => operator.view.screen.kind === 'status';

describe('the idle rule', () => {
  it('goes back to STATUS after 3 minutes in a menu, with 30 s notice', () => {
    const operator = new Operator().press('ENTER DOWN').waits(149.9);
    expect(operator.view.leavingIn_s).toBeNull();
    operator.waits(0.1);
    expect(operator.view.leavingIn_s).toBe(30);
    expect(operator.text).toBe('CLOSING IN 30 S ANY KEY TO STAY');
    operator.waits(29);
    expect(operator.view.leavingIn_s).toBe(1);
    operator.waits(1);
    expect(isStatus(operator)).toBe(true);
    expect(operator.view.leavingIn_s).toBeNull();
  });

  it('goes back after 10 minutes in an edit, having changed nothing', () => {
    const operator = new Operator().press('ENTERx3 DOWN ENTER UPx3').waits(569);
    expect(operator.view.leavingIn_s).toBeNull();
    operator.waits(1);
    expect(operator.view.leavingIn_s).toBe(30);
    operator.waits(30);
    expect(isStatus(operator)).toBe(true);
    expect(operator.applied).toEqual([]);
    expect(operator.clock.pendingCount).toBe(0);
  });

  it('starts anew with each key', () => {
    const operator = new Operator().press('ENTER').waits(149).press('DOWN').waits(149);
    expect(operator.view.leavingIn_s).toBeNull();
    expect(operator.text).toContain('PANEL SETTINGS');
  });

  it.each(['ENTER', 'DOWN', 'EXIT'])('%s ends the notice and does nothing else', (key) => {
    const operator = new Operator().press('ENTER DOWN').waits(160).press(key);
    expect(operator.view.leavingIn_s).toBeNull();
    expect(operator.text).toContain('PANEL SETTINGS');
    operator.waits(149);
    expect(operator.text).toContain('PANEL SETTINGS');
    operator.press('UP');
    expect(operator.text).toContain('SETUP NETWORK');
  });

  it('ends the notice of an edit the same way', () => {
    const operator = new Operator().press('ENTERx3 DOWN ENTER').waits(580).press('UP');
    expect(operator.rows[1]).toBe('192.168.001.077');
  });

  it('gives shorter notice where the time is shorter', () => {
    const operator = new Operator({ idle: { menu_s: 10, edit_s: 10 } }).press('ENTER').waits(1);
    expect(operator.view.leavingIn_s).toBe(9);
    operator.waits(9);
    expect(isStatus(operator)).toBe(true);
  });

  it('can be off', () => {
    const operator = new Operator({ idle: { menu_s: null, edit_s: null } }).press('ENTER').waits(100_000);
    expect(operator.text).toContain('SETUP NETWORK');
    operator.press('ENTER ENTER').waits(100_000);
    expect(operator.text).toContain('APPLY');
    expect(operator.clock.pendingCount).toBe(0);
  });

  it('sets no timer on the status pages', () => {
    expect(new Operator().press('DOWNx3').clock.pendingCount).toBe(0);
  });

  it('locks where a PIN is set', async () => {
    const operator = new Operator({ appliance: testAppliance({ pinSet: true }) }).press('ENTER').type('4711');
    await operator.press('ENTER').settled();
    operator.waits(180);
    expect(isStatus(operator)).toBe(true);
    expect(operator.press('ENTER').text).toContain('ENTER PIN');
  });

  it('stops a network test it leaves', () => {
    const operator = open('TEST NETWORK');
    expect(operator.asked).toEqual(['testNetwork']);
    operator.waits(180);
    expect(operator.asked).toEqual(['testNetwork', 'testNetwork ended']);
  });
});

describe('a held key', () => {
  it('ENTER opens nothing by being held', () => {
    expect(new Operator().hold('ENTER', 20).view.menu?.title).toBe(en.glass.titles.main);
  });

  it('EXIT leaves one level, however long it is held', () => {
    const operator = new Operator().press('ENTER ENTER').hold('EXIT', 20);
    expect(operator.view.menu?.title).toBe(en.glass.titles.main);
  });

  it('LEFT in place of EXIT leaves one level', () => {
    const operator = new Operator({ keys: FIVE_KEYS }).press('ENTER ENTER').hold('LEFT', 20);
    expect(operator.view.menu?.title).toBe(en.glass.titles.main);
  });

  it('DOWN goes on through a menu', () => {
    const operator = new Operator().press('ENTER').hold('DOWN', 3);
    expect(operator.text).toContain('VERSION INFO');
  });

  it('LEFT does not quit a wizard', () => {
    const operator = new Operator().press('ENTER ENTER ENTER');
    operator.send({ type: 'KEY.LEFT', repeat: true });
    expect(operator.view.screen.kind).toBe('proposal');
  });

  it('does not end a message', () => {
    const operator = new Operator().press('ENTER ENTER DOWNx2 ENTER');
    operator.send({ type: 'KEY.DOWN', repeat: true });
    expect(operator.text).toContain('VLAN NEEDS A');
  });
});

describe('a session started after a fault', () => {
  it('says so until a key, then shows the status', () => {
    const operator = new Operator({ startedAfterFault: true });
    expect(operator.text).toBe('PANEL RESTARTED AFTER A FAULT PRESS A KEY');
    expect(isStatus(operator.press('DOWN'))).toBe(true);
  });
});
