import { describe, expect, it } from 'vitest';
import type { KeyEvent } from '../../../../menus/keys.ts';
import { answers, askedOf } from '../../../../menus/views/asked.ts';
import { message } from '../../../../menus/words/messages.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { Operator } from '../../../support/operator.ts';

const ENTER: KeyEvent = { type: 'KEY.ENTER' };
const DOWN: KeyEvent = { type: 'KEY.DOWN' };

const TO_REBOOT = 'ENTER DOWNx2 ENTER';
/** IPv6 has no fields: its wizard asks at once. */
const TO_IPV6 = 'ENTER ENTER DOWNx3 ENTER';

const ipv6 = () => testAppliance({ features: { ipv6: true, vlan: true }, hasWan: true });

function asked(operator: Operator) {
  return askedOf(operator.snapshot);
}

describe('what a screen asks that a key answers for good', () => {
  it('is nothing on the status pages and in the menus', () => {
    const operator = new Operator();
    expect(asked(operator)).toBeNull();
    expect(asked(operator.press('ENTER'))).toBeNull();
  });

  it('is a question whose harmless answer needs no care, and whose other answer does', () => {
    const operator = new Operator();
    const no = asked(operator.press(TO_REBOOT));
    const yes = asked(operator.press('DOWN'));
    expect(no).toEqual({ question: 'reboot', answer: 'no', answeredBy: 'none' });
    expect(yes).toEqual({ question: 'reboot', answer: 'yes', answeredBy: 'enter' });
    expect(no && answers(no, ENTER)).toBe(false);
    expect(yes && answers(yes, ENTER)).toBe(true);
    expect(yes && answers(yes, DOWN)).toBe(false);
  });

  it('is nothing while the idle notice covers the question', () => {
    const operator = new Operator();
    operator.press(TO_REBOOT).waits(160);
    expect(asked(operator)).toBeNull();
  });

  it('is whether to keep a change, once ENTER keeps it, and then its outcome', () => {
    const operator = new Operator({ appliance: ipv6() });
    operator.press(TO_IPV6);
    // APPLY changes nothing for good.
    expect(asked(operator)).toBeNull();
    operator.press('ENTER').receives({ type: 'CHANGE.VERIFIED', checks: [], remaining_s: 120 });
    expect(asked(operator)).toEqual({ question: 'keep', answer: '', answeredBy: 'none' });
    operator.waits(1);
    expect(asked(operator)).toEqual({ question: 'keep', answer: '', answeredBy: 'enter' });
    operator.receives({ type: 'CHANGE.KEPT' });
    const kept = asked(operator);
    expect(kept).toMatchObject({ question: 'outcome' });
    expect(kept && answers(kept, DOWN)).toBe(true);
  });

  it('is the outcome of a change that was undone, but not why an item cannot be opened', () => {
    const operator = new Operator({ appliance: ipv6() });
    operator
      .press(`${TO_IPV6} ENTER`)
      .receives({ type: 'CHANGE.ROLLED_BACK', reason: message('not-confirmed'), restored: true });
    expect(asked(operator)).toMatchObject({ question: 'outcome' });
    const refused = new Operator({
      appliance: testAppliance({ update: { state: 'running', percent: null, message: '' } }),
    });
    expect(asked(refused.press(TO_REBOOT))).toBeNull();
  });

  it('is each notice by itself', () => {
    const notice = (id: number) =>
      testAppliance({ notices: [{ id, severity: 'fault', message: message('settings-lost') }] });
    const operator = new Operator({ appliance: notice(7) });
    expect(asked(operator)).toEqual({ question: 'notice 7', answer: '', answeredBy: 'any' });
    expect(asked(operator.changes(notice(8)))).toMatchObject({ question: 'notice 8' });
  });
});
