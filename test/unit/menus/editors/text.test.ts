import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { HOST_ALPHABET, PASSWORD_ALPHABET, USER_ALPHABET } from '../../../../menus/editors/alphabets.ts';
import { passwordEditor, userEditor } from '../../../../menus/editors/credentials.ts';
import { hostEditor } from '../../../../menus/editors/host.ts';
import { textEditor } from '../../../../menus/editors/text.ts';
import type { PanelKeys } from '../../../../menus/keys.ts';
import { anyHost, anyPassword, anyUser, host } from '../settings/values.ts';
import { character, Hands, key, SIX_KEYS, WITHOUT_EXIT, WITHOUT_SIDEWAYS } from './hands.ts';

/** A small alphabet makes the scrolling easy to follow: A B C. */
const abc = textEditor({
  alphabet: 'ABC',
  maxLength: 4,
  masked: false,
  parse: (text) => ({ ok: true, value: text }),
});
const on = (text: string | null, keys: PanelKeys = SIX_KEYS) => new Hands(abc, text, keys);

/** UP or DOWN from an empty cell to a character. */
function scrollTo(alphabet: string, wanted: string): string {
  const up = alphabet.indexOf(wanted) + 1;
  const down = alphabet.length - up + 1;
  return up <= down ? `UP*${up}` : `DOWN*${down}`;
}

describe('on the keys', () => {
  test('UP and DOWN on the empty cell after the text add a character', () => {
    expect(on(null).field).toBe('[]');
    expect(on(null).press('UP').field).toBe('[A]');
    expect(on(null).press('DOWN').field).toBe('[C]');
    expect(on('AB').press('RIGHT*2 UP UP').field).toBe('AB[B]');
  });

  test('scrolling round on an added cell makes it empty again', () => {
    expect(on('AB').press('RIGHT*2 UP*4').field).toBe('AB[]');
    expect(on('AB').press('RIGHT*2 UP*5').field).toBe('AB[A]');
    expect(on('AB').press('RIGHT*2 UP*4').dirty).toBe(false);
  });

  test('a cell that is left empty is not added', () => {
    expect(on('AB').press('RIGHT*2 UP*4 RIGHT').field).toBe('AB[]');
    expect(on('AB').press('RIGHT*2 UP*4 LEFT').field).toBe('A[B]');
  });

  test('the cursor goes over the text, to the empty cell after it and not beyond', () => {
    expect(on('AB').press('RIGHT').field).toBe('A[B]');
    expect(on('AB').press('RIGHT*5').field).toBe('AB[]');
    expect(on('AB').press('RIGHT*2 LEFT').field).toBe('A[B]');
    expect(on('AB').press('LEFT*3').field).toBe('[A]B');
  });

  test('UP and DOWN change the character, marks follow the last one', () => {
    expect(on('AB').press('UP').field).toBe('[B]B');
    expect(on('CB').press('UP').field).toBe('[█]B');
    expect(on('CB').press('UP*2').field).toBe('[→]B');
    expect(on('CB').press('UP*3').field).toBe('[↵]B');
    expect(on('CB').press('UP*4').field).toBe('[A]B');
    expect(on('AB').press('DOWN').field).toBe('[↵]B');
  });

  test('delete takes the character out when the cell is left', () => {
    expect(on('ABC').press('RIGHT UP*2').field).toBe('A[█]C');
    expect(on('ABC').press('RIGHT UP*2 RIGHT').field).toBe('A[C]');
    expect(on('ABC').press('RIGHT UP*2 LEFT').field).toBe('[A]C');
    expect(on('ABC').press('RIGHT UP*2').outcome()).toBe('AC');
    expect(on('ABC').press('RIGHT*2 UP RIGHT').field).toBe('AB[]');
  });

  test('insert makes an empty cell before the character', () => {
    const hands = on('AB').press('RIGHT UP*3');
    expect(hands.field).toBe('A[→]');
    expect(hands.press('RIGHT').field).toBe('A[█]B');
    expect(hands.press('UP').field).toBe('A[A]B');
    expect(hands.press('DOWN*2').field).toBe('A[C]B');
    expect(hands.press('RIGHT').field).toBe('AC[B]');
    expect(hands.outcome()).toBe('ACB');
  });

  test('an inserted cell that stays empty goes away', () => {
    expect(on('CB').press('UP*2 RIGHT RIGHT').field).toBe('[C]B');
    expect(on('CB').press('UP*2 RIGHT').dirty).toBe(false);
    expect(on('CB').press('UP*2 LEFT').field).toBe('[C]B');
    expect(on('CB').press('UP*2').outcome()).toBe('CB');
  });

  test('a full text takes no more: no insert mark, nothing added after it', () => {
    expect(on('CABC').press('UP*2').field).toBe('[↵]ABC');
    expect(on('CABC').press('RIGHT*4').field).toBe('CABC[]');
    expect(on('CABC').press('RIGHT*4 UP').field).toBe('CABC[]');
  });

  test('end cuts the text off', () => {
    expect(on('ABC').press('RIGHT DOWN*2').field).toBe('A[↵]C');
    expect(on('ABC').press('RIGHT DOWN*2 RIGHT').field).toBe('A[]');
    expect(on('ABC').press('RIGHT DOWN*2').outcome()).toBe('A');
    expect(on('ABC').press('DOWN').outcome()).toBe('');
  });

  test('the hint says what the cell under the cursor does', () => {
    const six = (names: string) => on('CB').press(names).hint;
    expect([six('LEFT'), six('UP'), six('UP*2'), six('UP*3'), six('RIGHT*2'), six('RIGHT*2 UP')]).toEqual([
      'textMove',
      'textDelete',
      'textInsert',
      'textEnd',
      'textAdd',
      'textMove',
    ]);
    const four = (names: string) => on('CB', WITHOUT_SIDEWAYS).press(names).hint;
    expect([four('DOWN'), four('UP'), four('UP*2'), four('ENTER*2'), four('ENTER*2 UP*4')]).toEqual([
      'textNext',
      'textDeleteStep',
      'textInsertStep',
      'textAdd',
      'textAdd',
    ]);
  });
});

describe('without LEFT and RIGHT', () => {
  test('ENTER steps over the text and accepts on the empty cell after it', () => {
    const hands = on('AB', WITHOUT_SIDEWAYS).press('ENTER UP ENTER');
    expect(hands.field).toBe('AC[]');
    expect(hands.outcome()).toBe('AC');
  });

  test('characters are added one by one', () => {
    expect(on(null, WITHOUT_SIDEWAYS).press('UP ENTER UP*2 ENTER DOWN ENTER').outcome()).toBe('ABC');
    expect(on(null, WITHOUT_SIDEWAYS).outcome()).toBe('');
    expect(on('A', WITHOUT_SIDEWAYS).press('ENTER UP*4').outcome()).toBe('A');
  });

  test('a full text is accepted on the cell after it', () => {
    expect(on('ABCA', WITHOUT_SIDEWAYS).press('ENTER*4').outcome()).toBe('ABCA');
  });

  test('the marks delete, insert and end by ENTER', () => {
    expect(on('CBA', WITHOUT_SIDEWAYS).press('UP ENTER').field).toBe('[B]A');
    expect(on('CB', WITHOUT_SIDEWAYS).press('UP*2 ENTER UP ENTER').field).toBe('A[C]B');
    expect(on('ABC', WITHOUT_SIDEWAYS).press('ENTER DOWN*2').outcome()).toBe('A');
  });
});

test('without EXIT, LEFT leaves at the first position only', () => {
  expect(on('AB', WITHOUT_EXIT).press('RIGHT LEFT').outcome(key('LEFT'))).toBe('left');
});

describe('typed', () => {
  test('the first character replaces a text that was there before, the next ones follow it', () => {
    expect(on('AB').type('CAB').field).toBe('CAB[]');
  });

  test('once the cursor was moved, characters are inserted where it stands', () => {
    expect(on('AB').press('RIGHT').type('C').field).toBe('AC[B]');
    expect(on('AB').press('LEFT').type('C').field).toBe('C[A]B');
    expect(on('AB').press('RIGHT UP').type('A').field).toBe('AA[C]');
  });

  test('more than the text may have is ignored', () => {
    expect(on(null).type('ABCABC').field).toBe('ABCA[]');
    expect(on('CABC').press('RIGHT UP').type('A').field).toBe('C[B]BC');
  });

  test('Backspace takes the character before the cursor, or clears a text not yet touched', () => {
    expect(on(null).type('ABC').press('<').field).toBe('AB[]');
    expect(on('ABC').press('RIGHT*2 <').field).toBe('A[C]');
    expect(on('ABC').press('<').field).toBe('[]');
    expect(on('ABC').press('LEFT <').field).toBe('[A]BC');
    expect(on('CBC').press('UP <').field).toBe('[B]C');
    expect(abc.reduce(on(null).state, { type: 'KEY.BACKSPACE' })).toEqual({
      kind: 'editing',
      state: on(null).state,
    });
  });

  test.each(['X', 'a', '', 'AB', '█', '→', '\u0000'])(
    '%j is not in the alphabet and changes nothing',
    (typed) => {
      const { state } = on('AB');
      expect(abc.reduce(state, character(typed))).toEqual({ kind: 'editing', state });
    },
  );
});

describe('a host', () => {
  test('is shown in upper case and has its value in lower case', () => {
    expect(new Hands(hostEditor, host('proxy.example.com')).field).toBe('[P]ROXY.EXAMPLE.COM');
    expect(new Hands(hostEditor, host('proxy')).outcome()).toBe('proxy');
  });

  test('may be typed in either case', () => {
    expect(new Hands(hostEditor, host('192.168.1.1')).type('Proxy-1.example').field).toBe(
      'PROXY-1.EXAMPLE[]',
    );
  });

  test('starts with A on UP and with the dot on DOWN', () => {
    expect(new Hands(hostEditor, null).press('UP').field).toBe('[A]');
    expect(new Hands(hostEditor, null).press('DOWN').field).toBe('[.]');
  });

  test('that is none is refused and stays', () => {
    const hands = new Hands(hostEditor, null).type('A..B');
    expect(hands.outcome()).toBe('host-syntax');
    expect(hands.field).toBe('A..B[]');
    expect(new Hands(hostEditor, null).outcome()).toBe('host-syntax');
  });
});

describe('a password', () => {
  test('is never shown, only the character being scrolled', () => {
    expect(new Hands(passwordEditor, 'secret').field).toBe('[*]*****');
    expect(new Hands(passwordEditor, null).press('UP').field).toBe('[a]');
    expect(new Hands(passwordEditor, null).press('UP RIGHT').field).toBe('*[]');
    expect(new Hands(passwordEditor, null).type('x').field).toBe('*[]');
  });

  test('that was there before cannot be scrolled into view', () => {
    expect(new Hands(passwordEditor, 'secret').press('UP').field).toBe('[a]*****');
    expect(new Hands(passwordEditor, 'secret').press('DOWN').field).toBe('[9]*****');
    expect(new Hands(passwordEditor, 'secret').press('DOWN UP').field).toBe('[█]*****');
    expect(new Hands(passwordEditor, 'secret').press('UP RIGHT LEFT DOWN').field).toBe('[9]*****');
  });

  test('can be deleted from, inserted into and ended like any text', () => {
    expect(new Hands(passwordEditor, 'secret').press('DOWN UP RIGHT').outcome()).toBe('ecret');
    expect(new Hands(passwordEditor, 'secret').press('DOWN UP*2 RIGHT UP').outcome()).toBe('asecret');
    expect(new Hands(passwordEditor, 'secret').press('RIGHT DOWN UP*3').outcome()).toBe('s');
  });
});

describe('the alphabets', () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

  test('of passwords is all printable ASCII, that of users lacks the colon', () => {
    expect([...PASSWORD_ALPHABET].sort()).toEqual(printable);
    expect([...USER_ALPHABET].sort()).toEqual(printable.filter((one) => one !== ':'));
  });

  test('have digits and frequent characters nearest to the empty cell', () => {
    expect(new Hands(userEditor, null).press('DOWN').field).toBe('[9]');
    expect(new Hands(userEditor, null).press('DOWN*11').field).toBe('[.]');
  });

  const enter = (alphabet: string, text: string, step: string) =>
    [...text].map((wanted) => `${scrollTo(alphabet, wanted)} ${step}`).join(' ');

  test.prop([anyHost, fc.constantFrom(SIX_KEYS, WITHOUT_EXIT)])(
    'every host can be set and typed',
    (target, keys) => {
      const hands = new Hands(hostEditor, null, keys);
      expect(hands.press(enter(HOST_ALPHABET, target.toUpperCase(), 'RIGHT')).outcome()).toBe(target);
      expect(new Hands(hostEditor, host('gateway'), keys).type(target).outcome()).toBe(target);
    },
  );

  test.prop([anyUser.filter((text) => text !== '')])('every user can be set and typed', (target) => {
    expect(new Hands(userEditor, null).press(enter(USER_ALPHABET, target, 'RIGHT')).outcome()).toBe(target);
    expect(new Hands(userEditor, 'x').type(target).outcome()).toBe(target);
  });

  test.prop([anyPassword.filter((text) => text !== '')])(
    'every password can be set on four keys',
    (target) => {
      const hands = new Hands(passwordEditor, null, WITHOUT_SIDEWAYS);
      expect(hands.press(enter(PASSWORD_ALPHABET, target, 'ENTER')).outcome()).toBe(target);
    },
  );
});

test('a cell being scrolled counts for whether the text is dirty', () => {
  expect(on('AB').press('UP').dirty).toBe(true);
  expect(on('AB').press('UP DOWN').dirty).toBe(false);
  expect(on('AB').press('RIGHT LEFT').dirty).toBe(false);
});
