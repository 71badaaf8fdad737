import { describe, expect, it } from 'vitest';
import type { Check } from '../../../../menus/appliance.ts';
import type { ChangeEvent } from '../../../../menus/effects.ts';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { ip6, linkStatus, staticAppliance, staticIpv4, testAppliance } from '../../../support/appliance.ts';
import { CONSOLE, FIVE_KEYS, FOUR_KEYS, Operator, type OperatorOptions } from '../../../support/operator.ts';

const fine: Check = { name: 'link', result: 'ok', problem: null, log: '' };
const silent: Check = {
  name: 'gateway',
  result: 'failed',
  problem: message('gateway-silent', { gateway: '192.168.1.1' }),
  log: '',
};
const rollingBack = (percent: number): ChangeEvent => ({
  type: 'CHANGE.PROGRESS',
  phase: 'rolling-back',
  percent,
  step: message('step-undo'),
});

/** USE DHCP is the shortest way to a change. */
function applying(options: OperatorOptions = {}): Operator {
  return new Operator({ appliance: staticAppliance(), ...options }).press('ENTER ENTER DOWN ENTERx2');
}
/** The question has just come up. */
function unread(options: OperatorOptions = {}, checks: readonly Check[] = [fine]): Operator {
  return applying(options).receives({ type: 'CHANGE.VERIFIED', checks, remaining_s: 120 });
}
/** It has been up for long enough to be read. */
function waiting(options: OperatorOptions = {}, checks: readonly Check[] = [fine]): Operator {
  return unread(options, checks).waits(1);
}

describe('a change being applied', () => {
  it('is asked for by what the operator chose', () => {
    const operator = applying();
    expect(operator.applied).toHaveLength(1);
    expect(operator.applied[0]?.title).toBe('disableLan');
    expect(operator.applied[0]?.wanted.lan.ipv4).toEqual({ method: 'dhcp' });
  });

  it('shows how far it is', () => {
    const operator = applying();
    expect(operator.text).toContain('CHECKING 0%');
    operator.receives({
      type: 'CHANGE.PROGRESS',
      phase: 'applying',
      percent: 50,
      step: message('step-configure-lan'),
    });
    expect(operator.rows).toEqual(['APPLYING         50%', 'SET LAN', '', '██████████..........']);
    operator.receives({
      type: 'CHANGE.PROGRESS',
      phase: 'verifying',
      percent: 80,
      step: message('step-verify', { check: 'dns' }),
    });
    expect(operator.text).toContain('VERIFYING 80% DNS');
  });

  it('cannot be left by any key and never times out', () => {
    const operator = applying().press('EXIT LEFT ENTER UP DOWN RIGHT').waits(10_000);
    expect(operator.text).toContain('CHECKING');
    expect(operator.clock.pendingCount).toBe(0);
  });

  it('that is refused says why', () => {
    const operator = applying().receives({ type: 'CHANGE.REFUSED', reason: message('change-running') });
    expect(operator.rows).toEqual(['NOT CHANGED:', 'ANOTHER CHANGE', 'IS RUNNING', 'PRESS A KEY']);
    expect(operator.press('ENTER').text).toContain(en.glass.items.disableLan);
  });
});

describe('a change that cannot have been read yet', () => {
  it('is not kept by a second ENTER meant for APPLY, and does not offer ENTER yet', () => {
    const operator = unread().press('ENTER');
    expect(operator.answers).toEqual([]);
    expect(operator.rows).toEqual(['KEEP THESE SETTINGS?', 'ALL CHECKS OK', 'UNDO IN 120 S', 'EXIT: UNDO']);
  });

  it('says on a console that the answer has to wait', () => {
    expect(unread({ audience: CONSOLE }).view.tip).toBe(en.console.tips.keepSoon);
    expect(waiting({ audience: CONSOLE }).view.tip).toBe(en.console.tips.keep);
  });

  it('offers ENTER where it then stays', () => {
    const operator = unread({}, [silent]);
    expect(operator.rows[3]).toBe('EXIT: UNDO');
    expect(operator.waits(1).rows[3]).toBe('↵ KEEP EXIT: UNDO');
    const small = unread({ geometry: GEOMETRY_16X2 });
    expect(small.rows).toEqual(['KEEP?        120', 'EXIT: UNDO']);
    expect(small.press('DOWNx2').rows[0]).toBe('120    EXIT UNDO');
    expect(small.waits(1).rows[0]).toBe('KEEP? 120 ↵/EXIT');
  });

  it('waits for a moment without ENTER, however often a hasty hand presses it', () => {
    const operator = unread().waits(0.6).press('ENTER').waits(0.6).press('ENTER').waits(0.9);
    expect(operator.answers).toEqual([]);
    expect(operator.waits(0.1).press('ENTER').answers).toEqual(['CHANGE.KEEP']);
  });

  it('lets the reader turn to the checks meanwhile, which costs no time', () => {
    const operator = unread().waits(0.5).press('DOWN');
    expect(operator.rows[0]).toBe('LINK OK        120 ↕');
    expect(operator.waits(0.5).press('ENTER').answers).toEqual(['CHANGE.KEEP']);
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('is undone by %s at once: that is safe', (key, keys) => {
    const operator = unread(keys === undefined ? {} : { keys }).press(key);
    expect(operator.answers).toEqual(['CHANGE.ROLL_BACK']);
  });

  it('may be rolled back before it is read', () => {
    const operator = unread().receives(rollingBack(0));
    expect(operator.waits(2).text).toContain('UNDOING');
  });
});

describe('a change waiting to be kept', () => {
  it('counts down and says which keys answer', () => {
    const operator = waiting();
    expect(operator.rows).toEqual([
      'KEEP THESE SETTINGS?',
      'ALL CHECKS OK',
      'UNDO IN 120 S',
      '↵ KEEP EXIT: UNDO',
    ]);
    operator.receives({ type: 'CHANGE.COUNTDOWN', remaining_s: 118 });
    expect(operator.rows[2]).toBe('UNDO IN 118 S');
  });

  it('starts at the first check that failed, and turns through all', () => {
    const operator = waiting({}, [fine, silent]);
    expect(operator.rows).toEqual([
      'GATEWAY FAILED 120 ↕',
      'NO REPLY FROM GW',
      '192.168.1.1',
      '↵ KEEP EXIT: UNDO',
    ]);
    expect(operator.press('DOWN').rows.slice(1, 3)).toEqual(['1 CHECK FAILED', 'UNDO IN 120 S']);
    expect(operator.press('DOWN').rows[0]).toBe('LINK OK        120 ↕');
    expect(operator.press('UPx2').rows[0]).toBe('GATEWAY FAILED 120 ↕');
  });

  it('turns through every row of a failed check on 16x2', () => {
    const operator = waiting({ geometry: GEOMETRY_16X2 }, [silent]);
    const rows = [operator.rows[1], operator.press('DOWN').rows[1], operator.press('DOWN').rows[1]];
    expect(rows).toEqual(['GATEWAY FAILED', 'NO REPLY FROM GW', '192.168.1.1']);
    expect(operator.press('DOWN').rows).toEqual(['KEEP?        120', '↵KEEP EXIT UNDO']);
    expect(operator.press('DOWN').rows).toEqual(['KEEP?        120', '1 CHECK FAILED']);
  });

  it('ENTER keeps', () => {
    const operator = waiting().press('ENTER');
    expect(operator.answers).toEqual(['CHANGE.KEEP']);
    expect(operator.text).toBe('SAVING');
    operator.receives({ type: 'CHANGE.KEPT' });
    expect(operator.text).toBe('KEPT PRESS A KEY');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('a held ENTER does not keep', () => {
    const operator = waiting();
    operator.send({ type: 'KEY.ENTER', repeat: true });
    expect(operator.answers).toEqual([]);
  });

  it.each([
    ['EXIT', undefined, 'EXIT: UNDO'],
    ['EXIT', FOUR_KEYS, 'EXIT: UNDO'],
    ['LEFT', FIVE_KEYS, 'LEFT: UNDO'],
  ] as const)('%s rolls back', (key, keys, hint) => {
    const operator = waiting(keys === undefined ? {} : { keys });
    expect(operator.frame().rows.join(' ')).toContain(hint);
    operator.press(key);
    expect(operator.answers).toEqual(['CHANGE.ROLL_BACK']);
    operator.receives(rollingBack(10));
    expect(operator.text).toContain('UNDOING 10%');
    operator.receives({ type: 'CHANGE.ROLLED_BACK', reason: message('undone-by-operator'), restored: true });
    expect(operator.text).toBe('CHANGE UNDONE: AT YOUR REQUEST PRESS A KEY');
  });

  it('LEFT does not roll back where there is an EXIT key', () => {
    expect(waiting().press('LEFT').answers).toEqual([]);
  });

  it('does not time out by the idle rule', () => {
    const operator = waiting().waits(10_000);
    expect(operator.view.screen.kind).toBe('countdown');
  });

  it('rolls back by silence, and the reason stays until a key', () => {
    const operator = waiting().receives(rollingBack(0), {
      type: 'CHANGE.ROLLED_BACK',
      reason: message('not-confirmed'),
      restored: true,
    });
    operator.waits(100_000);
    expect(operator.text).toBe('CHANGE UNDONE: NOT CONFIRMED IN TIME PRESS A KEY');
    expect(operator.press('DOWN').text).toContain(en.glass.items.disableLan);
  });

  it('says so when keeping came too late', () => {
    const operator = waiting().press('ENTER').receives(rollingBack(0));
    expect(operator.text).toContain('UNDOING');
  });

  it('has words of its own when the old settings are not back', () => {
    const operator = waiting().receives({
      type: 'CHANGE.ROLLED_BACK',
      reason: message('not-restored', { found: { role: { kind: 'lan' }, part: 'address', inForce: '' } }),
      restored: false,
    });
    expect(operator.text).toBe('NOT RESTORED: LAN ADDRESS NONE RUN TEST NETWORK PRESS A KEY');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });
});

describe('what a change ends with', () => {
  it('is not seen without the PIN: left too long, the panel is locked', async () => {
    const operator = new Operator({ appliance: staticAppliance({ pinSet: true }) })
      .press('ENTER')
      .type('4711');
    await operator.press('ENTER').settled();
    operator.press('ENTER DOWN ENTERx2').receives({ type: 'CHANGE.KEPT' });
    expect(operator.text).toContain('KEPT');
    operator.waits(180);
    expect(operator.text).toContain('KEPT');
    expect(operator.press('ENTER').view.screen.kind).toBe('status');
    expect(operator.press('ENTER').text).toContain('ENTER PIN');
  });

  const routed = testAppliance({
    network: {
      lan: linkStatus({
        ipv6: [
          { address: ip6('fe80::1'), prefixLength: 64, origin: 'link-local' },
          { address: ip6('2001:db8::5'), prefixLength: 64, origin: 'router-advertisement' },
        ],
      }),
    },
  });
  const enabled = (options: OperatorOptions = {}) =>
    new Operator(options).press('ENTER ENTER DOWNx3 ENTERx2');

  it('of IPv6 is the address got', () => {
    const operator = enabled();
    expect(operator.applied[0]?.wanted.lan.ipv6).toBe(true);
    operator.changes(routed).receives({ type: 'CHANGE.KEPT' });
    expect(operator.rows).toEqual(['KEPT', '2001:DB8::5/64', '', 'PRESS A KEY']);
  });

  it('of IPv6 is the address as people write it on a console', () => {
    const { screen } = enabled({ audience: CONSOLE }).changes(routed).receives({ type: 'CHANGE.KEPT' }).view;
    expect(screen.kind === 'message' && screen.lines).toEqual([en.console.headlines.kept, '2001:db8::5/64']);
  });

  it('of IPv6 is that no router was found', () => {
    const operator = enabled().receives({ type: 'CHANGE.KEPT' });
    expect(operator.text).toBe('KEPT NO IPV6 ROUTER FOUND PRESS A KEY');
  });

  it('of another change while IPv6 is on says nothing of it', () => {
    const appliance = staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: true } } });
    expect(waiting({ appliance }).receives({ type: 'CHANGE.KEPT' }).text).toBe('KEPT PRESS A KEY');
  });
});
