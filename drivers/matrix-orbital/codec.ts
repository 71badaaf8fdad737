/**
 * Bytes of the Matrix Orbital LK204-25 and its relatives (19200 baud 8N1): `FE` starts a command with a fixed
 * number of argument bytes, every other byte is text at the cursor. No check, no acknowledgement: a lost byte
 * shifts what follows until the next `goTo`. Keys are sent unasked, one letter each.
 * Source: Matrix Orbital LK204-25 and LK162-12 manuals (command summary).
 */
import type { PanelKey } from '../../menus/keys.ts';

const COMMAND = 0xfe;

/** Command codes and how many argument bytes follow each. */
export const COMMANDS = {
  clear: { code: 0x58, arguments: 0 },
  goTo: { code: 0x47, arguments: 2 },
  home: { code: 0x48, arguments: 0 },
  wrapOn: { code: 0x43, arguments: 0 },
  wrapOff: { code: 0x44, arguments: 0 },
  scrollOn: { code: 0x51, arguments: 0 },
  scrollOff: { code: 0x52, arguments: 0 },
  blockOn: { code: 0x53, arguments: 0 },
  blockOff: { code: 0x54, arguments: 0 },
  underlineOn: { code: 0x4a, arguments: 0 },
  underlineOff: { code: 0x4b, arguments: 0 },
  contrast: { code: 0x50, arguments: 1 },
  /** Minutes; 0: for ever. */
  backlightOn: { code: 0x42, arguments: 1 },
  backlightOff: { code: 0x46, arguments: 0 },
  brightness: { code: 0x99, arguments: 1 },
  defineGlyph: { code: 0x4e, arguments: 9 },
  outputOn: { code: 0x57, arguments: 1 },
  outputOff: { code: 0x56, arguments: 1 },
  keysSent: { code: 0x41, arguments: 0 },
  keysPolled: { code: 0x4f, arguments: 0 },
  keysFlushed: { code: 0x45, arguments: 0 },
  /** 0: the panel repeats a held key itself. 1: one code on press, another on release. */
  keyMode: { code: 0x7e, arguments: 1 },
  keyRepeatOff: { code: 0x60, arguments: 0 },
  debounce: { code: 0x55, arguments: 1 },
  /** 1: settings are written to the panel's EEPROM, which wears; 0: they are not. */
  remember: { code: 0x93, arguments: 1 },
  moduleType: { code: 0x37, arguments: 0 },
  version: { code: 0x36, arguments: 0 },
  serialNumber: { code: 0x35, arguments: 0 },
} as const;

export type CommandName = keyof typeof COMMANDS;

/** `keyMode` argument: press and release send different letters. */
export const KEY_MODE_PRESS_RELEASE = 1;

export function command(name: CommandName, ...parameters: number[]): Uint8Array {
  return Uint8Array.of(COMMAND, COMMANDS[name].code, ...parameters);
}

/** Moves the cursor; counted from 0 here, from 1 on the wire. */
export function goTo(column: number, row: number): Uint8Array {
  return command('goTo', column + 1, row + 1);
}

/** Answers to `moduleType` that are known to be 20x4 panels with keys. */
export const MODULE_NAMES: ReadonlyMap<number, string> = new Map([
  [0x09, 'LK204-25'],
  [0x57, 'LK204-25-USB'],
]);

/** Which letter each key sends; every keypad is wired its own way. */
export type KeyLetters = Readonly<Partial<Record<PanelKey, string>>>;

/** The assignment lcdproc ships for `MtxOrb`, which integrators' wiring follows. */
export const USUAL_LETTERS: KeyLetters = { LEFT: 'A', RIGHT: 'B', UP: 'C', DOWN: 'D', ENTER: 'E', EXIT: 'F' };

/** In press-release mode a release is the letter in lower case. */
const RELEASE_OFFSET = 0x20;
const FIRST_LETTER = 0x41;
/** A 5x5 matrix: A to Y. */
const LAST_LETTER = 0x59;

export function keyByte(letter: string, edge: 'press' | 'release'): number {
  return (letter.charCodeAt(0) & 0xff) + (edge === 'release' ? RELEASE_OFFSET : 0);
}

/** Whether any keypad can send this byte. */
export function isKeyByte(byte: number): boolean {
  const upper = byte >= FIRST_LETTER + RELEASE_OFFSET ? byte - RELEASE_OFFSET : byte;
  return upper >= FIRST_LETTER && upper <= LAST_LETTER;
}

/** The letter among bytes from a keypad whose wiring is not known: the first press in them; null: there is none. */
export function letterOf(bytes: Uint8Array): string | null {
  const letter = bytes.find((byte) => byte >= FIRST_LETTER && byte <= LAST_LETTER);
  return letter === undefined ? null : String.fromCharCode(letter);
}

export type HostItem =
  | { readonly kind: 'text'; readonly code: number }
  | { readonly kind: 'command'; readonly name: CommandName; readonly parameters: readonly number[] };

const BY_CODE: ReadonlyMap<number, { name: CommandName; arguments: number }> = new Map(
  (Object.keys(COMMANDS) as CommandName[]).map((name) => [
    COMMANDS[name].code,
    { name, arguments: COMMANDS[name].arguments },
  ]),
);

/** The panel's side of the line: splits host bytes into commands with their arguments, and text. */
export class HostReader {
  readonly #isKnown: (name: CommandName) => boolean;
  #state: 'text' | 'code' | { name: CommandName; missing: number; parameters: number[] } = 'text';

  /** `isKnown`: whether this panel's firmware has a command; default: it has all. */
  constructor(isKnown: (name: CommandName) => boolean = () => true) {
    this.#isKnown = isKnown;
  }

  push(bytes: Uint8Array): HostItem[] {
    const items: HostItem[] = [];
    for (const byte of bytes) this.#take(byte, items);
    return items;
  }

  reset(): void {
    this.#state = 'text';
  }

  #take(byte: number, items: HostItem[]): void {
    if (this.#state === 'text') {
      if (byte === COMMAND) this.#state = 'code';
      else items.push({ kind: 'text', code: byte });
      return;
    }
    if (this.#state === 'code') {
      const known = BY_CODE.get(byte);
      // Like the real panel: an unknown command is dropped, its arguments show as text.
      this.#state =
        known === undefined || !this.#isKnown(known.name)
          ? 'text'
          : { name: known.name, missing: known.arguments, parameters: [] };
    } else {
      this.#state.parameters.push(byte);
      this.#state.missing--;
    }
    if (typeof this.#state === 'object' && this.#state.missing === 0) {
      items.push({ kind: 'command', name: this.#state.name, parameters: this.#state.parameters });
      this.#state = 'text';
    }
  }
}
