import type { PanelKey } from '../../menus/keys.ts';
import type { Packet } from './codec.ts';

/** What a panel sends. */
export type Report =
  /** `code`: that of the key's press, see `KeyCodes`. */
  | { readonly kind: 'key'; readonly code: number; readonly edge: 'press' | 'release' }
  /** The command was carried out. */
  | { readonly kind: 'answer'; readonly command: number; readonly data: Uint8Array }
  /** The command was understood and not carried out: a bad argument, or one this panel does not know. */
  | { readonly kind: 'refusal'; readonly command: number };

/** Top two bits of a packet type, and the command beneath them. */
export const KIND_MASK = 0xc0;
export const ANSWER = 0x40;
export const REFUSAL = 0xc0;
const COMMAND_MASK = 0x3f;

export const KEY_REPORT = 0x80;
/** Reports of fans and temperature sensors, 4 bytes each: possible on the line, not used. */
const FAN_REPORT = 0x81;
const TEMPERATURE_REPORT = 0x82;
const SENSOR_bytes = 4;

/** The press code of each key that a panel has. */
export type KeyCodes = Readonly<Partial<Record<PanelKey, number>>>;

/** Presses are 1-6 in the order of `PANEL_KEYS`, the releases follow. Source: CFA635 data sheet, "Key reporting". */
export const SIX_KEYS = { UP: 1, DOWN: 2, LEFT: 3, RIGHT: 4, ENTER: 5, EXIT: 6 } as const satisfies KeyCodes;
/**
 * The CFA-631 has a key at each corner of its glass: 13 upper left, 14 upper right, 15 lower left, 16 lower right; the
 * releases follow. Source: CFA631 data sheet, report 0x80; the meanings are those of lcdproc's CFontzPacket driver.
 */
export const FOUR_KEYS = { UP: 13, ENTER: 14, DOWN: 15, EXIT: 16 } as const satisfies KeyCodes;

/** Runs of press codes, each followed by as many release codes. */
const CODE_RUNS = [
  { first: 1, keys: 6 },
  { first: 13, keys: 4 },
] as const;

/** Data of the report of the key with this press code. */
export function keyCode(press: number, edge: 'press' | 'release'): number {
  const keys = press < CODE_RUNS[1].first ? CODE_RUNS[0].keys : CODE_RUNS[1].keys;
  return edge === 'press' ? press : press + keys;
}

/** A refusal carries nothing, or what was refused: the CFA-835 sends two bytes. */
const MAX_REFUSAL_bytes = 2;

/**
 * Whether a panel can have sent such a packet. Strict, so that noise never makes a key: the 16-bit checksum alone lets
 * one in 65536 random candidates through; a key report must also have its type, its length and one of 20 codes,
 * which leaves 1 chance in 10^11 for each byte of noise.
 */
export function isPlausibleReport(type: number, length: number): boolean {
  switch (type & KIND_MASK) {
    case ANSWER:
      return true;
    case REFUSAL:
      return length <= MAX_REFUSAL_bytes;
    default:
      if (type === KEY_REPORT) return length === 1;
      return (type === FAN_REPORT || type === TEMPERATURE_REPORT) && length === SENSOR_bytes;
  }
}

/** Reads a packet from a panel; null: none that a driver uses. */
export function parseReport({ type, data }: Packet): Report | null {
  const command = type & COMMAND_MASK;
  switch (type & KIND_MASK) {
    case ANSWER:
      return { kind: 'answer', command, data };
    case REFUSAL:
      return { kind: 'refusal', command };
    default:
      return type === KEY_REPORT ? parseKey(data[0] ?? 0) : null;
  }
}

function parseKey(code: number): Report | null {
  for (const { first, keys } of CODE_RUNS) {
    const place = code - first;
    if (place < 0 || place >= 2 * keys) continue;
    return place < keys
      ? { kind: 'key', code, edge: 'press' }
      : { kind: 'key', code: code - keys, edge: 'release' };
  }
  return null;
}

/** The parts of a status answer that a reset changes. */
export interface StatusReport {
  readonly pressMask: number;
  readonly releaseMask: number;
  readonly contrast: number;
  readonly backlight: number;
}

const STATUS_bytes = 15;

/** Reads the answer to the status command; null: this panel's answer has another shape. */
export function parseStatus(data: Uint8Array): StatusReport | null {
  if (data.length !== STATUS_bytes) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return {
    pressMask: view.getUint8(5),
    releaseMask: view.getUint8(6),
    contrast: view.getUint8(13),
    backlight: view.getUint8(14),
  };
}
