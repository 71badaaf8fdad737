import { describe, expect, it } from 'vitest';
import type { Check } from '../../../../menus/appliance.ts';
import { Operator } from '../../../support/operator.ts';

const check = (name: Check['name'], result: Check['result'], ...panel: string[]): Check => ({
  name,
  result,
  panel,
  log: '',
});
const open = (): Operator => new Operator().press('ENTER ENTER DOWNx5 ENTER');

describe('TEST NETWORK', () => {
  it('shows each check as it is known', () => {
    const operator = open();
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK', 'TESTING...']);
    operator.hears({ type: 'TEST.CHECK', check: check('link', 'ok') });
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK     1/1', 'LINK OK']);
    expect(operator.rows[3]).toBe('TESTING...');
    operator.hears({ type: 'TEST.CHECK', check: check('gateway', 'failed', 'GATEWAY SILENT') });
    expect(operator.rows.slice(0, 3)).toEqual(['TEST NETWORK     2/2', 'GATEWAY FAILED', 'GATEWAY SILENT']);
    expect(operator.press('UP').text).toContain('LINK OK');
  });

  it('ends at the first that failed, and turns through all', () => {
    const operator = open().hears(
      { type: 'TEST.CHECK', check: check('link', 'ok') },
      { type: 'TEST.CHECK', check: check('dns', 'failed', 'DNS SILENT', 'CHECK ADDRESS') },
      { type: 'TEST.CHECK', check: check('platform', 'skipped') },
      { type: 'TEST.DONE' },
    );
    expect(operator.text).toBe('TEST NETWORK 2/3 DNS FAILED DNS SILENT CHECK ADDRESS');
    expect(operator.press('DOWN').text).toBe('TEST NETWORK 3/3 PLATFORM SKIPPED ↕ TURN ↵ LEAVE');
    expect(operator.press('DOWN').rows.slice(0, 2)).toEqual(['TEST NETWORK', '1 CHECK FAILED']);
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('says that all is well', () => {
    const operator = open().hears({ type: 'TEST.CHECK', check: check('link', 'ok') }, { type: 'TEST.DONE' });
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK', 'ALL CHECKS OK']);
  });

  it.each(['EXIT', 'LEFT'])('is stopped by %s', (key) => {
    const operator = open().press(key);
    expect(operator.view.screen.kind).toBe('menu');
    expect(operator.asked).toEqual(['testNetwork', 'testNetwork ended']);
  });

  it('starts anew each time', () => {
    const operator = open().hears({ type: 'TEST.CHECK', check: check('link', 'ok') }, { type: 'TEST.DONE' });
    expect(operator.press('ENTER ENTER').text).toContain('TESTING...');
  });

  it('changes nothing', () => {
    expect(open().hears({ type: 'TEST.DONE' }).press('ENTER').applied).toEqual([]);
  });
});
