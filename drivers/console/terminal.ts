/** What the terminal can do, from its environment and size. */
import { GLYPHS } from '../../menus/frame.ts';
import type { TerminalCharacters } from './characters.ts';

/** Characters that differ between terminals; each is one cell wide. */
export interface Symbols {
  /** Ink's border style: `single` is in every console font, `classic` is ASCII. */
  readonly border: 'single' | 'classic';
  readonly rule: string;
  readonly barFull: string;
  readonly barEmpty: string;
  /** Panel characters that this terminal may not have, and their substitutes. */
  readonly substitutes: ReadonlyMap<string, string>;
}

export interface Terminal {
  /**
   * `screen`: full screen, drawn with cursor movements. `lines`: for terminals without them (TERM=dumb, a printer, a
   * logging terminal server), where changes are printed below.
   */
  readonly mode: 'screen' | 'lines';
  /** false: no colours and no other attributes, as `NO_COLOR` asks (https://no-color.org). */
  readonly styled: boolean;
  readonly symbols: Symbols;
  readonly characters: TerminalCharacters;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** The kernel's console font (code page 437) has arrows and blocks, but lacks these two. */
const ALWAYS: readonly (readonly [string, string])[] = [
  [GLYPHS.enter, 'ENTER'],
  [GLYPHS.lock, '*'],
];

const LINES: Symbols = {
  border: 'single',
  rule: '─',
  barFull: '█',
  barEmpty: '░',
  substitutes: new Map(ALWAYS),
};
const ASCII: Symbols = {
  border: 'classic',
  rule: '-',
  barFull: '#',
  barEmpty: '.',
  substitutes: new Map([
    ...ALWAYS,
    [GLYPHS.up, '^'],
    [GLYPHS.down, 'v'],
    [GLYPHS.left, '<'],
    [GLYPHS.right, '>'],
    [GLYPHS.upDown, '|'],
    [GLYPHS.block, '#'],
  ]),
};

/** DEC terminals and ANSI emulations from before UTF-8; a serial getty announces itself as one of them. */
const BEFORE_UTF8 = /^(dumb|ansi|vt\d+)/;

/** The kernel's own console: its fonts have 256 or 512 characters, Western European letters among them. */
const KERNEL_CONSOLE = /^linux/;

/** @param environment `TERM`, `NO_COLOR` and the locale variables are read */
export function terminalOf(environment: Readonly<Record<string, string | undefined>>): Terminal {
  const term = environment.TERM ?? 'dumb';
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  // A service or getty often has no locale, which says nothing about the terminal.
  const otherCharset = locale !== '' && !/utf-?8/i.test(locale);
  const isDumb = term === 'dumb' || term === '';
  const isAscii = BEFORE_UTF8.test(term) || otherCharset;
  return {
    mode: isDumb ? 'lines' : 'screen',
    styled: !isDumb && !environment.NO_COLOR,
    symbols: isAscii ? ASCII : LINES,
    characters: isAscii ? 'ascii' : KERNEL_CONSOLE.test(term) ? 'latin-1' : 'all',
  };
}

/** What `--text` makes of any terminal. */
export const AS_TEXT = { mode: 'lines', styled: false } as const satisfies Partial<Terminal>;

/**
 * The size to draw for. A serial line reports none (0 by 0, or undefined): then 80 by 24, the classic terminal size.
 */
export function sizeOf(stream: { readonly columns?: number; readonly rows?: number }): TerminalSize {
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}

/** On a smaller terminal the console shows only a message that it is too small. */
export const SMALLEST: TerminalSize = { columns: 60, rows: 16 };

/** Alternate screen, erased, cursor hidden. Terminals ignore sequences they do not know. */
export const ENTER_SCREEN = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l';
/** Undoes `ENTER_SCREEN`: attributes off, cursor shown, main screen. */
export const LEAVE_SCREEN = '\x1b[0m\x1b[?25h\x1b[?1049l';
/** The text in characters this terminal has. */
export function inSymbols(text: string, symbols: Symbols): string {
  let shown = '';
  for (const character of text) {
    shown += symbols.substitutes.get(character) ?? character;
  }
  return shown;
}
