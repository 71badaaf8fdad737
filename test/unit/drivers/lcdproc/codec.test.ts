import { describe, expect, it } from 'vitest';
import { KEY_NAMES, keyOfName, quote, readServerLine } from '../../../../drivers/lcdproc/codec.ts';

describe('names of keys', () => {
  it('are those LCDd tells, and no others', () => {
    expect(
      ['Up', 'Down', 'Left', 'Right', 'Enter', 'Escape'].map((name) => keyOfName(KEY_NAMES, name)),
    ).toEqual(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT']);
    expect(['up', 'F1', ''].map((name) => keyOfName(KEY_NAMES, name))).toEqual([null, null, null]);
  });
});

describe('text for LCDd', () => {
  it('is quoted, its quotes and backslashes escaped', () => {
    expect(quote('say "a\\b"')).toBe('"say \\"a\\\\b\\""');
  });

  it('has ASCII signs instead of glyphs, and a question mark for what LCDd cannot be told', () => {
    expect(quote('↑↓←→↕↵█⚿é\n')).toBe('"^v<>|<#*??"');
  });
});

describe('what LCDd says', () => {
  it.each([
    ['connect LCDproc 0.5.9 protocol 0.3 lcd wid 20 hgt 4 cellwid 5 cellhgt 8', 'hello'],
    ['key Up', 'key'],
    ['noop complete', 'complete'],
    ['huh? Unknown command', 'refused'],
    ['success\r', 'other'],
    ['listen bezel', 'visible'],
    ['ignore bezel', 'visible'],
    ['bye', 'other'],
    ['ignore', 'other'],
  ])('%s', (line, kind) => {
    expect(readServerLine(line).kind).toBe(kind);
  });
});
