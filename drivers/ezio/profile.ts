/**
 * What sets EZIO panels and their relatives apart: the same bytes, in front of controllers and key pads that differ.
 * Nothing on the line tells which it is.
 */
import type { PanelKey } from '../../menus/keys.ts';
import type { Piece } from '../screen/line-time.ts';
import { CODES, COMMAND, isAddress } from './codec.ts';

/** How long the panel is busy after each kind of command, in milliseconds; what is sent meanwhile is lost. */
export interface EzioPauses {
  /** Home, clear and start, which the controller itself is slow with. */
  readonly home: number;
  /** Cursor on and off. */
  readonly cursor: number;
  /** Addresses: of a cell, of a custom character. */
  readonly move: number;
  /** The question for the keys. */
  readonly poll: number;
}

export interface EzioProfile {
  readonly pauses: EzioPauses;
  /** Whether the question for the keys shifts the glass, so that it must be taken back behind each one. */
  readonly pollShifts: boolean;
  /** Whether custom characters can be drawn. */
  readonly drawsCharacters: boolean;
  readonly stopBits: 1 | 2;
  /** The second byte of the answer while each key is down; null: as the two models of the manual have it. */
  readonly keyCodes: Readonly<Partial<Record<PanelKey, number>>> | null;
}

/** Home takes some panels 40 ms, and is sent so rarely that the others do not feel it. */
export const PLAIN_PROFILE: EzioProfile = {
  pauses: { home: 40, cursor: 0, move: 0, poll: 0 },
  pollShifts: false,
  drawsCharacters: true,
  stopBits: 1,
  keyCodes: null,
};

/** Cuts a message behind each command that the panel is busy with. */
export function splitFor(pauses: EzioPauses): (bytes: Uint8Array) => readonly Piece[] {
  return (bytes) => {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] !== COMMAND) continue;
      at += 1;
      const pause_ms = pauseAfter(pauses, bytes[at] ?? 0);
      if (pause_ms === 0) continue;
      pieces.push({ bytes: bytes.slice(from, at + 1), pause_ms });
      from = at + 1;
    }
    if (from < bytes.length) pieces.push({ bytes: bytes.slice(from), pause_ms: 0 });
    return pieces;
  };
}

function pauseAfter(pauses: EzioPauses, code: number): number {
  if (isAddress(code)) return pauses.move;
  switch (code) {
    case CODES.readKeys:
      return pauses.poll;
    case CODES.cursorHidden:
    case CODES.cursorUnderline:
    case CODES.cursorBlock:
      return pauses.cursor;
    default:
      return pauses.home;
  }
}
