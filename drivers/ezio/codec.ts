/**
 * Bytes of the Portwell EZIO-100 and EZIO-300 (2400 baud 8N1, 16x2): `FE` starts a command, every other byte is
 * a character at the cursor. The panel acknowledges nothing; the only thing it ever sends is the answer to
 * "read keys". Source: Portwell EZIO-300 User Manual v1.0.3, and lcdproc's documentation of `ConnectionType=ezio`.
 */
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';

/** What is engraved: up, down, ENTER, ESC. */
export const EZIO_KEYS: PanelKeys = new Set(['UP', 'DOWN', 'ENTER', 'EXIT']);

/** Starts a command; no character has this code. */
export const COMMAND = 0xfe;

/** Commands that are one byte after `COMMAND`. Those with an address are made by `moveTo` and `defineGlyph`. */
export const CODES = {
  start: 0x28,
  clear: 0x01,
  home: 0x02,
  readKeys: 0x06,
  cursorHidden: 0x0c,
  cursorUnderline: 0x0e,
  cursorBlock: 0x0d,
} as const;

/** HD44780 display memory: the second row starts at 0x40. */
const ROW_ADDRESS = [0x00, 0x40] as const;
const SET_DISPLAY_ADDRESS = 0x80;
const SET_GLYPH_ADDRESS = 0x40;
/** Bytes of one custom character: 8 rows of 5 bits. */
export const GLYPH_ROWS = 8;

/** Whether a command's code is an address: of a cell, or of a row of a custom character. */
export const isAddress = (code: number): boolean => code >= SET_GLYPH_ADDRESS;

export function command(code: number): Uint8Array {
  return Uint8Array.of(COMMAND, code);
}

/** Moves the cursor; the next character lands there. Rows beyond the second do not exist and fall on the first. */
export function moveTo(column: number, row: number): Uint8Array {
  return command(SET_DISPLAY_ADDRESS | ((ROW_ADDRESS[row] ?? 0) + column));
}

/**
 * Defines rows of custom character `code` (0-7), from row `first` on. The panel writes into glyph memory
 * afterwards: follow with `moveTo`.
 */
export function defineGlyph(code: number, rows: readonly number[], first = 0): Uint8Array {
  return Uint8Array.from([COMMAND, SET_GLYPH_ADDRESS | (code << 3) | first, ...rows]);
}

/** First byte of the answer to "read keys"; the second has the four keys as an active-low nibble. */
const KEY_ANSWER = 0xfd;
/** High nibble of the answer's second byte, by model: EZIO-100, EZIO-300. */
const ANSWER_FAMILIES = [0x40, 0xb0] as const;
export type EzioModel = 'ezio-100' | 'ezio-300';

interface KeyNibbles {
  readonly family: number;
  readonly none: number;
  readonly keys: Readonly<Partial<Record<PanelKey, number>>>;
}

/** The nibble while exactly one key is down. The key engraved ESC is the menus' EXIT. */
const NIBBLES: Readonly<Record<EzioModel, KeyNibbles>> = {
  'ezio-100': { family: 0x40, none: 0x0f, keys: { ENTER: 0x0b, UP: 0x0d, DOWN: 0x07, EXIT: 0x0e } },
  'ezio-300': { family: 0xb0, none: 0x0f, keys: { ENTER: 0x0b, UP: 0x0e, DOWN: 0x0d, EXIT: 0x07 } },
};

/** The answer as a panel sends it while these keys are down: each pulls its own bits of the nibble low. */
export function heldAnswer(
  model: EzioModel,
  held: Iterable<PanelKey>,
  codes: Readonly<Partial<Record<PanelKey, number>>> | null = null,
): Uint8Array {
  const { family, none, keys } = NIBBLES[model];
  let nibble = none;
  for (const key of held) nibble &= (codes === null ? keys[key] : codes[key]) ?? none;
  nibble &= 0x0f;
  return Uint8Array.of(KEY_ANSWER, family | nibble);
}

/** One answer: the key that is down, null when none is, 'several' when the nibble names no single key. */
export type KeyState = PanelKey | null | 'several';

export interface KeyAnswer {
  readonly model: EzioModel;
  /** The second byte as it came. */
  readonly code: number;
  /** What it means on the two models of the manual. */
  readonly state: KeyState;
}

/** What an answer means on a panel with keys of its own: `codes` are the second bytes while each is down. */
export function stateByCodes(
  { code, state }: KeyAnswer,
  codes: Readonly<Partial<Record<PanelKey, number>>>,
): KeyState {
  if (state === null) return null;
  for (const key of PANEL_KEYS) if (codes[key] === code) return key;
  return 'several';
}

function readAnswer(code: number): KeyAnswer | null {
  const family = code & 0xf0;
  if (!ANSWER_FAMILIES.some((known) => known === family)) return null;
  const model: EzioModel = family === 0x40 ? 'ezio-100' : 'ezio-300';
  const nibble = code & 0x0f;
  if (nibble === NIBBLES[model].none) return { model, code, state: null };
  for (const key of ['UP', 'DOWN', 'ENTER', 'EXIT'] as const) {
    if (NIBBLES[model].keys[key] === nibble) return { model, code, state: key };
  }
  return { model, code, state: 'several' };
}

/** Finds key answers in what arrives; other bytes are dropped. */
export class KeyAnswerReader {
  #waiting = false;

  push(bytes: Uint8Array): KeyAnswer[] {
    const answers: KeyAnswer[] = [];
    for (const byte of bytes) {
      if (byte === KEY_ANSWER) this.#waiting = true;
      else if (this.#waiting) {
        this.#waiting = false;
        const answer = readAnswer(byte);
        if (answer !== null) answers.push(answer);
      }
    }
    return answers;
  }

  /** Forgets half an answer. */
  reset(): void {
    this.#waiting = false;
  }
}

/** What the host sends, as the panel understands it. */
export type HostByte =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'command'; readonly code: number }
  | { readonly kind: 'move'; readonly address: number }
  | { readonly kind: 'glyph-address'; readonly address: number };

/** The panel's side of the line: splits host bytes into commands and characters. */
export class HostReader {
  #inCommand = false;

  push(bytes: Uint8Array): HostByte[] {
    const read: HostByte[] = [];
    for (const byte of bytes) {
      if (this.#inCommand) {
        this.#inCommand = false;
        read.push(readCommand(byte));
      } else if (byte === COMMAND) this.#inCommand = true;
      else read.push({ kind: 'character', code: byte });
    }
    return read;
  }

  reset(): void {
    this.#inCommand = false;
  }
}

function readCommand(code: number): HostByte {
  if ((code & SET_DISPLAY_ADDRESS) !== 0)
    return { kind: 'move', address: code & ~SET_DISPLAY_ADDRESS & 0xff };
  if ((code & SET_GLYPH_ADDRESS) !== 0) return { kind: 'glyph-address', address: code & 0x3f };
  return { kind: 'command', code };
}
