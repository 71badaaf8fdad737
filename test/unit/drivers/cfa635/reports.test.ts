import { describe, expect, it } from 'vitest';
import {
  FOUR_KEYS,
  isPlausibleReport,
  keyCode,
  parseReport,
  parseStatus,
  SIX_KEYS,
} from '../../../../drivers/cfa635/reports.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { bytesOf, REFERENCE_KEYS } from './reference-frames.ts';

const dataOf = (hex: string) => ({ type: 0x80, data: bytesOf(hex).slice(2, -2) });

describe('a key report', () => {
  it.each(PANEL_KEYS)('tells press and release of %s by the codes of the data sheet', (key) => {
    const { press, release } = REFERENCE_KEYS[key];
    const code = SIX_KEYS[key];
    expect(parseReport(dataOf(press))).toEqual({ kind: 'key', code, edge: 'press' });
    expect(parseReport(dataOf(release))).toEqual({ kind: 'key', code, edge: 'release' });
    expect(keyCode(code, 'press')).toBe(dataOf(press).data[0]);
    expect(keyCode(code, 'release')).toBe(dataOf(release).data[0]);
  });

  it.each(Object.values(FOUR_KEYS))('of the four keys of a 631 has code %i, its release 4 more', (code) => {
    for (const edge of ['press', 'release'] as const) {
      const data = Uint8Array.of(keyCode(code, edge));
      expect(data[0]).toBe(edge === 'press' ? code : code + 4);
      expect(parseReport({ type: 0x80, data })).toEqual({ kind: 'key', code, edge });
    }
  });

  it.each([0, 21, 255])('with code %i is none', (code) => {
    expect(parseReport({ type: 0x80, data: Uint8Array.of(code) })).toBeNull();
  });

  it('without a code is none', () => {
    expect(parseReport({ type: 0x80, data: new Uint8Array() })).toBeNull();
  });
});

describe('an answer', () => {
  it('names its command and carries its data', () => {
    expect(parseReport({ type: 0x40, data: Uint8Array.of(7) })).toEqual({
      kind: 'answer',
      command: 0,
      data: Uint8Array.of(7),
    });
  });

  it('may be a refusal', () => {
    expect(parseReport({ type: 0xdf, data: new Uint8Array() })).toEqual({ kind: 'refusal', command: 31 });
  });
});

describe('a header', () => {
  it.each([
    ['a key report of one byte', 0x80, 1, true],
    ['a longer key report', 0x80, 2, false],
    ['a fan report', 0x81, 4, true],
    ['a temperature report', 0x82, 4, true],
    ['a short temperature report', 0x82, 3, false],
    ['another report', 0x83, 4, false],
    ['a command: the host gets none', 0x1f, 3, false],
    ['an answer', 0x5e, 15, true],
    ['a refusal', 0xdf, 0, true],
    ['a refusal with the two bytes of a CFA-835, once taken for noise', 0xde, 2, true],
    ['a refusal with more', 0xdf, 3, false],
  ])('of %s', (_name, type, length, plausible) => {
    expect(isPlausibleReport(type, length)).toBe(plausible);
  });
});

describe('reports of sensors', () => {
  it('are none of a driver’s business', () => {
    expect(parseReport({ type: 0x81, data: new Uint8Array(4) })).toBeNull();
  });
});

describe('a status answer', () => {
  it('tells key masks, contrast and backlight', () => {
    const data = new Uint8Array(15);
    data.set([0x3f, 0x3e], 5);
    data.set([96, 80], 13);
    expect(parseStatus(data)).toEqual({ pressMask: 0x3f, releaseMask: 0x3e, contrast: 96, backlight: 80 });
  });

  it('of another length tells nothing', () => {
    expect(parseStatus(new Uint8Array(14))).toBeNull();
    expect(parseStatus(new Uint8Array(16))).toBeNull();
    expect(parseStatus(new Uint8Array())).toBeNull();
  });
});
