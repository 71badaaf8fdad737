import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { netmaskOf } from '../../../../menus/values/address.ts';
import {
  hostPrefixLengthOf,
  parseDottedQuad,
  parseHost,
  parseIpv4,
  parseIpv6,
  parseNetmask,
  parsePassword,
  parsePin,
  parsePort,
  parseUser,
  parseVlanId,
  portOf,
  prefixLengthOf,
  vlanIdOf,
} from '../../../../menus/values/parse.ts';
import { accepted, anyHostAddress, anyHostPrefix, outcome } from '../settings/values.ts';

describe('an IPv4 address', () => {
  test.each([
    '1.0.0.1',
    '10.0.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '169.254.1.1',
    '192.168.1.10',
    '223.255.255.254',
  ])('%s is a host address', (text) => expect(parseIpv4(text)).toEqual({ ok: true, value: text }));

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1..2.3',
    '010.0.0.1',
    '192.168.001.010',
    '10.0.0.256',
    '10.0.0.1000',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '0x10.0.0.1',
    '1.2.3.-4',
    '1.2.3.4e0',
    '3232235777',
    '١.2.3.4',
  ])('%j is no address', (text) => expect(outcome(parseIpv4(text))).toBe('address-syntax'));

  test.each([
    ['0.0.0.0', 'address-zero'],
    ['0.1.2.3', 'address-zero'],
    ['127.0.0.1', 'address-loopback'],
    ['224.0.0.1', 'address-multicast'],
    ['239.255.255.255', 'address-multicast'],
    ['240.0.0.1', 'address-reserved'],
    ['255.255.255.255', 'address-reserved'],
  ])('%s is refused as a host: %s', (text, code) => {
    expect(outcome(parseIpv4(text))).toBe(code);
    expect(outcome(parseDottedQuad(text))).toBe('ok');
  });

  test('what was refused is quoted and cut in the log, so that it cannot forge a line', () => {
    const parsed = parseIpv4(`1.2\n3${'x'.repeat(1000)}`);
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.error.log).toMatch(/^"1\.2\\n3x+\.\.\.": expected an address/);
    expect(parsed.error.log.length).toBeLessThan(200);
  });
});

describe('an IPv6 address', () => {
  test.each([
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    ['fe80::1', 'fe80::1'],
  ])('%s is %s in RFC 5952 text', (text, canonical) => {
    expect(parseIpv6(text)).toEqual({ ok: true, value: canonical });
  });

  test.each(['', ':', '1::2::3', 'fe80::1%eth0', '::ffff:1.2.3.4', '12345::', 'g::', '1.2.3.4'])(
    '%j is no address',
    (text) => expect(outcome(parseIpv6(text))).toBe('address-syntax'),
  );
});

describe('a netmask', () => {
  test.prop([anyHostPrefix])('of an interface is any contiguous one from /1 to /30', (length) => {
    expect(parseNetmask(netmaskOf(length))).toEqual({ ok: true, value: length });
  });

  test.each([
    ['0.0.0.0', 'netmask-too-wide'],
    ['255.255.255.254', 'netmask-too-narrow'],
    ['255.255.255.255', 'netmask-too-narrow'],
    ['255.0.255.0', 'netmask-not-contiguous'],
    ['0.0.0.255', 'netmask-not-contiguous'],
    ['255.255.255', 'netmask-syntax'],
    ['255.255.255.000', 'netmask-syntax'],
    ['/24', 'netmask-syntax'],
  ])('%s is refused: %s', (text, code) => expect(outcome(parseNetmask(text))).toBe(code));

  test.each([-1, 33, 1.5, Number.NaN])('has no prefix length %d', (length) => {
    expect(outcome(prefixLengthOf(length))).toBe('netmask-syntax');
    expect(outcome(hostPrefixLengthOf(length))).toBe('netmask-syntax');
  });
});

describe('a VLAN ID', () => {
  test.each(['0', '1', '4094'])('%s is in range', (text) =>
    expect(parseVlanId(text)).toEqual({ ok: true, value: Number(text) }),
  );
  test.each(['', '4095', '-1', '1.5', '007', '99999', '999999', 'x'])('%j is not', (text) => {
    expect(outcome(parseVlanId(text))).toBe('vlan-id-range');
  });
  test.each([-1, 4095, 1.5, Number.NaN])('is not the number %d', (id) => {
    expect(outcome(vlanIdOf(id))).toBe('vlan-id-range');
  });
});

describe('a port', () => {
  test.each(['1', '443', '65535'])('%s is in range', (text) =>
    expect(parsePort(text)).toEqual({ ok: true, value: Number(text) }),
  );
  test.each(['', '0', '65536', '0443', '-1', 'http'])('%j is not', (text) => {
    expect(outcome(parsePort(text))).toBe('port-range');
  });
  test.each([0, 65536, 8080.5])('is not the number %d', (number) =>
    expect(outcome(portOf(number))).toBe('port-range'),
  );
});

describe('a host', () => {
  test.each([
    ['proxy', 'proxy'],
    ['PROXY.Example.COM', 'proxy.example.com'],
    ['3com.com', '3com.com'],
    ['a-b.c', 'a-b.c'],
    ['192.168.1.1', '192.168.1.1'],
    ['2001:DB8::0:1', '2001:db8::1'],
    ['fd00::1', 'fd00::1'],
    [`${'a'.repeat(63)}.de`, `${'a'.repeat(63)}.de`],
  ])('%s is %s', (text, canonical) => expect(parseHost(text)).toEqual({ ok: true, value: canonical }));

  test.each([
    '',
    '.',
    'a..b',
    'a.',
    '-a',
    'a-',
    'a_b',
    'a b',
    'proxy:8080',
    'http://proxy',
    '1.2.3',
    '10.0.0.256',
    'proxy.1',
    '[::1]',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    '::ffff:102:304',
    `${'a'.repeat(64)}.de`,
    `${'a.'.repeat(126)}ab`,
  ])('%j is none', (text) => expect(outcome(parseHost(text))).toBe('host-syntax'));

  test('written as an IPv4 address must be a host address', () => {
    expect(outcome(parseHost('0.0.0.0'))).toBe('address-zero');
    expect(outcome(parseHost('127.0.0.1'))).toBe('address-loopback');
  });

  test.prop([fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), anyHostAddress)])(
    'has one form: parsing it again changes nothing',
    (text) => {
      const parsed = parseHost(text);
      if (parsed.ok) expect(accepted(parseHost(parsed.value))).toBe(parsed.value);
    },
  );
});

describe('user and password', () => {
  test('are printable ASCII, blanks included, or empty', () => {
    expect(parseUser('DOMAIN\\john smith')).toEqual({ ok: true, value: 'DOMAIN\\john smith' });
    expect(parsePassword('correct horse: ~"battery"')).toEqual({
      ok: true,
      value: 'correct horse: ~"battery"',
    });
    expect(parseUser('')).toEqual({ ok: true, value: '' });
    expect(parsePassword('')).toEqual({ ok: true, value: '' });
  });

  test.each(['a:b', 'ä', 'a\tb', 'a\n', 'a'.repeat(129)])('a user is not %j', (text) => {
    expect(outcome(parseUser(text))).toBe('user-syntax');
  });

  test.each(['ä', 'a\u0000', 'a\n', 'a'.repeat(129)])('a password is not %j', (text) => {
    expect(outcome(parsePassword(text))).toBe('password-syntax');
  });

  test('a refused secret is not in the error', () => {
    expect(JSON.stringify([parsePassword('gehéim'), parsePin('12x456')])).not.toMatch(/geh|12x/);
  });
});

describe('a PIN', () => {
  test.each(['0000', '12345678'])('%s has 4 to 8 digits', (text) =>
    expect(parsePin(text)).toEqual({ ok: true, value: text }),
  );
  test.each(['', '123', '123456789', '12a4', '1234\n', '١٢٣٤'])('%j has not', (text) => {
    expect(outcome(parsePin(text))).toBe('pin-syntax');
  });
});
