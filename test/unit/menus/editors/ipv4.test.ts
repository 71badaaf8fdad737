import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ipv4Editor, optionalIpv4Editor } from '../../../../menus/editors/ipv4.ts';
import { padded } from '../../../../menus/values/address.ts';
import { anyHostAddress, ip } from '../settings/values.ts';
import { character, Hands, held, key, WITHOUT_EXIT, WITHOUT_SIDEWAYS } from './hands.ts';

const on = (text: string) => new Hands(ipv4Editor, ip(text));

/** What an operator does to turn one shown text into another: UP or DOWN on every digit, whichever is shorter. */
function turns(from: string, to: string, step: 'RIGHT' | 'ENTER'): string {
  const digits = (text: string) => [...text.replaceAll('.', '')].map(Number);
  const target = digits(to);
  return digits(from)
    .map((digit, index) => {
      const up = ((target[index] ?? 0) - digit + 10) % 10;
      return up <= 5 ? `UP*${up}` : `DOWN*${10 - up}`;
    })
    .join(` ${step} `);
}

describe('on the keys', () => {
  test('an address stands there with three digits a part', () => {
    expect(on('192.168.1.10').field).toBe('[1]92.168.001.010');
    expect(new Hands(ipv4Editor, null).field).toBe('[0]00.000.000.000');
  });

  test('a digit wraps alone', () => {
    expect(on('192.168.1.10').press('RIGHT UP').field).toBe('1[0]2.168.001.010');
    expect(on('192.168.1.10').press('DOWN DOWN').field).toBe('[9]92.168.001.010');
  });

  test('the cursor skips the dots and stops at both ends', () => {
    expect(on('192.168.1.10').press('RIGHT*3').field).toBe('192.[1]68.001.010');
    expect(on('192.168.1.10').press('RIGHT*3 LEFT').field).toBe('19[2].168.001.010');
    expect(on('192.168.1.10').press('RIGHT*40').field).toBe('192.168.001.01[0]');
    expect(on('192.168.1.10').press('RIGHT LEFT*5').field).toBe('[1]92.168.001.010');
  });

  test('holding a key turns and moves', () => {
    expect(on('192.168.1.10').send([held('RIGHT'), held('UP'), held('LEFT'), held('LEFT')]).field).toBe(
      '[1]02.168.001.010',
    );
  });

  test('without LEFT and RIGHT, ENTER goes from digit to digit and accepts on the last', () => {
    const hands = new Hands(ipv4Editor, ip('192.168.1.10'), WITHOUT_SIDEWAYS);
    hands.press('ENTER*11 UP');
    expect(hands.field).toBe('192.168.001.01[1]');
    expect(hands.outcome()).toBe('192.168.1.11');
  });

  test('the hint says what ENTER does', () => {
    const stepping = new Hands(ipv4Editor, ip('192.168.1.10'), WITHOUT_SIDEWAYS);
    expect(stepping.hint).toBe('digitNext');
    expect(stepping.press('ENTER*11').hint).toBe('digitOk');
    expect(on('192.168.1.10').hint).toBe('digitMove');
  });

  test('without EXIT, LEFT at the first position leaves, elsewhere it moves', () => {
    const hands = new Hands(ipv4Editor, ip('192.168.1.10'), WITHOUT_EXIT);
    hands.press('RIGHT LEFT');
    expect(hands.outcome(held('LEFT'))).toBe('editing');
    expect(hands.outcome(key('LEFT'))).toBe('left');
  });

  test.prop([fc.option(anyHostAddress), anyHostAddress])('every address can be set', (initial, target) => {
    const hands = new Hands(ipv4Editor, initial);
    const start = initial === null ? '000.000.000.000' : padded(initial);
    expect(hands.press(turns(start, padded(target), 'RIGHT')).outcome()).toBe(target);
    const stepping = new Hands(ipv4Editor, initial, WITHOUT_SIDEWAYS);
    expect(stepping.press(turns(start, padded(target), 'ENTER')).outcome()).toBe(target);
  });
});

describe('typed', () => {
  test('an address stands there padded at once, whatever was there before', () => {
    expect(new Hands(ipv4Editor, null).type('192.168.1.10').field).toBe('192.168.001.01[0]');
    expect(on('203.0.113.255').type('192.168.1.10').field).toBe('192.168.001.01[0]');
    expect(on('203.0.113.255').type('192.168.001.010').field).toBe('192.168.001.01[0]');
    expect(on('203.0.113.255').type('192168001010').field).toBe('192.168.001.01[0]');
  });

  test('a digit and a dot over a longer number give that digit', () => {
    expect(on('192.168.1.10').type('1').field).toBe('00[1].168.001.010');
    expect(on('192.168.1.10').type('1.').field).toBe('001.[1]68.001.010');
  });

  test('a dot after a full group is the one that was typed with it', () => {
    expect(on('1.2.3.4').type('192').field).toBe('192.[0]02.003.004');
    expect(on('1.2.3.4').type('192.').field).toBe('192.[0]02.003.004');
    expect(on('1.2.3.4').type('192..').field).toBe('192.002.[0]03.004');
  });

  test('a dot goes to the next group and stops at the last', () => {
    expect(on('1.2.3.4').type('..').field).toBe('001.002.[0]03.004');
    expect(on('1.2.3.4').type('....').field).toBe('001.002.003.[0]04');
    expect(on('1.2.3.4').press('RIGHT').type('.').field).toBe('001.[0]02.003.004');
  });

  test('a digit inside a group overwrites the one under the cursor', () => {
    expect(on('192.168.1.10').press('RIGHT').type('3').field).toBe('13[2].168.001.010');
    expect(on('192.168.1.10').press('RIGHT').type('34').field).toBe('134.[1]68.001.010');
    expect(on('192.168.1.10').press('RIGHT*11').type('9').field).toBe('192.168.001.01[9]');
  });

  test('a digit after the last one is ignored', () => {
    expect(on('1.2.3.4').type('1.2.3.1009').field).toBe('001.002.003.10[0]');
  });

  test('moving the cursor ends the typing of a group', () => {
    expect(on('192.168.1.10').type('1').press('UP').field).toBe('00[2].168.001.010');
    expect(on('192.168.1.10').type('1').press('LEFT').type('4').field).toBe('04[1].168.001.010');
    expect(on('1.2.3.4').type('1.2.3.100').press('RIGHT').type('9').field).toBe('001.002.003.10[9]');
  });

  test('Backspace takes digits off to the left, group after group', () => {
    const hands = on('1.2.3.4').type('192.168');
    expect(hands.field).toBe('192.168.[0]03.004');
    expect(hands.press('<').field).toBe('192.01[6].003.004');
    expect(hands.press('< <').field).toBe('192.[0]00.003.004');
    expect(hands.press('<').field).toBe('01[9].000.003.004');
    expect(hands.type('8').field).toBe('198.[0]00.003.004');
    expect(hands.press('<*4').field).toBe('[0]00.000.003.004');
    expect(hands.press('<').field).toBe('[0]00.000.003.004');
  });

  test('Backspace after the last digit of all takes that digit', () => {
    expect(on('1.2.3.4').type('1.2.3.100').press('<').field).toBe('001.002.003.01[0]');
  });

  test.each(['x', ' ', '-', '/', '١', '', '😀'])('%j is ignored and changes nothing', (typed) => {
    const state = on('192.168.1.10').state;
    expect(ipv4Editor.reduce(state, character(typed))).toEqual({ kind: 'editing', state });
  });

  test.prop([fc.option(anyHostAddress), anyHostAddress])(
    'every address can be pasted over any other',
    (initial, target) => {
      expect(new Hands(ipv4Editor, initial).type(target).outcome()).toBe(target);
      expect(new Hands(ipv4Editor, initial).type(padded(target)).outcome()).toBe(target);
    },
  );
});

describe('refused', () => {
  test('a part over 255', () => {
    const hands = on('192.168.1.10').press('UP*2');
    expect(hands.outcome()).toBe('address-syntax');
    expect(hands.field).toBe('[3]92.168.001.010');
  });

  test('all zeros, where an address is needed', () => {
    expect(new Hands(ipv4Editor, null).outcome()).toBe('address-zero');
  });

  test('typing after it begins the address anew; Backspace and the keys correct it', () => {
    const wrong = () => {
      const hands = on('192.168.1.10').type('10.0.0.300');
      expect(hands.outcome()).toBe('address-syntax');
      expect(hands.field).toBe('010.000.000.30[0]');
      return hands;
    };
    expect(wrong().type('1').field).toBe('00[1].000.000.300');
    expect(wrong().type('10.0.0.30').outcome()).toBe('10.0.0.30');
    expect(wrong().press('<').outcome()).toBe('10.0.0.30');
    expect(wrong().press('<').type('1').field).toBe('010.000.000.30[1]');
    expect(wrong().press('LEFT UP').type('2').field).toBe('010.000.000.32[0]');
    expect(wrong().press('UP').field).toBe('010.000.000.30[1]');
  });

  test('typing after it is not lost however often it is refused', () => {
    const hands = on('192.168.1.10').type('10.0.0.300');
    expect([hands.outcome(), hands.outcome()]).toEqual(['address-syntax', 'address-syntax']);
    expect(hands.type('10.0.0.3').outcome()).toBe('10.0.0.3');
  });

  test('a value set by turning digits is corrected by typing where the cursor stands', () => {
    const hands = on('192.168.1.10').press('RIGHT*6 UP*3');
    expect(hands.outcome()).toBe('address-syntax');
    expect(hands.type('1').field).toBe('192.168.00[1].010');
  });

  test('on a panel that steps, the cursor goes back to where it can be mended', () => {
    const hands = new Hands(ipv4Editor, null, WITHOUT_SIDEWAYS).press('ENTER*11');
    expect(hands.outcome()).toBe('address-zero');
    expect(hands.field).toBe('[0]00.000.000.000');
  });
});

describe('an address that may be missing', () => {
  test('is missing when it is all zeros', () => {
    expect(new Hands(optionalIpv4Editor, null).outcome()).toBeNull();
    expect(new Hands(optionalIpv4Editor, ip('9.9.9.9')).type('0.0.0.0').outcome()).toBeNull();
  });

  test('is otherwise as strict', () => {
    expect(new Hands(optionalIpv4Editor, null).type('0.0.0.1').outcome()).toBe('address-zero');
    expect(new Hands(optionalIpv4Editor, null).type('9.9.9.9').outcome()).toBe('9.9.9.9');
  });
});

test('a field is dirty while it differs from what it was', () => {
  const hands = on('192.168.1.10');
  expect(hands.press('RIGHT').dirty).toBe(false);
  expect(hands.press('UP').dirty).toBe(true);
  expect(hands.press('DOWN').dirty).toBe(false);
});
