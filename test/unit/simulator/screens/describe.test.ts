import { describe, expect, it } from 'vitest';
import { message } from '../../../../menus/words/messages.ts';
import { eventOfLogLine, transactionText } from '../../../../simulator/screens/describe.ts';

describe('a line of the log as an event', () => {
  it('keeps the time of day and what was said', () => {
    expect(
      eventOfLogLine(
        'time=2026-03-01T08:00:01.250Z level=warn name=session.panel msg="panel absent; it is looked for" why=none',
      ),
    ).toEqual({
      time: '08:00:01',
      tone: 'warn',
      text: 'panel absent; it is looked for why=none',
    });
  });

  it('takes a message of one word and no name', () => {
    expect(eventOfLogLine('time=2026-03-01T08:00:01.250Z level=info msg=stopping')).toEqual({
      time: '08:00:01',
      tone: 'info',
      text: 'stopping',
    });
  });

  it('shows a line it does not understand as it is', () => {
    expect(eventOfLogLine('something else').text).toBe('something else');
  });
});

describe('the transaction in a few words', () => {
  it('says what runs, how far it is, or how long is left', () => {
    expect(transactionText({ phase: 'none' })).toBe('none');
    expect(transactionText({ phase: 'applying', percent: 40, step: message('step-configure-lan') })).toBe(
      'applying 40 %  Setting LAN',
    );
    expect(transactionText({ phase: 'rolling-back', percent: 5, step: message('step-undo') })).toBe(
      'rolling back 5 %  Undoing the change',
    );
    expect(transactionText({ phase: 'keep', checks: [], remaining_s: 118 })).toBe(
      'applied; keep? 118 s left',
    );
  });
});
