/** Bytes that are sent together, and how long the panel is busy with them afterwards, in milliseconds. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly pause_ms: number;
}

export interface LineTimeOptions {
  /** Speed of the line in bit/s. */
  readonly baud: number;
  /** Default 1. */
  readonly stopBits?: 1 | 2;
  /** Cuts a message behind each byte after which the panel must be left in peace; default: nowhere. */
  readonly split?: (bytes: Uint8Array) => readonly Piece[];
}

/** Start bit and eight data bits. */
const BITS_BEFORE_STOP = 9;

/** How long things take on a line: bytes, and the pauses that a panel needs, which count as the line's own time. */
export class LineTime {
  readonly byte_ms: number;
  readonly #split: ((bytes: Uint8Array) => readonly Piece[]) | undefined;

  constructor({ baud, stopBits = 1, split }: LineTimeOptions) {
    this.byte_ms = ((BITS_BEFORE_STOP + stopBits) * 1000) / baud;
    this.#split = split;
  }

  pieces(bytes: Uint8Array): readonly Piece[] {
    return this.#split?.(bytes) ?? [{ bytes, pause_ms: 0 }];
  }

  duration_ms({ bytes, pause_ms }: Piece): number {
    return bytes.length * this.byte_ms + pause_ms;
  }

  /** From the first bit of a message until the next one may follow. */
  total_ms(bytes: Uint8Array): number {
    let total_ms = 0;
    for (const piece of this.pieces(bytes)) total_ms += this.duration_ms(piece);
    return total_ms;
  }
}
