import { describe, expect, it } from 'vitest';
import type { Check } from '../../../../menus/appliance.ts';
import type { CheckName } from '../../../../menus/network-status.ts';
import { type Message, message } from '../../../../menus/words/messages.ts';
import type { Operator, OperatorOptions } from '../../../support/operator.ts';
import { open as openItem } from '../setup-network/hands.ts';

const passed = (name: CheckName): Check => ({ name, result: 'ok', problem: null, log: '' });
const skipped = (name: CheckName): Check => ({ ...passed(name), result: 'skipped' });
const failed = (name: CheckName, problem: Message): Check => ({ name, result: 'failed', problem, log: '' });
const gateway = failed('gateway', message('gateway-silent', { gateway: '192.168.1.1' }));
const dns = failed('dns', message('dns-silent', { servers: ['9.9.9.9', '1.1.1.1'] }));

const open = (options: OperatorOptions = {}): Operator => openItem('TEST NETWORK', options);

describe('TEST NETWORK', () => {
  it('shows each check as it is known', () => {
    const operator = open();
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK', 'TESTING...']);
    operator.receives({ type: 'TEST.CHECK', check: passed('link') });
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK     1/1', 'LINK OK']);
    expect(operator.rows[3]).toBe('TESTING...');
    operator.receives({ type: 'TEST.CHECK', check: gateway });
    expect(operator.rows.slice(0, 3)).toEqual(['TEST NETWORK     2/2', 'GATEWAY FAILED', 'NO REPLY FROM GW']);
    expect(operator.press('UP').text).toContain('LINK OK');
  });

  it('ends at the first that failed, and turns through all', () => {
    const operator = open().receives(
      { type: 'TEST.CHECK', check: passed('link') },
      { type: 'TEST.CHECK', check: dns },
      { type: 'TEST.CHECK', check: skipped('platform') },
      { type: 'TEST.DONE' },
    );
    expect(operator.text).toBe('TEST NETWORK 2/3 DNS FAILED DNS NO REPLY 9.9.9.9');
    expect(operator.press('DOWN').text).toBe('TEST NETWORK 3/3 PLATFORM SKIPPED ↕ MORE ↵ BACK');
    expect(operator.press('DOWN').rows.slice(0, 2)).toEqual(['TEST NETWORK', '1 CHECK FAILED']);
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('says that all is well', () => {
    const operator = open().receives({ type: 'TEST.CHECK', check: passed('link') }, { type: 'TEST.DONE' });
    expect(operator.rows.slice(0, 2)).toEqual(['TEST NETWORK', 'ALL CHECKS OK']);
  });

  it.each(['EXIT', 'LEFT'])('is stopped by %s', (key) => {
    const operator = open().press(key);
    expect(operator.view.screen.kind).toBe('menu');
    expect(operator.asked).toEqual(['testNetwork', 'testNetwork ended']);
  });

  it('starts anew each time', () => {
    const operator = open().receives({ type: 'TEST.CHECK', check: passed('link') }, { type: 'TEST.DONE' });
    expect(operator.press('ENTER ENTER').text).toContain('TESTING...');
  });

  it('changes nothing', () => {
    expect(open().receives({ type: 'TEST.DONE' }).press('ENTER').applied).toEqual([]);
  });
});
