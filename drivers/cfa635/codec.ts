/**
 * Crystalfontz packets: `type, length, data (0-22 bytes), CRC low byte, CRC high byte`, the same both ways.
 * Source: CFA635 data sheet, "Packet structure".
 */

export interface Packet {
  /** Top two bits: 00 command, 01 answer, 10 unasked report, 11 refusal; the rest is the command. */
  readonly type: number;
  readonly data: Uint8Array;
}

/** The longest data a packet can carry, in bytes: a full row of 20 and its position. */
export const MAX_DATA = 22;
const HEADER_bytes = 2;
const CRC_bytes = 2;
/** What a packet costs beside its data, in bytes. */
export const PACKET_OVERHEAD_bytes = HEADER_bytes + CRC_bytes;

/** CRC-16/X-25, low bit first: polynomial 0x1021 reflected. */
const REFLECTED_POLYNOMIAL = 0x8408;

/** The checksum over type, length and data. Check value of "123456789": 0x906E. */
export function crc16(bytes: Iterable<number>): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    // At most 24 bytes a packet: fast enough without a table.
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ REFLECTED_POLYNOMIAL : crc >>> 1;
  }
  return crc ^ 0xffff;
}

/**
 * The bytes of a packet.
 * @throws RangeError when the data is longer than a packet carries.
 */
export function encodePacket({ type, data }: Packet): Uint8Array {
  if (data.length > MAX_DATA) throw new RangeError(`${data.length} bytes do not fit into a packet`);
  const bytes = new Uint8Array(data.length + PACKET_OVERHEAD_bytes);
  bytes[0] = type;
  bytes[1] = data.length;
  bytes.set(data, HEADER_bytes);
  const crc = crc16(bytes.subarray(0, HEADER_bytes + data.length));
  bytes[bytes.length - 2] = crc & 0xff;
  bytes[bytes.length - 1] = crc >>> 8;
  return bytes;
}

/** Whether a packet with this type and data length can exist at all on the side that listens. */
export type IsPlausible = (type: number, length: number) => boolean;

/**
 * Finds packets in a byte stream. On a bad checksum or an impossible header one byte is dropped and the search
 * starts again, as the data sheet asks. A valid packet is taken at once even if it stands inside what another
 * header announces, so that a header made by noise never holds up a key.
 */
export class PacketReader {
  readonly #isPlausible: IsPlausible;
  #buffer = new Uint8Array(0);

  constructor(isPlausible: IsPlausible) {
    this.#isPlausible = isPlausible;
  }

  /** Takes what arrived and returns the packets it completes, in order. */
  push(bytes: Uint8Array): readonly Packet[] {
    const buffer = new Uint8Array(this.#buffer.length + bytes.length);
    buffer.set(this.#buffer);
    buffer.set(bytes, this.#buffer.length);
    const packets: Packet[] = [];
    // Everything before `start` is used up or is known to be noise.
    let start = 0;
    let unfinished: number | null = null;
    for (let at = 0; at < buffer.length; ) {
      const found = this.#packetAt(buffer, at);
      if (typeof found === 'object') {
        packets.push(found);
        at += found.data.length + PACKET_OVERHEAD_bytes;
        start = at;
        unfinished = null;
      } else {
        if (found === 'unfinished') unfinished ??= at;
        at += 1;
        if (unfinished === null) start = at;
      }
    }
    this.#buffer = buffer.slice(unfinished ?? start);
    return packets;
  }

  /** Forgets an unfinished packet: the line was opened anew. */
  reset(): void {
    this.#buffer = new Uint8Array(0);
  }

  #packetAt(buffer: Uint8Array, at: number): Packet | 'unfinished' | 'noise' {
    const type = buffer[at];
    const length = buffer[at + 1];
    if (type === undefined || length === undefined) return 'unfinished';
    if (length > MAX_DATA || !this.#isPlausible(type, length)) return 'noise';
    const end = at + HEADER_bytes + length;
    const low = buffer[end];
    const high = buffer[end + 1];
    if (low === undefined || high === undefined) return 'unfinished';
    if (crc16(buffer.subarray(at, end)) !== (low | (high << 8))) return 'noise';
    return { type, data: buffer.slice(at + HEADER_bytes, end) };
  }
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
