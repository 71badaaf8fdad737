/**
 * What terminals send for keys that are not characters. Sources: ECMA-48 (control sequences), the XTerm Control
 * Sequences document (F-keys, modifiers, bracketed paste), console_codes(4) of Linux (F1-F5 as `ESC [ [ A`).
 */

/** Keys a terminal has a name for; `escape` is the Esc key itself. */
export type NamedKey =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'enter'
  | 'escape'
  | 'backspace'
  | 'tab'
  | 'home'
  | 'end'
  | 'insert'
  | 'delete'
  | 'page-up'
  | 'page-down'
  | FunctionKey;
export type FunctionKey =
  | 'f1'
  | 'f2'
  | 'f3'
  | 'f4'
  | 'f5'
  | 'f6'
  | 'f7'
  | 'f8'
  | 'f9'
  | 'f10'
  | 'f11'
  | 'f12';

type Names = ReadonlyMap<string, NamedKey>;

/** Single characters. Backspace is 0x7F from most terminals, 0x08 from many serial ones. */
export const NAMED_CHARACTERS: Names = new Map([
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\b', 'backspace'],
  ['\x7f', 'backspace'],
]);

/** Last letter of `ESC [ … x` and of `ESC O x` alike: normal and application mode. */
const LETTERS: readonly (readonly [string, NamedKey])[] = [
  ['A', 'up'],
  ['B', 'down'],
  ['C', 'right'],
  ['D', 'left'],
  ['F', 'end'],
  ['H', 'home'],
  ['P', 'f1'],
  ['Q', 'f2'],
  ['R', 'f3'],
  ['S', 'f4'],
];
export const CSI_LETTERS: Names = new Map(LETTERS);
/** `M` is Enter of a VT100 keypad. */
export const SS3_LETTERS: Names = new Map([...LETTERS, ['M', 'enter']]);

/** `ESC [ <number> ~`. 1/4 and 7/8 are Home and End of two terminal families; 11-14 are F1-F4 of the VT220's heirs. */
export const TILDE_NUMBERS: Names = new Map([
  ['1', 'home'],
  ['2', 'insert'],
  ['3', 'delete'],
  ['4', 'end'],
  ['5', 'page-up'],
  ['6', 'page-down'],
  ['7', 'home'],
  ['8', 'end'],
  ['11', 'f1'],
  ['12', 'f2'],
  ['13', 'f3'],
  ['14', 'f4'],
  ['15', 'f5'],
  ['17', 'f6'],
  ['18', 'f7'],
  ['19', 'f8'],
  ['20', 'f9'],
  ['21', 'f10'],
  ['23', 'f11'],
  ['24', 'f12'],
]);

/** `ESC [ [ x` of the Linux console, the one family of sequences that breaks ECMA-48. */
export const LINUX_LETTERS: Names = new Map([
  ['A', 'f1'],
  ['B', 'f2'],
  ['C', 'f3'],
  ['D', 'f4'],
  ['E', 'f5'],
]);

/** What a terminal puts around pasted text once brackets are turned on. */
export const PASTE_BEGIN = '\x1b[200~';
export const PASTE_END = '\x1b[201~';
/**
 * Asks for the size, on lines that do not carry it: the cursor is sent to the far corner, where it stops, and its
 * position asked for; then it is put back (DECSC, CUP, DSR, DECRC of the VT100).
 */
export const ASK_SIZE = '\x1b7\x1b[9999;9999H\x1b[6n\x1b8';
/** Written to a terminal to turn these brackets on and off; a terminal without them ignores both. */
export const PASTE_BRACKETS_ON = '\x1b[?2004h';
export const PASTE_BRACKETS_OFF = '\x1b[?2004l';
