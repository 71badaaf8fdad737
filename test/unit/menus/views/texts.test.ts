import { describe, expect, it } from 'vitest';
import type { ReviewValue } from '../../../../menus/values/review.ts';
import { linesOf, outsideText, reviewText } from '../../../../menus/views/texts.ts';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { host, ip, prefix } from '../../../support/appliance.ts';

const { glass, console } = en;

describe('what is said', () => {
  it('is a headline or the rows of a message, in order', () => {
    expect(linesOf(glass, 'notChanged', message('change-running'))).toEqual([
      'NOT CHANGED:',
      'ANOTHER CHANGE',
      'IS RUNNING',
    ]);
    expect(linesOf(console, 'notChanged', message('change-running'))).toEqual([
      'Nothing was changed.',
      'Another change is running.',
    ]);
  });
});

describe('a text from outside', () => {
  it('is in upper case on a glass and as it came on a console', () => {
    expect(outsideText(glass, 'Disk full')).toBe('DISK FULL');
    expect(outsideText(console, 'Disk full')).toBe('Disk full');
  });

  it('has nothing but characters that everything shows', () => {
    expect(outsideText(console, 'caché\u0007')).toBe('cach??');
  });
});

describe('a value in a review', () => {
  it.each<[ReviewValue, string, string]>([
    [{ kind: 'none' }, 'NONE', 'none'],
    [{ kind: 'from-dhcp' }, 'FROM DHCP', 'from DHCP'],
    [{ kind: 'secret' }, '********', '********'],
    [{ kind: 'method', method: 'dhcp' }, 'DHCP', 'DHCP'],
    [{ kind: 'method', method: 'static' }, 'STATIC', 'Static'],
    [{ kind: 'method', method: 'off' }, 'OFF', 'off'],
    [{ kind: 'switch', isOn: true }, 'ON', 'on'],
    [{ kind: 'switch', isOn: false }, 'OFF', 'off'],
    [{ kind: 'address', address: ip('192.168.1.10') }, '192.168.1.10', '192.168.1.10'],
    [{ kind: 'netmask', prefixLength: prefix(24) }, '255.255.255.0', '255.255.255.0 (/24)'],
    [{ kind: 'host', host: host('proxy.example.com') }, 'PROXY.EXAMPLE.COM', 'proxy.example.com'],
    [{ kind: 'number', number: 4094 }, '4094', '4094'],
    [{ kind: 'text', text: 'Ann' }, 'Ann', 'Ann'],
  ])('%j reads %s on a glass and %s on a console', (value, onGlass, onConsole) => {
    expect(reviewText(glass, value)).toBe(onGlass);
    expect(reviewText(console, value)).toBe(onConsole);
  });
});
