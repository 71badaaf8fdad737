import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import type { Packet } from './codec.ts';

/** What a panel sends. */
export type Report =
  | { readonly kind: 'key'; readonly key: PanelKey; readonly edge: 'press' | 'release' }
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

/** Codes 1-6 are presses in the order of `PANEL_KEYS`, 7-12 the releases in the same order. */
const KEY_CODES = PANEL_KEYS.length;

/** Data of the report of one key. */
export function keyCode(key: PanelKey, edge: 'press' | 'release'): number {
  return PANEL_KEYS.indexOf(key) + 1 + (edge === 'release' ? KEY_CODES : 0);
}

/**
 * Whether a panel can have sent such a packet. Strict, so that noise never makes a key: the 16-bit checksum alone lets
 * one in 65536 random candidates through; a key report must also have its type, its length and one of 12 codes,
 * which leaves 1 chance in 10^11 for each byte of noise.
 */
export function isPlausibleReport(type: number, length: number): boolean {
  switch (type & KIND_MASK) {
    case ANSWER:
      return true;
    case REFUSAL:
      return length === 0;
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
  const key = PANEL_KEYS[(code - 1) % KEY_CODES];
  if (key === undefined || code > 2 * KEY_CODES) return null;
  return { kind: 'key', key, edge: code > KEY_CODES ? 'release' : 'press' };
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
