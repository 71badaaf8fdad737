import { Duplex } from 'node:stream';
import { MAX_DATA, PACKET_OVERHEAD_bytes, type Packet, PacketReader } from '../../../drivers/cfa635/codec.ts';
import { COMMAND } from '../../../drivers/cfa635/commands.ts';
import { KIND_MASK } from '../../../drivers/cfa635/reports.ts';

/** A packet of the host that reaches the panel, as it came off the pseudo-terminal, before the line's pace. */
export interface HostPacket {
  readonly packet: Packet;
  /** When the read that held its first byte came, by `performance.now()`. */
  readonly begun_ms: number;
}

/** Between the pseudo-terminal and the virtual panel: notes when each packet of the host came, and can lose some. */
export class Tap extends Duplex {
  readonly #stream: Duplex;
  readonly #reader = new PacketReader((type, length) => (type & KIND_MASK) === 0 && length <= MAX_DATA);
  readonly #onPacket: (packet: HostPacket) => void;
  /** When each byte came that no packet was made of yet. */
  #came_ms: number[] = [];
  #textsToLose = 0;

  constructor(stream: Duplex, onPacket: (packet: HostPacket) => void) {
    super();
    this.#stream = stream;
    this.#onPacket = onPacket;
    stream.on('data', (bytes: Buffer) => this.#take(bytes));
    stream.on('error', () => this.destroy());
    stream.on('close', () => this.destroy());
  }

  /** The next packet of text never reaches the panel. */
  loseNextText(): void {
    this.#textsToLose += 1;
  }

  override _read(): void {
    // Bytes are pushed as they come.
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#stream.destroyed) done();
    else this.#stream.write(bytes, () => done());
  }

  #take(bytes: Buffer): void {
    const now_ms = performance.now();
    let passed = bytes;
    let at = 0;
    for (const byte of bytes) {
      this.#came_ms.push(now_ms);
      at += 1;
      for (const packet of this.#reader.push(Uint8Array.of(byte))) {
        const length = packet.data.length + PACKET_OVERHEAD_bytes;
        const begun_ms = this.#came_ms.at(-length) ?? now_ms;
        this.#came_ms = [];
        if (packet.type === COMMAND.text && this.#textsToLose > 0) {
          this.#textsToLose -= 1;
          // Every host writes a packet in one piece, so it lies in this read.
          const before = bytes.subarray(0, Math.max(0, at - length));
          passed = Buffer.concat([before, bytes.subarray(at)]);
        } else {
          this.#onPacket({ packet, begun_ms });
        }
      }
    }
    if (passed.length > 0) this.push(passed);
  }
}
