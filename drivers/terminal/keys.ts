/**
 * What a terminal sends for a key, turned into keys. Pure: text and state in, keys and state out.
 *
 * Sequences are those of ECMA-48 (CSI, SS3), xterm's modifier parameter and the Linux console. A sequence may come
 * in pieces (a slow serial console, ssh): what is unfinished is held, and only `endOfSequence`, called when the line
 * has been quiet for `ESCAPE_DELAY_MS`, makes an Escape key of a lone ESC.
 */
import type { KeyEvent } from '../../menus/keys.ts';

export type TerminalKey =
  | { readonly kind: 'named'; readonly name: NamedKey; readonly shift: boolean }
  | { readonly kind: 'character'; readonly character: string }
  /** Control and a letter; `letter` is lower case. Tab, Enter and Backspace are named keys instead. */
  | { readonly kind: 'control'; readonly letter: string };

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
  | 'delete'
  | 'page-up'
  | 'page-down';

/** The beginning of a sequence whose end has not come yet. */
export interface TerminalKeyState {
  readonly pending: string;
}

export const NO_PENDING_KEY: TerminalKeyState = { pending: '' };

/**
 * How long a lone ESC may wait for the rest of its sequence, in milliseconds. The bytes of an arrow key are 1 ms
 * apart at 9600 baud; network round trips split them by tens of milliseconds.
 */
export const ESCAPE_DELAY_MS = 50;

/** No key sends more; a longer one is noise and is dropped. */
const LONGEST_SEQUENCE = 16;

const ESC = '\x1b';

const NAMED_BY_LETTER: Readonly<Record<string, NamedKey>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  M: 'enter',
};

const NAMED_BY_NUMBER: Readonly<Record<string, NamedKey>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};

const NAMED_BY_CHARACTER: Readonly<Record<string, NamedKey>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
};

export interface TerminalKeyResult {
  readonly state: TerminalKeyState;
  readonly keys: readonly TerminalKey[];
}

/** Reads what arrived. Several keys in one read come out as several keys, in order. */
export function readTerminal(state: TerminalKeyState, text: string): TerminalKeyResult {
  const keys: TerminalKey[] = [];
  let rest = state.pending + text;
  while (rest !== '') {
    const taken = takeKey(rest);
    if (taken === 'unfinished') {
      return { state: { pending: rest }, keys };
    }
    if (taken.key !== null) {
      keys.push(taken.key);
    }
    rest = rest.slice(taken.length);
  }
  return { state: NO_PENDING_KEY, keys };
}

/** The line has been quiet for `ESCAPE_DELAY_MS`: a lone ESC was the Escape key, any other unfinished sequence is dropped. */
export function endOfSequence(state: TerminalKeyState): TerminalKeyResult {
  const keys = state.pending === ESC ? [named('escape')] : [];
  return { state: NO_PENDING_KEY, keys };
}

/** What the menus hear of a terminal key; null when it means nothing to them. */
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

type Taken = { readonly key: TerminalKey | null; readonly length: number } | 'unfinished';

function takeKey(text: string): Taken {
  if (text.startsWith(ESC)) {
    return takeEscape(text);
  }
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const length = character.length;
  const name = NAMED_BY_CHARACTER[character];
  if (name !== undefined) {
    return { key: named(name), length };
  }
  if (character < ' ') {
    const letter = String.fromCharCode(character.charCodeAt(0) + 0x60);
    return { key: letter >= 'a' && letter <= 'z' ? { kind: 'control', letter } : null, length };
  }
  return { key: { kind: 'character', character }, length };
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
    return takeCsi(text);
  }
  // A key right behind Escape: the Escape was a key of its own (nobody here has an Alt key to hold).
  return { key: named('escape'), length: 1 };
}

/** SS3: keypad in application mode; three characters. */
function takeSs3(text: string): Taken {
  const letter = text[2];
  if (letter === undefined) {
    return 'unfinished';
  }
  const name = NAMED_BY_LETTER[letter];
  return { key: name === undefined ? null : named(name), length: 3 };
}

/** CSI: parameters 0x30-0x3F, intermediates 0x20-0x2F, one final byte 0x40-0x7E (ECMA-48, 5.4). */
function takeCsi(text: string): Taken {
  // The Linux console's F1-F5 are ESC [ [ and a letter, the one sequence that breaks ECMA-48.
  if (text[2] === '[') {
    return text.length < 4 ? 'unfinished' : { key: null, length: 4 };
  }
  for (let at = 2; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character >= '@' && character <= '~') {
      return { key: csiKey(text.slice(2, at), character), length: at + 1 };
    }
    if (character < ' ' || character > '?' || at >= LONGEST_SEQUENCE) {
      return { key: null, length: at };
    }
  }
  return 'unfinished';
}

function csiKey(parameters: string, final: string): TerminalKey | null {
  const [number = '', modifier = '1'] = parameters.split(';');
  if (final === 'Z') {
    return named('tab', true);
  }
  const name = final === '~' ? NAMED_BY_NUMBER[number] : NAMED_BY_LETTER[final];
  if (name === undefined || name === 'enter') {
    return null;
  }
  // xterm: modifier is 1 + bits, of which 1 is Shift.
  return named(name, ((Number(modifier) - 1) & 1) === 1);
}

function named(name: NamedKey, shift = false): TerminalKey {
  return { kind: 'named', name, shift };
}
