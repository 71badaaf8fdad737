import { describe, expect, it } from 'vitest';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { refusalOf, retryAfter_s, wrongPinOf } from '../../../../menus/session/verdicts.ts';
import { acceptedPin, editPin, emptyPin } from '../../../../menus/state/pin-entry.ts';
import { message } from '../../../../menus/words/messages.ts';

describe('a PIN being entered', () => {
  const typed = [...'4711'].reduce(
    (entry, character) => editPin(entry, { type: 'KEY.CHARACTER', character }),
    emptyPin(new Set(PANEL_KEYS)),
  );

  it('is complete by ENTER alone', () => {
    expect(acceptedPin(typed, { type: 'KEY.ENTER' })).toBe('4711');
    expect(acceptedPin(typed, { type: 'KEY.UP' })).toBe('');
  });

  it('is not changed by a key that leaves', () => {
    expect(editPin(typed, { type: 'KEY.EXIT' })).toEqual(typed);
  });
});

describe('verdicts', () => {
  it('say how long to wait', () => {
    expect(retryAfter_s({ ok: false, retryAfter_s: 8, tries: 1 })).toBe(8);
    expect(retryAfter_s({ ok: true })).toBe(0);
  });

  it('say how many tries are left before one has to wait, unless it has to be waited', () => {
    expect(wrongPinOf({ ok: false, retryAfter_s: 0, tries: 2 })).toEqual(message('pin-wrong', { tries: 2 }));
    expect(wrongPinOf({ ok: false, retryAfter_s: 5, tries: 1 })).toBeNull();
    expect(wrongPinOf({ ok: true })).toBeNull();
  });

  it('say why not', () => {
    const reason = message('change-running');
    expect(refusalOf({ ok: false, reason })).toEqual([reason]);
    expect(refusalOf({ ok: true })).toEqual([]);
  });
});
