import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  checksum,
  decodeHello,
  decodeKey,
  decodeLine,
  encodeHello,
  encodeKey,
  encodeLine,
  escapeText,
  nextKeySequence,
  unescapeText,
} from '../../../../drivers/line/codec.ts';
import { GEOMETRY_16X2, GLYPHS } from '../../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';

const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 });

describe('a line', () => {
  it('has the checksum of CRC-16/IBM-3740', () => {
    expect(checksum('123456789')).toBe('29B1');
  });

  test.prop([fc.integer({ min: 0, max: 255 }), printable])('comes back as it was', (sequence, body) => {
    expect(decodeLine(encodeLine({ sequence, body }).slice(0, -1))).toEqual({ sequence, body });
  });

  test.prop([printable, fc.nat(), fc.integer({ min: 1, max: 127 })])(
    'with one character changed is dropped',
    (body, at, difference) => {
      const line = encodeLine({ sequence: 7, body }).slice(0, -1);
      const index = at % line.length;
      const changed = String.fromCharCode(line.charCodeAt(index) ^ difference);
      expect(decodeLine(line.slice(0, index) + changed + line.slice(index + 1))).toBeNull();
    },
  );

  test.prop([printable, fc.nat()])('with one character lost is dropped', (body, at) => {
    const line = encodeLine({ sequence: 7, body }).slice(0, -1);
    const index = at % line.length;
    expect(decodeLine(line.slice(0, index) + line.slice(index + 1))).toBeNull();
  });

  it('may end in a carriage return', () => {
    expect(decodeLine(`${encodeLine({ sequence: 1, body: 'PING' }).slice(0, -1)}\r`)?.body).toBe('PING');
  });

  it.each(['', 'PING', '01 PING', '1 PING*0000', '01  *', `01 ${'A'.repeat(80)}*0000`])(
    '%j is none',
    (line) => {
      expect(decodeLine(line)).toBeNull();
    },
  );
});

describe('text', () => {
  it('travels as ASCII, glyphs and the backslash as two characters', () => {
    expect(escapeText(`A\\${GLYPHS.up}${GLYPHS.lock}`)).toBe('A\\\\\\u\\k');
  });

  test.prop([fc.string({ unit: fc.constantFrom('A', '*', '\\', ' ', ...Object.values(GLYPHS)) })])(
    'comes back as it was',
    (text) => {
      expect(unescapeText(escapeText(text))).toBe(text);
    },
  );

  it('with an unknown escape is refused', () => {
    expect(unescapeText('\\x')).toBeNull();
    expect(unescapeText('A\\')).toBeNull();
  });

  it('never holds a control character', () => {
    expect(escapeText('A\n\u0000é')).toBe('A???');
  });
});

describe('the greeting', () => {
  const hello = {
    geometry: GEOMETRY_16X2,
    keys: new Set(['UP', 'ENTER'] as const),
    leds: 2,
    name: 'demo-1.0',
  };

  it('comes back as it was', () => {
    expect(encodeHello(hello)).toBe('OK 1 16 2 UN 2 demo-1.0');
    expect(decodeHello(encodeHello(hello))).toEqual(hello);
  });

  it.each(['OK', 'OK 2 16 2 UN 2 demo', 'OK 1 0 2 UN 2 demo', 'OK 1 16 2 UN 2 a b', 'ERR VERB'])(
    '%j is none of this version',
    (body) => {
      expect(decodeHello(body)).toBeNull();
    },
  );
});

describe('key events', () => {
  it.each(PANEL_KEYS)('of %s come back as they were', (key) => {
    for (const edge of ['press', 'release'] as const)
      expect(decodeKey(encodeKey({ key, edge }))).toEqual({ key, edge });
  });

  it('are numbered 1 to 255 and then from 1 again', () => {
    expect([1, 254, 255].map(nextKeySequence)).toEqual([2, 255, 1]);
  });
});
