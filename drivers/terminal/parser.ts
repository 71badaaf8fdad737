import {
  CSI_KEYS,
  LINUX_FUNCTION_KEYS,
  type NamedKey,
  PASTE_BEGIN,
  PASTE_END,
  SS3_KEYS,
  TILDE_KEYS,
} from './sequences.ts';

/** One key of a terminal, or one paste. */
export type TerminalKey =
  | { readonly kind: 'named'; readonly name: NamedKey }
  /** One Unicode character, never a control character. */
  | { readonly kind: 'character'; readonly character: string }
  /** Ctrl with this letter: `L` for Ctrl-L. Ctrl-H, I, J, M and [ are Backspace, Tab, Enter, Enter and Escape. */
  | { readonly kind: 'control'; readonly letter: string }
  /** Text between the terminal's paste brackets, at most `PASTE_LIMIT` characters, as it came. */
  | { readonly kind: 'paste'; readonly text: string };

/** Bytes read so far of something unfinished. `ground`: nothing pending. */
export type ParserState =
  /** `afterReturn`: the last byte was a carriage return, so a line feed or NUL now belongs to it. */
  | { readonly mode: 'ground'; readonly afterReturn: boolean }
  /** ESC alone: the Esc key, or the beginning of a sequence. */
  | { readonly mode: 'escape' }
  | { readonly mode: 'ss3' }
  | { readonly mode: 'csi'; readonly parameters: string }
  | { readonly mode: 'linux-function' }
  | { readonly mode: 'utf8'; readonly bytes: readonly number[]; readonly missing: number }
  | { readonly mode: 'paste'; readonly bytes: readonly number[]; readonly matched: number };

export interface Parsed {
  readonly state: ParserState;
  readonly keys: readonly TerminalKey[];
}

export const GROUND: ParserState = { mode: 'ground', afterReturn: false };

/** More than any field takes; what a stuck or hostile terminal sends beyond it is dropped. */
export const PASTE_LIMIT = 4096;

/** Longest parameter part of a sequence that is a key (`1;16`), with room; longer ones are somebody's answer-back. */
const PARAMETERS_LIMIT = 32;

const ESC = 0x1b;
const END_OF_PASTE = [...`\x1b[${PASTE_END}~`].map((character) => character.charCodeAt(0));

const named = (name: NamedKey): TerminalKey => ({ kind: 'named', name });
const character = (text: string): TerminalKey => ({ kind: 'character', character: text });
const nothing = (state: ParserState): Parsed => ({ state, keys: [] });
const done = (...keys: TerminalKey[]): Parsed => ({ state: GROUND, keys });

/** Reads bytes in any grouping: the same bytes give the same keys however they were split. */
export function parseBytes(state: ParserState, bytes: Uint8Array): Parsed {
  const keys: TerminalKey[] = [];
  let current = state;
  for (const byte of bytes) {
    const step = parseByte(current, byte);
    keys.push(...step.keys);
    current = step.state;
  }
  return { state: current, keys };
}

/**
 * The line has been quiet long enough: what is pending will not be finished. ESC alone was the Esc key, an open
 * paste ends, and half a sequence is dropped: it is no key, and must not be taken for Esc and some letters.
 */
export function endOfWait(state: ParserState): Parsed {
  if (state.mode === 'escape') {
    return done(named('ESCAPE'));
  }
  if (state.mode === 'paste') {
    return done(pasteOf(state.bytes));
  }
  return nothing(GROUND);
}

function parseByte(state: ParserState, byte: number): Parsed {
  switch (state.mode) {
    case 'ground':
      return parseGround(byte, state.afterReturn);
    case 'escape':
      return parseAfterEscape(byte);
    case 'ss3':
      return parseSs3(byte);
    case 'csi':
      return parseCsi(state.parameters, byte);
    case 'linux-function':
      return parseLinuxFunction(byte);
    case 'utf8':
      return parseUtf8(state.bytes, state.missing, byte);
    case 'paste':
      return parsePaste(state.bytes, state.matched, byte);
  }
}

function parseGround(byte: number, afterReturn: boolean): Parsed {
  if (byte === 0x0d) {
    return { state: { mode: 'ground', afterReturn: true }, keys: [named('ENTER')] };
  }
  if (byte === 0x0a) {
    return afterReturn ? nothing(GROUND) : done(named('ENTER'));
  }
  if (byte === 0x00) {
    return nothing(GROUND);
  }
  if (byte === 0x09) {
    return done(named('TAB'));
  }
  if (byte === 0x08 || byte === 0x7f) {
    return done(named('BACKSPACE'));
  }
  if (byte === ESC) {
    return nothing({ mode: 'escape' });
  }
  if (byte < 0x20) {
    return done({ kind: 'control', letter: String.fromCharCode(byte + 0x40) });
  }
  if (byte < 0x80) {
    return done(character(String.fromCharCode(byte)));
  }
  const missing = continuationsAfter(byte);
  return missing === 0 ? nothing(GROUND) : nothing({ mode: 'utf8', bytes: [byte], missing });
}

function parseAfterEscape(byte: number): Parsed {
  if (byte === 0x5b) {
    return nothing({ mode: 'csi', parameters: '' });
  }
  if (byte === 0x4f) {
    return nothing({ mode: 'ss3' });
  }
  // Shift-Tab of the Linux console.
  if (byte === 0x09) {
    return done(named('BACKTAB'));
  }
  if (byte === ESC) {
    return { state: { mode: 'escape' }, keys: [named('ESCAPE')] };
  }
  // Alt with a key, or Esc and a key that a slow line brought together: no Alt key means anything here.
  return after(named('ESCAPE'), byte);
}

function parseSs3(byte: number): Parsed {
  const key = SS3_KEYS.get(String.fromCharCode(byte));
  if (key !== undefined) {
    return done(named(key));
  }
  // No key ends so: it was Esc and a capital O, typed.
  const rest = after(character('O'), byte);
  return { state: rest.state, keys: [named('ESCAPE'), ...rest.keys] };
}

function parseCsi(parameters: string, byte: number): Parsed {
  const text = String.fromCharCode(byte);
  if (parameters === '' && text === '[') {
    return nothing({ mode: 'linux-function' });
  }
  // 0x20-0x3F are parameters and intermediates, 0x40-0x7E end the sequence (ECMA-48, 5.4).
  if (byte >= 0x20 && byte <= 0x3f) {
    return nothing(
      parameters.length < PARAMETERS_LIMIT ? { mode: 'csi', parameters: parameters + text } : GROUND,
    );
  }
  if (byte < 0x40 || byte > 0x7e) {
    return parseGround(byte, false);
  }
  if (text === '~') {
    const number = parameters.split(';')[0] ?? '';
    if (number === PASTE_BEGIN) {
      return nothing({ mode: 'paste', bytes: [], matched: 0 });
    }
    const key = TILDE_KEYS.get(number);
    return key === undefined ? nothing(GROUND) : done(named(key));
  }
  const key = CSI_KEYS.get(text);
  // Only modifiers may stand before these letters: `ESC [ 24;80 R` is a cursor position report, not F3.
  const isKey = key !== undefined && /^(1;\d{1,3}|1)?$/.test(parameters);
  return isKey ? done(named(key)) : nothing(GROUND);
}

function parseLinuxFunction(byte: number): Parsed {
  const key = LINUX_FUNCTION_KEYS.get(String.fromCharCode(byte));
  return key === undefined ? parseGround(byte, false) : done(named(key));
}

function parseUtf8(bytes: readonly number[], missing: number, byte: number): Parsed {
  if ((byte & 0xc0) !== 0x80) {
    return parseGround(byte, false);
  }
  const collected = [...bytes, byte];
  if (missing > 1) {
    return nothing({ mode: 'utf8', bytes: collected, missing: missing - 1 });
  }
  const text = decode(collected);
  return text === null ? nothing(GROUND) : done(character(text));
}

function parsePaste(bytes: readonly number[], matched: number, byte: number): Parsed {
  if (byte === END_OF_PASTE[matched]) {
    return matched + 1 === END_OF_PASTE.length
      ? done(pasteOf(bytes))
      : nothing({ mode: 'paste', bytes, matched: matched + 1 });
  }
  // What looked like the end was text: ESC occurs only once in the end mark, so no shorter match is pending.
  const text = [...bytes, ...END_OF_PASTE.slice(0, matched)];
  if (byte === ESC) {
    return nothing({ mode: 'paste', bytes: text.slice(0, PASTE_LIMIT), matched: 1 });
  }
  return nothing({ mode: 'paste', bytes: [...text, byte].slice(0, PASTE_LIMIT), matched: 0 });
}

function after(first: TerminalKey, byte: number): Parsed {
  const rest = parseGround(byte, false);
  return { state: rest.state, keys: [first, ...rest.keys] };
}

function pasteOf(bytes: readonly number[]): TerminalKey {
  return { kind: 'paste', text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

/** How many bytes follow this first byte of a UTF-8 character; 0: it cannot begin one (RFC 3629). */
function continuationsAfter(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) {
    return 1;
  }
  if (byte >= 0xe0 && byte <= 0xef) {
    return 2;
  }
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
}

/** null: not a character, or a C1 control character. */
function decode(bytes: readonly number[]): string | null {
  const text = new TextDecoder().decode(Uint8Array.from(bytes));
  const code = text.codePointAt(0) ?? 0;
  const whole = String.fromCodePoint(code).length === text.length;
  return !whole || code === 0xfffd || code < 0xa0 ? null : text;
}
