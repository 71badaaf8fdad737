/** What can happen on a screen: keys, what the appliance reports, time. */
import type { Check } from '../../../../menus/appliance.ts';
import type { ChangeEvent, TestEvent } from '../../../../menus/effects.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { message } from '../../../../menus/words/messages.ts';
import { vlanId } from '../../../support/appliance.ts';
import type { Operator } from '../../../support/operator.ts';

const checks: readonly Check[] = [
  { name: 'platform', result: 'skipped', problem: null, log: '' },
  {
    name: 'gateway',
    result: 'failed',
    problem: message('gateway-silent', { gateway: '255.255.255.255' }),
    log: '',
  },
];
const MISMATCH = {
  role: { kind: 'vlan', id: vlanId(4094) },
  part: 'address',
  inForce: '255.255.255.255',
} as const;
const REPORTS: readonly (ChangeEvent | TestEvent)[] = [
  { type: 'CHANGE.PROGRESS', phase: 'applying', percent: 100, step: message('step-check-before') },
  { type: 'CHANGE.VERIFIED', checks, remaining_s: 120 },
  { type: 'CHANGE.KEPT' },
  { type: 'CHANGE.ROLLED_BACK', reason: message('not-in-force', MISMATCH), restored: true },
  { type: 'CHANGE.ROLLED_BACK', reason: message('not-restored', { found: MISMATCH }), restored: false },
  { type: 'CHANGE.REFUSED', reason: message('still-starting') },
  ...checks.map((check) => ({ type: 'TEST.CHECK', check }) as const),
  { type: 'TEST.DONE' },
];

/** A step of a walk: a key, something the appliance reports, a moment of reading, or the idle notice coming up. */
export type Move = PanelKey | 'PIN' | 'MOMENT' | 'NOTICE' | number;

/** Makes a move; `look` sees what shows at once and what shows once effects have ended. */
export async function make(
  operator: Operator,
  move: Move,
  look: (operator: Operator) => void,
): Promise<void> {
  if (typeof move === 'number') {
    const event = REPORTS[move];
    if (event) {
      operator.receives(event);
    }
  } else if (move === 'PIN') {
    operator.type('4711').press('ENTER');
  } else if (move === 'MOMENT') {
    operator.waits(1);
  } else if (move === 'NOTICE') {
    operator.waits(575);
  } else {
    operator.press(move);
  }
  look(operator);
  await operator.settled();
  look(operator);
}

/** Moves that make sense on this screen. */
export function movesAt(operator: Operator, keys: readonly PanelKey[]): readonly Move[] {
  const value = JSON.stringify(operator.snapshot.value);
  // What was entered stays outside the wizards too: that is as if it had not been, and would double every place.
  if (operator.isDraftKept && !/"wizards"|"chang/.test(value)) return [];
  const events = [...REPORTS.keys()].filter((index) => {
    const type = REPORTS[index]?.type ?? '';
    const isEnough = type === 'TEST.CHECK' && operator.snapshot.context.checks.length >= checks.length;
    const subject = value.includes('"changing"') ? 'CHANGE' : value.includes('"test"') ? 'TEST' : 'nothing';
    return type.startsWith(subject) && !isEnough;
  });
  const typed: readonly Move[] = /"gate"|"newPin"|"pinToChange"|"pinToClear"/.test(value) ? ['PIN'] : [];
  const { kind } = operator.view.screen;
  const idles: readonly Move[] =
    kind === 'menu' || kind === 'field' || kind === 'proposal'
      ? ['NOTICE']
      : kind === 'countdown'
        ? ['MOMENT']
        : [];
  return [...keys, ...typed, ...events, ...idles];
}
