/**
 * What terminals send for keys that are not characters. Sources: ECMA-48 (control sequences), the XTerm Control
 * Sequences document (F-keys, modifiers, bracketed paste), console_codes(4) of Linux (F1-F5 as `ESC [ [ A`).
 */

/** Keys a terminal has a name for. `ESCAPE` is the Esc key itself. */
export type NamedKey =
  | 'UP'
  | 'DOWN'
  | 'LEFT'
  | 'RIGHT'
  | 'ENTER'
  | 'ESCAPE'
  | 'TAB'
  | 'BACKTAB'
  | 'BACKSPACE'
  | 'DELETE'
  | 'INSERT'
  | 'HOME'
  | 'END'
  | 'PAGE_UP'
  | 'PAGE_DOWN'
  | FunctionKey;
export type FunctionKey =
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F5'
  | 'F6'
  | 'F7'
  | 'F8'
  | 'F9'
  | 'F10'
  | 'F11'
  | 'F12';

/** Last byte of `ESC [ … x` and of `ESC O x` alike: the cursor keys in normal and in application mode. */
const CURSOR_KEYS: readonly (readonly [string, NamedKey])[] = [
  ['A', 'UP'],
  ['B', 'DOWN'],
  ['C', 'RIGHT'],
  ['D', 'LEFT'],
  ['H', 'HOME'],
  ['F', 'END'],
  ['P', 'F1'],
  ['Q', 'F2'],
  ['R', 'F3'],
  ['S', 'F4'],
];

/** `ESC [ <modifiers> x`; Shift, Alt and Ctrl of a named key make no difference here. */
export const CSI_KEYS: ReadonlyMap<string, NamedKey> = new Map([...CURSOR_KEYS, ['Z', 'BACKTAB']]);

/** `ESC O x`; `M` is Enter of a VT100 keypad. */
export const SS3_KEYS: ReadonlyMap<string, NamedKey> = new Map([...CURSOR_KEYS, ['M', 'ENTER']]);

/** `ESC [ <number> ~`. 1/4 and 7/8 are Home and End of two terminal families; 11-14 are F1-F4 of the VT220's heirs. */
export const TILDE_KEYS: ReadonlyMap<string, NamedKey> = new Map([
  ['1', 'HOME'],
  ['2', 'INSERT'],
  ['3', 'DELETE'],
  ['4', 'END'],
  ['5', 'PAGE_UP'],
  ['6', 'PAGE_DOWN'],
  ['7', 'HOME'],
  ['8', 'END'],
  ['11', 'F1'],
  ['12', 'F2'],
  ['13', 'F3'],
  ['14', 'F4'],
  ['15', 'F5'],
  ['17', 'F6'],
  ['18', 'F7'],
  ['19', 'F8'],
  ['20', 'F9'],
  ['21', 'F10'],
  ['23', 'F11'],
  ['24', 'F12'],
]);

/** `ESC [ [ x` of the Linux console. */
export const LINUX_FUNCTION_KEYS: ReadonlyMap<string, NamedKey> = new Map([
  ['A', 'F1'],
  ['B', 'F2'],
  ['C', 'F3'],
  ['D', 'F4'],
  ['E', 'F5'],
]);

/** `ESC [ 200 ~` and `ESC [ 201 ~` stand around pasted text once bracketed paste is switched on. */
export const PASTE_BEGIN = '200';
export const PASTE_END = '201';
/** Written to the terminal to ask for the brackets, and to stop them. Terminals without them ignore both. */
export const PASTE_BRACKETS_ON = '\x1b[?2004h';
export const PASTE_BRACKETS_OFF = '\x1b[?2004l';
