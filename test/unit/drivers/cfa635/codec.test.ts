import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crc16,
  encodePacket,
  MAX_DATA,
  type Packet,
  PacketReader,
  sameBytes,
} from '../../../../drivers/cfa635/codec.ts';
import { bytesOf, hexOf, REFERENCE_FRAMES, REFERENCE_KEYS, reference } from './reference-frames.ts';

const anything = (): boolean => true;
const packets = fc.record({
  type: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: MAX_DATA }),
});
const join = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
/** Reads bytes in pieces of the given sizes, then the rest at once. */
function readInPieces(bytes: Uint8Array, sizes: readonly number[]): readonly Packet[] {
  const reader = new PacketReader(anything);
  const found: Packet[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    found.push(...reader.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return found;
}

describe('the checksum', () => {
  it('is CRC-16/X-25, by its published check value', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x906e);
  });
});

describe('a packet', () => {
  const frames = [
    ...Object.entries(REFERENCE_FRAMES),
    ...Object.entries(REFERENCE_KEYS).flatMap(([key, { press, release }]): [string, string][] => [
      [`${key} pressed`, press],
      [`${key} released`, release],
    ]),
  ];

  it.each(frames)('is on the line as the data sheet has it: %s', (_name, hex) => {
    const bytes = bytesOf(hex);
    const packet = { type: bytes[0] ?? 0, data: bytes.slice(2, -2) };
    expect(hexOf(encodePacket(packet))).toBe(hex);
    expect(new PacketReader(anything).push(bytes)).toEqual([packet]);
  });

  it('carries at most 22 bytes', () => {
    expect(() => encodePacket({ type: 0, data: new Uint8Array(23) })).toThrow(RangeError);
  });
});

describe('a packet reader', () => {
  it('finds every packet however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(packets, { maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: 9 })),
        (sent, sizes) => {
          expect(readInPieces(join(sent.map(encodePacket)), sizes)).toEqual(sent);
        },
      ),
    );
  });

  it('drops one byte on a bad checksum and finds the packet behind it', () => {
    const bad = reference('text ack').map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    const found = new PacketReader(anything).push(join([bad, reference('LED ack')]));
    expect(found.map(({ type }) => type)).toEqual([0x62]);
  });

  it('drops one byte on an impossible length', () => {
    const found = new PacketReader(anything).push(join([Uint8Array.of(0x1f, 23), reference('ping')]));
    expect(found.map(({ type }) => type)).toEqual([0]);
  });

  it('drops one byte on a header that cannot be', () => {
    const reader = new PacketReader((type) => type === 0x5f);
    expect(reader.push(join([reference('ping'), reference('text ack')])).map(({ type }) => type)).toEqual([
      0x5f,
    ]);
  });

  it('does not let a header made up by noise hold up what follows', () => {
    const reader = new PacketReader(anything);
    expect(reader.push(Uint8Array.of(0x5e, 0x0f, 0x00))).toEqual([]);
    expect(reader.push(bytesOf(REFERENCE_KEYS.UP.press)).map(({ type }) => type)).toEqual([0x80]);
    expect(reader.push(reference('text ack')).map(({ type }) => type)).toEqual([0x5f]);
  });

  it('does not take a packet in which up to three bits are wrong', () => {
    const bits = fc.uniqueArray(fc.integer({ min: 0, max: 26 * 8 - 1 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(packets, bits, (packet, wrong) => {
        const bytes = encodePacket(packet);
        const places = [...new Set(wrong.map((bit) => bit % (bytes.length * 8)))];
        for (const bit of places) {
          bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        }
        const whole = new PacketReader(anything)
          .push(bytes)
          .filter(({ data }) => data.length === packet.data.length);
        expect(whole).toEqual([]);
      }),
    );
  });

  it('forgets an unfinished packet when it is reset', () => {
    const reader = new PacketReader(anything);
    const ack = reference('ping "AB" ack');
    reader.push(ack.subarray(0, 3));
    reader.reset();
    expect(reader.push(ack.subarray(3))).toEqual([]);
  });
});

describe('two runs of bytes', () => {
  const of = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

  it('are the same only in length and in every byte', () => {
    expect(sameBytes(of(1, 2), of(1, 2))).toBe(true);
    expect(sameBytes(of(1, 2), of(1, 2, 3))).toBe(false);
    expect(sameBytes(of(1, 2), of(1, 3))).toBe(false);
  });
});
