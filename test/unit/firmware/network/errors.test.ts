import { describe, expect, it } from 'vitest';
import { ADVICE } from '../../../../firmware/network/advice.ts';
import { duringStep, failureOf, NetworkFailure } from '../../../../firmware/network/errors.ts';
import { message } from '../../../../menus/words/messages.ts';

describe('network errors', () => {
  it.each(Object.entries(ADVICE))('%s comes with its cause and what to do', (_code, advice) => {
    for (const sentence of Object.values(advice)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('of a program that threw something else say what it was', () => {
    expect(failureOf(new Error('odd'))).toMatchObject({ code: 'apply-failed', message: 'odd' });
    expect(failureOf('odd')).toMatchObject({ code: 'apply-failed', message: 'odd' });
  });

  it('name the step they happened in, once, where their code has a place for it', () => {
    const lan = message('step-configure-lan');
    const late = new NetworkFailure(message('timed-out', { step: null }), 'late');
    expect(duringStep(late, lan).problem).toEqual(message('timed-out', { step: lan }));
    expect(duringStep(late, lan).message).toBe('late');
    expect(duringStep(late, null)).toBe(late);
    const known = duringStep(late, lan);
    expect(duringStep(known, message('step-configure-wan'))).toBe(known);
    const other = new NetworkFailure(message('no-carrier', { link: 'lan' }), 'no cable');
    expect(duringStep(other, lan)).toBe(other);
  });
});
