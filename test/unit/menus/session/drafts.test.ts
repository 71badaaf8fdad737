/** What was entered stays until it is discarded or kept, whatever happens meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appliance, Check } from '../../../../menus/appliance.ts';
import type { ChangeEvent } from '../../../../menus/effects.ts';
import { withoutSecrets } from '../../../../menus/state/drafts.ts';
import { en } from '../../../../menus/words/en.ts';
import { type Message, message } from '../../../../menus/words/messages.ts';
import { staticAppliance, testAppliance } from '../../../support/appliance.ts';
import { Operator } from '../../../support/operator.ts';
import { edit, list, open, selected } from '../setup-network/hands.ts';

const ENTERED = '192.168.1.20';
const rolledBack = (reason: Message): ChangeEvent => ({
  type: 'CHANGE.ROLLED_BACK',
  reason,
  restored: true,
});

/** A static LAN, entered and applied. */
function applied(): Operator {
  return edit(open('ENABLE STATIC IP ON LAN'), 'LAN IP ADDRESS').type(ENTERED).press('ENTERx2');
}
const address = (operator: Operator): string | undefined => list(operator)[0];
const KEPT = `LAN IP ADDRESS ${ENTERED}`;

describe('after a change that did not last', () => {
  it('everything entered is there again, and the field to blame is selected with its reason', () => {
    const inUse = message('address-in-use', { address: ENTERED, mac: '' });
    const operator = applied().receives(rolledBack(inUse)).press('ENTER');
    expect(selected(operator)).toBe('LAN IP ADDRESS');
    expect(operator.rows[0]).toBe('LAN IP ADDRESS   1/7');
    expect(operator.rows.slice(1)).toEqual([`→${ENTERED}`, 'ADDRESS IN USE', ENTERED]);
    expect(operator.press('ENTER').rows.slice(1)).toEqual(['192.168.001.020', 'ADDRESS IN USE', ENTERED]);
  });

  it('the blame goes with the value it is for', () => {
    const inUse = message('address-in-use', { address: ENTERED, mac: '' });
    const operator = applied().receives(rolledBack(inUse)).press('ENTERx3');
    expect(operator.text).not.toContain('ADDRESS IN USE');
    operator
      .type('192.168.1.21')
      .press('ENTERx2')
      .receives(rolledBack(message('not-confirmed')))
      .press('ENTER');
    expect(selected(operator)).toBe('APPLY');
    expect(address(operator)).toBe('LAN IP ADDRESS 192.168.1.21');
  });

  it('an operator who undoes it because of a check finds the field of that check selected', () => {
    const silent: Check = {
      name: 'gateway',
      result: 'failed',
      problem: message('gateway-silent', { gateway: '192.168.1.1' }),
      log: '',
    };
    const operator = applied()
      .receives({ type: 'CHANGE.VERIFIED', checks: [silent], remaining_s: 120 })
      .receives(rolledBack(message('undone-by-operator')))
      .press('ENTER');
    expect(selected(operator)).toBe('LAN GATEWAY');
    expect(operator.text).toContain('NO REPLY FROM GW');
  });

  it.each([
    ['not-verified', message('not-verified', { check: 'dns' }), 'LAN DNS 1'],
    ['subnets that overlap', message('subnets-overlap-lan-wan'), 'LAN NETMASK'],
    ['a proxy, of which LAN has no field', message('proxy-silent', { host: 'x', port: 1 }), 'APPLY'],
    ['a check of which LAN has no field', message('not-verified', { check: 'platform' }), 'APPLY'],
    ['nothing in particular', message('undone-by-operator'), 'APPLY'],
  ])('%s leads to the field it is about, if there is one', (_name, reason, row) => {
    expect(selected(applied().receives(rolledBack(reason)).press('ENTER'))).toBe(row);
  });

  it('because another change is running, it can be applied again at once', () => {
    const operator = applied().receives({ type: 'CHANGE.REFUSED', reason: message('change-running') });
    operator.press('ENTER');
    expect(address(operator)).toBe(KEPT);
    operator.press('ENTER');
    expect(operator.applied).toHaveLength(2);
  });

  it('nothing is left of a change that was kept', () => {
    const operator = applied().receives({ type: 'CHANGE.KEPT' }).press('ENTER');
    expect(operator.isDraftKept).toBe(false);
    expect(operator.view.screen.kind).toBe('menu');
  });

  it('one without entries goes back to the menu', () => {
    const operator = open('ENABLE IPV6 ON LAN')
      .press('ENTER')
      .receives(rolledBack(message('not-confirmed')));
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('it is not shown without the PIN', async () => {
    const operator = new Operator({ appliance: testAppliance({ pinSet: true }) }).press('ENTER').type('4711');
    await operator.press('ENTER').settled();
    edit(operator.press('ENTERx2'), 'LAN IP ADDRESS').type(ENTERED).press('ENTERx2');
    operator.receives(rolledBack(message('not-confirmed'))).waits(180);
    expect(operator.press('ENTER').view.screen.kind).toBe('status');
    await operator.press('ENTER').type('4711').press('ENTER').settled();
    expect(address(operator.press('ENTERx2'))).toBe(KEPT);
  });
});

describe('what was entered', () => {
  it('survives the idle rule', () => {
    const operator = edit(open('ENABLE STATIC IP ON LAN'), 'LAN IP ADDRESS').type(ENTERED).waits(600);
    expect(operator.view.screen.kind).toBe('status');
    expect(address(operator.press('ENTERx3'))).toBe(KEPT);
  });

  it('survives another operator changing the settings', () => {
    const operator = edit(open('ENABLE STATIC IP ON LAN'), 'LAN IP ADDRESS').type(ENTERED).press('ENTER');
    expect(address(operator.changes(staticAppliance()))).toBe(KEPT);
    expect(address(operator.press('EXITx2'))).toBe(KEPT);
  });

  it('is gone after YES to DISCARD CHANGES?, and only there', () => {
    const operator = edit(open('ENABLE STATIC IP ON LAN'), 'LAN IP ADDRESS').type(ENTERED);
    operator.press('EXITx2');
    expect(operator.text).toContain(en.glass.questions.discard);
    operator.press('DOWN ENTER');
    expect(operator.isDraftKept).toBe(false);
  });

  it('is handed to the next session of an operator whose console was lost, without the password', () => {
    const lost = open('ENABLE PROXY').type('proxy.example.com').press('ENTER');
    edit(lost, 'PROXY USER').type('scanner').press('ENTER');
    edit(lost, 'PROXY PASSWORD').type('secret').press('ENTER');
    const drafts = withoutSecrets(lost.snapshot.context.drafts);
    expect(JSON.stringify(drafts)).not.toContain('secret');
    // Handed on twice, it is still known that a password is missing.
    const operator = open('ENABLE PROXY', { drafts: withoutSecrets(drafts) });
    expect(list(operator)).toEqual([
      'PROXY HOST PROXY.EXAMPLE.COM',
      'PROXY PORT 443',
      'PROXY USER scanner',
      'PROXY PASSWORD NONE !',
    ]);
    expect(selected(operator)).toBe('PROXY PASSWORD');
  });
});

/** What can happen to an operator in the LAN wizard and around it, but for DISCARD and KEPT. */
const REPORTS: readonly ChangeEvent[] = [
  rolledBack(message('not-confirmed')),
  rolledBack(message('gateway-silent', { gateway: '192.168.1.1' })),
  { type: 'CHANGE.ROLLED_BACK', reason: message('not-restored', { found: null }), restored: false },
  { type: 'CHANGE.REFUSED', reason: message('change-running') },
  { type: 'CHANGE.VERIFIED', checks: [], remaining_s: 120 },
];
const APPLIANCES: readonly Appliance[] = [
  testAppliance(),
  staticAppliance(),
  testAppliance({ wanted: { wan: { method: 'dhcp' } } }),
];

type Happening = (operator: Operator) => void;

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT').map(
      (key): Happening =>
        (operator) => {
          operator.press(key);
        },
    ),
  },
  fc.constantFrom(...REPORTS).map(
    (event): Happening =>
      (operator) => {
        if (operator.view.screen.kind === 'progress' || operator.view.screen.kind === 'countdown')
          operator.receives(event);
      },
  ),
  fc.constantFrom(...APPLIANCES).map(
    (appliance): Happening =>
      (operator) => {
        operator.changes(appliance);
      },
  ),
  fc.constantFrom(1, 30, 180, 600).map(
    (seconds): Happening =>
      (operator) => {
        operator.waits(seconds);
      },
  ),
);

/** YES is about to be said to DISCARD CHANGES?. */
function isDiscarding({ view: { screen } }: Operator): boolean {
  return (
    screen.kind === 'confirmation' && screen.question === en.glass.questions.discard && screen.selected === 1
  );
}

/** The DNS server that was entered, wherever the operator is: as the wizard would open now. */
function offered(operator: Operator): string | undefined {
  return operator.snapshot.context.drafts.lan?.texts.dns2;
}

it('whatever happens, what was entered is still offered unless it was discarded or kept', () => {
  let survived = 0;
  const property = fc.property(fc.array(anyHappening, { minLength: 1, maxLength: 40 }), (happenings) => {
    const operator = edit(open('ENABLE STATIC IP ON LAN'), 'LAN DNS 2').type('9.9.9.9').press('ENTER');
    expect(offered(operator)).toBe('009.009.009.009');
    for (const happen of happenings) {
      const before = offered(operator);
      if (isDiscarding(operator)) break;
      const isEdited = operator.view.screen.kind === 'field' && operator.text.includes('LAN DNS 2');
      happen(operator);
      if (!isEdited) expect(offered(operator)).toBe(before);
      expect(operator.errors).toEqual([]);
      survived += 1;
    }
  });
  fc.assert(property, { numRuns: 150 });
  expect(survived).toBeGreaterThan(500);
});
