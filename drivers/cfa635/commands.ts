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
export const askVersion = (): Packet => command(COMMAND.version);
export const askStatus = (): Packet => command(COMMAND.status);
export const reportAllKeys = (): Packet => command(COMMAND.keyReporting, ALL_KEYS_MASK, ALL_KEYS_MASK);
export const writeText = (span: Span): Packet => command(COMMAND.text, span.column, span.row, ...span.codes);
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

/** Reads a text command back into the span it writes. */
export const spanOf = ({ data }: Packet): Span => ({
  column: data[0] ?? 0,
  row: data[1] ?? 0,
  codes: data.subarray(2),
});

/** Names what a command sets: of two commands with the same place, the later one replaces the earlier. */
export function placeOf({ type, data }: Packet): string {
  if (type === COMMAND.text) return `${type}:${data[0]}:${data[1]}`;
  const isIndexed = type === COMMAND.customCharacter || type === COMMAND.writePin;
  return isIndexed ? `${type}:${data[0]}` : `${type}`;
}
