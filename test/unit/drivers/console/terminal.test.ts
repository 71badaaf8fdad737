import { describe, expect, it } from 'vitest';
import { inSymbols, sizeOf, terminalOf } from '../../../../drivers/console/terminal.ts';
import { GLYPHS } from '../../../../menus/frame.ts';

describe('what a terminal can do', () => {
  it.each([
    ['linux', 'screen', 'single', true],
    ['xterm-256color', 'screen', 'single', true],
    ['screen.xterm-256color', 'screen', 'single', true],
    ['vt100', 'screen', 'classic', true],
    ['vt220', 'screen', 'classic', true],
    ['dumb', 'lines', 'classic', false],
    ['', 'lines', 'single', false],
    [undefined, 'lines', 'classic', false],
  ])('TERM=%s: %s, %s borders, attributes %s', (term, mode, border, styled) => {
    const terminal = terminalOf({ TERM: term });
    expect([terminal.mode, terminal.symbols.border, terminal.styled]).toEqual([mode, border, styled]);
  });

  it('has no attributes with NO_COLOR, unless that is empty', () => {
    expect(terminalOf({ TERM: 'xterm', NO_COLOR: '1' }).styled).toBe(false);
    expect(terminalOf({ TERM: 'xterm', NO_COLOR: '' }).styled).toBe(true);
  });

  it.each([
    ['C.UTF-8', 'single'],
    ['en_US.utf8', 'single'],
    ['C', 'classic'],
    ['de_DE.ISO-8859-1', 'classic'],
  ])('draws for the locale %s with %s borders', (locale, border) => {
    expect(terminalOf({ TERM: 'xterm', LANG: locale }).symbols.border).toBe(border);
  });

  it('lets LC_ALL decide over LANG', () => {
    expect(terminalOf({ TERM: 'xterm', LANG: 'C', LC_ALL: 'C.UTF-8' }).symbols.border).toBe('single');
  });

  it('has a character for every glyph of a panel', () => {
    const glyphs = Object.values(GLYPHS).join('');
    expect(inSymbols(glyphs, terminalOf({ TERM: 'vt100' }).symbols)).toMatch(/^[ -~]+$/);
    // The arrows and the block of code page 437, which the Linux console's font has.
    expect(inSymbols(glyphs, terminalOf({ TERM: 'linux' }).symbols)).toMatch(/^[ -~↑↓←→↕█]+$/);
  });

  it('takes a serial line without a size for 80 by 24', () => {
    expect(sizeOf({ columns: 0, rows: 0 })).toEqual({ columns: 80, rows: 24 });
    expect(sizeOf({})).toEqual({ columns: 80, rows: 24 });
    expect(sizeOf({ columns: 132, rows: 50 })).toEqual({ columns: 132, rows: 50 });
  });
});
