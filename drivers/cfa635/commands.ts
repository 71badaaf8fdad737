import type { Cursor } from '../../menus/frame.ts';
import type { PanelKey } from '../../menus/keys.ts';
import type { Glyph } from '../charset/charset.ts';
import type { Span } from '../screen/shadow.ts';
import { PACKET_OVERHEAD_bytes, type Packet } from './codec.ts';

/** Command numbers. Source: CFA635 data sheet, "Command codes". */
export const COMMAND = {
  ping: 0,
  version: 1,
  writeUserFlash: 2,
  readUserFlash: 3,
  storeBootState: 4,
  reboot: 5,
  clear: 6,
  writeLine1: 7,
  writeLine2: 8,
  customCharacter: 9,
  readMemory: 10,
  cursorPosition: 11,
  cursorStyle: 12,
  contrast: 13,
  backlight: 14,
  keyReporting: 23,
  pollKeys: 24,
  status: 30,
  text: 31,
  baud: 33,
  writePin: 34,
  readPin: 35,
} as const;

/** Bits of the key masks of commands 23 and 24; another order than that of the key codes. */
export const KEY_MASK = {
  UP: 0x01,
  ENTER: 0x02,
  EXIT: 0x04,
  LEFT: 0x08,
  RIGHT: 0x10,
  DOWN: 0x20,
} as const satisfies Record<PanelKey, number>;
export const ALL_KEYS_MASK = 0x3f;

/** What a text packet costs beside its characters, in bytes: the frame, column and row. */
export const TEXT_OVERHEAD_bytes = PACKET_OVERHEAD_bytes + 2;

const CURSOR_STYLES = { block: 1, underline: 2 } as const satisfies Record<Cursor['style'], number>;

const command = (type: number, ...data: readonly number[]): Packet => ({ type, data: Uint8Array.from(data) });

/** The panel echoes the number, so an answer to an earlier ping is recognised. */
export const ping = (number: number): Packet => command(COMMAND.ping, number & 0xff, (number >>> 8) & 0xff);
/** Without a number: understood by a panel that loses or garbles data. */
export const emptyPing = (): Packet => command(COMMAND.ping);
export const askVersion = (): Packet => command(COMMAND.version);
export const askStatus = (): Packet => command(COMMAND.status);
export const reportAllKeys = (): Packet => command(COMMAND.keyReporting, ALL_KEYS_MASK, ALL_KEYS_MASK);
export const writeText = (span: Span): Packet => command(COMMAND.text, span.column, span.row, ...span.codes);
const LINE_COMMANDS: readonly number[] = [COMMAND.writeLine1, COMMAND.writeLine2];
/** How many rows can be written whole. */
export const WHOLE_LINES = LINE_COMMANDS.length;
/** Writes a whole row, 0 or 1, the only way a CFA-633 before firmware 1.9 knows; all of its columns. */
export const writeLine = (row: number, codes: Uint8Array): Packet =>
  command(LINE_COMMANDS[row] ?? COMMAND.writeLine1, ...codes);
/** Asks for a value that is otherwise set by the same command. Source: CFA835 data sheet, commands 13 and 14. */
export const askValue = (type: typeof COMMAND.contrast | typeof COMMAND.backlight): Packet => command(type);
export const moveCursor = (column: number, row: number): Packet =>
  command(COMMAND.cursorPosition, column, row);
export const styleCursor = (style: Cursor['style'] | null): Packet =>
  command(COMMAND.cursorStyle, style === null ? 0 : CURSOR_STYLES[style]);
/** The value is the model's own, see `models.ts`. */
export const setContrast = (value: number): Packet => command(COMMAND.contrast, value);
export const setBacklight = (percent: number): Packet => command(COMMAND.backlight, percent);
export const defineCharacter = (index: number, glyph: Glyph): Packet =>
  command(COMMAND.customCharacter, index, ...glyph);
/** `pin`: number of a general purpose output; `percent`: how much of the time it is on. */
export const drivePin = (pin: number, percent: number): Packet => command(COMMAND.writePin, pin, percent);

/** Reads a text command back into the span it writes; null: it writes no text. */
export function spanOf({ type, data }: Packet): Span | null {
  if (type === COMMAND.text) return { column: data[0] ?? 0, row: data[1] ?? 0, codes: data.subarray(2) };
  const row = LINE_COMMANDS.indexOf(type);
  return row < 0 ? null : { column: 0, row, codes: data };
}

/** Names what a command sets: of two settings with the same place, the later one replaces the earlier. A text's is its row. */
export function placeOf({ type, data }: Packet): string {
  if (type === COMMAND.text) return `${type}:${data[1]}`;
  const isIndexed = type === COMMAND.customCharacter || type === COMMAND.writePin;
  return isIndexed ? `${type}:${data[0]}` : `${type}`;
}
