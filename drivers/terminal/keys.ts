/**
 * Decodes what a terminal sends for keys, for console and simulator. Pure: text and state in, keys and state out.
 *
 * A sequence may come in pieces (a slow serial console, ssh): an unfinished one is held. Only `endOfSequence`,
 * called when the line has been quiet for `waitFor(state)`, makes an Escape key of a lone ESC.
 */
import type { KeyEvent } from '../../menus/keys.ts';
import {
  CSI_LETTERS,
  LINUX_LETTERS,
  NAMED_CHARACTERS,
  type NamedKey,
  PASTE_BEGIN,
  PASTE_END,
  SS3_LETTERS,
  TILDE_NUMBERS,
} from './sequences.ts';

export type { NamedKey } from './sequences.ts';

/** Pasted text comes as the characters of its first line. */
export type TerminalKey =
  | { readonly kind: 'named'; readonly name: NamedKey; readonly shift: boolean }
  /** One Unicode character, never a control character. */
  | { readonly kind: 'character'; readonly character: string }
  /** Control and a letter or `]`; `letter` is lower case. Tab, Enter and Backspace are named keys instead. */
  | { readonly kind: 'control'; readonly letter: string }
  /** Not a key: the cursor position the terminal was asked for. In the far corner it is the size. */
  | { readonly kind: 'position'; readonly column: number; readonly row: number };

export interface TerminalKeyState {
  /** The beginning of a sequence or of a paste that has not ended yet. */
  readonly pending: string;
  /** The last character was a carriage return: a line feed now is the second half of the same Enter. */
  readonly afterReturn: boolean;
}

export interface TerminalKeyResult {
  readonly state: TerminalKeyState;
  readonly keys: readonly TerminalKey[];
}

export const NO_PENDING_KEY: TerminalKeyState = { pending: '', afterReturn: false };

/**
 * How long a lone ESC may wait for the rest of its sequence, in milliseconds. The bytes of an arrow key are 1 ms
 * apart at 9600 baud, 33 ms at 300; network round trips split them by tens of milliseconds.
 */
const ESCAPE_DELAY_ms = 50;

/**
 * The same for a sequence that is past its ESC, in milliseconds: more must come, so a line that stalls is given
 * longer. What is unfinished then is noise.
 */
const SEQUENCE_DELAY_ms = 500;

/** No key sends more; a longer one is noise and is dropped. */
const LONGEST_SEQUENCE = 16;

/** Characters of one paste; the longest field, a host name, takes 253. The rest is dropped. */
export const PASTE_LIMIT = 512;

const ESC = '\x1b';

/** What Control and `]` send; telnet's way out. */
const GROUP_SEPARATOR = '\x1d';

/** How long to wait for more before calling `endOfSequence`, in milliseconds; null: nothing is pending. */
export function waitFor(state: TerminalKeyState): number | null {
  if (state.pending === '') {
    return null;
  }
  return state.pending === ESC ? ESCAPE_DELAY_ms : SEQUENCE_DELAY_ms;
}

/** Reads what arrived. Several keys in one read come out as several keys, in order. */
export function readTerminal(state: TerminalKeyState, text: string): TerminalKeyResult {
  const keys: TerminalKey[] = [];
  let rest = state.pending + text;
  let afterReturn = state.afterReturn;
  while (rest !== '') {
    const taken = takeKeys(rest, afterReturn);
    if (taken === 'unfinished') {
      return { state: { pending: bounded(rest), afterReturn: false }, keys };
    }
    keys.push(...taken.keys);
    afterReturn = rest.startsWith('\r');
    rest = rest.slice(taken.length);
  }
  return { state: { pending: '', afterReturn }, keys };
}

/**
 * The line has been quiet for `waitFor(state)`: a lone ESC was the Escape key, an open paste ends. Any other unfinished
 * sequence is dropped: read as Escape and letters it would make the operator leave a field.
 */
export function endOfSequence(state: TerminalKeyState): TerminalKeyResult {
  const { pending } = state;
  const afterReturn = pending === '' && state.afterReturn;
  const keys = pending === ESC ? [named('escape')] : isPaste(pending) ? pastedKeys(pending) : [];
  return { state: { pending: '', afterReturn }, keys };
}

/** The menus' event for a terminal key; null: there is none. */
export function toKeyEvent(key: TerminalKey): KeyEvent | null {
  if (key.kind === 'character') {
    return { type: 'KEY.CHARACTER', character: key.character };
  }
  return key.kind === 'named' ? namedKeyEvent(key.name, key.shift) : null;
}

function namedKeyEvent(name: NamedKey, shift: boolean): KeyEvent | null {
  switch (name) {
    case 'up':
    case 'down':
    case 'left':
    case 'right':
    case 'enter':
      return { type: PANEL_KEY_EVENT[name] };
    case 'escape':
      return { type: 'KEY.EXIT' };
    case 'backspace':
      return { type: 'KEY.BACKSPACE' };
    case 'tab':
      return { type: shift ? 'KEY.BACKTAB' : 'KEY.TAB' };
    default:
      return null;
  }
}

const PANEL_KEY_EVENT = {
  up: 'KEY.UP',
  down: 'KEY.DOWN',
  left: 'KEY.LEFT',
  right: 'KEY.RIGHT',
  enter: 'KEY.ENTER',
} as const;

type Taken = { readonly keys: readonly TerminalKey[]; readonly length: number } | 'unfinished';

function takeKeys(text: string, afterReturn: boolean): Taken {
  if (text.startsWith(ESC)) {
    return takeEscape(text);
  }
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const length = character.length;
  if (character === '\n' && afterReturn) {
    return { keys: [], length };
  }
  const name = NAMED_CHARACTERS.get(character);
  return { keys: name === undefined ? characterKeys(character) : [named(name)], length };
}

function characterKeys(character: string): readonly TerminalKey[] {
  if (character < ' ') {
    if (character === GROUP_SEPARATOR) return [{ kind: 'control', letter: ']' }];
    const letter = String.fromCharCode(character.charCodeAt(0) + 0x60);
    return letter >= 'a' && letter <= 'z' ? [{ kind: 'control', letter }] : [];
  }
  // C1 control characters, and the replacement character for bytes that are not UTF-8.
  const isNoise = (character >= '\x7f' && character < '\xa0') || character === '\ufffd';
  return isNoise ? [] : [{ kind: 'character', character }];
}

function takeEscape(text: string): Taken {
  const second = text[1];
  if (second === undefined) {
    return 'unfinished';
  }
  if (second === 'O') {
    return takeSs3(text);
  }
  if (second === '[') {
    return text.startsWith(PASTE_BEGIN) ? takePaste(text) : takeCsi(text);
  }
  // Shift-Tab of the Linux console.
  if (second === '\t') {
    return { keys: [named('tab', true)], length: 2 };
  }
  // A key right behind Escape: Escape was a key of its own (Alt with a letter, which sends the same, is not used).
  return { keys: [named('escape')], length: 1 };
}

/** SS3: cursor keys and keypad in application mode; three characters. */
function takeSs3(text: string): Taken {
  const letter = text[2];
  if (letter === undefined) {
    return 'unfinished';
  }
  const name = SS3_LETTERS.get(letter);
  if (name !== undefined) {
    return { keys: [named(name)], length: 3 };
  }
  // Other letters are keypad keys that mean nothing here; anything else was Escape and a capital O, typed.
  return /[A-Za-z]/.test(letter)
    ? { keys: [], length: 3 }
    : { keys: [named('escape'), { kind: 'character', character: 'O' }], length: 2 };
}

/** CSI: parameters 0x30-0x3F, intermediates 0x20-0x2F, one final byte 0x40-0x7E (ECMA-48, 5.4). */
function takeCsi(text: string): Taken {
  if (text[2] === '[') {
    const name = LINUX_LETTERS.get(text[3] ?? '');
    return text.length < 4 ? 'unfinished' : { keys: name === undefined ? [] : [named(name)], length: 4 };
  }
  for (let at = 2; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character >= '@' && character <= '~') {
      const key = csiKey(text.slice(2, at), character);
      return { keys: key === null ? [] : [key], length: at + 1 };
    }
    if (character < ' ' || character > '?' || at >= LONGEST_SEQUENCE) {
      return { keys: [], length: at };
    }
  }
  return 'unfinished';
}

/** Parameters of a cursor position report (ECMA-48, CPR). In the first row they could be those of F3 with a modifier. */
const POSITION_REPORT = /^(\d{1,4});(\d{1,4})$/;

function csiKey(parameters: string, final: string): TerminalKey | null {
  const [number = '', modifier = '1'] = parameters.split(';');
  if (final === 'Z') {
    return named('tab', true);
  }
  const [, row, column] = (final === 'R' && POSITION_REPORT.exec(parameters)) || [];
  if (row !== undefined && column !== undefined && Number(row) > 1) {
    return { kind: 'position', row: Number(row), column: Number(column) };
  }
  // Before a letter stand modifiers only: `ESC [ 24;80 R` reports a cursor position and is not F3.
  const isKey = final === '~' || /^(1(;\d{1,3})?)?$/.test(parameters);
  const name = final === '~' ? TILDE_NUMBERS.get(number) : CSI_LETTERS.get(final);
  if (name === undefined || !isKey) {
    return null;
  }
  // xterm: modifier is 1 + bits, of which 1 is Shift.
  return named(name, ((Number(modifier) - 1) & 1) === 1);
}

const isPaste = (pending: string) => pending.startsWith(PASTE_BEGIN);

function takePaste(text: string): Taken {
  const end = text.indexOf(PASTE_END);
  return end === -1 ? 'unfinished' : { keys: pastedKeys(text.slice(0, end)), length: end + PASTE_END.length };
}

/**
 * The first line that is not blank, trimmed, character by character: copied text often ends with a line end, which
 * must not press ENTER.
 */
function pastedKeys(text: string): readonly TerminalKey[] {
  const line = text
    .slice(PASTE_BEGIN.length, PASTE_BEGIN.length + PASTE_LIMIT)
    .split(/[\r\n]+/)
    .map((candidate) => candidate.trim())
    .find((candidate) => candidate !== '');
  return [...(line ?? '')].filter((character) => character >= ' ').flatMap(characterKeys);
}

/** Of a paste that is too long, keeps the beginning, and of its end what may be part of the end bracket. */
function bounded(pending: string): string {
  const limit = PASTE_BEGIN.length + PASTE_LIMIT;
  return pending.length <= limit
    ? pending
    : pending.slice(0, limit) + pending.slice(Math.max(limit, pending.length - PASTE_END.length + 1));
}

function named(name: NamedKey, shift = false): TerminalKey {
  return { kind: 'named', name, shift };
}
