import type { Duplex } from 'node:stream';
import type { Clock } from '../../menus/clock.ts';
import { memoryPair } from '../memory-transport.ts';
import type { Connect } from '../transport.ts';
import { PacedWire } from './paced-wire.ts';

/** Bytes that passed, faults included, since the port was made. */
export interface ByteCounters {
  fromHost: number;
  toHost: number;
}

/**
 * The connector on the back of a virtual panel: a driver connects to it in memory, or it is served over any
 * byte stream (a pseudo-terminal, a socket). Both directions can be paced to a baud rate, and it can be unplugged.
 */
export class VirtualPort {
  /** Connects a driver in memory; one at a time. */
  readonly connect: Connect;
  readonly bytes: ByteCounters = { fromHost: 0, toHost: 0 };
  readonly #isMute: () => boolean;
  readonly #memory;
  readonly #streams = new Set<Duplex>();
  readonly #fromHost: PacedWire;
  readonly #toHost: PacedWire;

  /** `onData` gets what the host sends. `baud` in bit/s; null: as fast as the stream. */
  constructor(options: {
    readonly clock: Clock;
    readonly baud?: number | null;
    readonly onData: (bytes: Uint8Array) => void;
    /** Whether the line towards the host is broken; default: never. */
    readonly isMute?: () => boolean;
  }) {
    const { clock, baud = null, onData, isMute = () => false } = options;
    this.#isMute = isMute;
    const pair = memoryPair(clock);
    this.connect = pair.connect;
    this.#memory = pair.device;
    this.#fromHost = new PacedWire(clock, baud, onData);
    this.#toHost = new PacedWire(clock, baud, (bytes) => {
      this.#memory.write(bytes);
      for (const stream of this.#streams) stream.write(bytes);
    });
    this.#memory.listen({ onData: (bytes) => this.#receive(bytes) });
  }

  /** Speaks over this stream too, until it closes or the returned function is called. The stream stays open. */
  serve(stream: Duplex): () => void {
    const onData = (bytes: Uint8Array): void => this.#receive(bytes);
    const stop = (): void => {
      stream.off('data', onData);
      this.#streams.delete(stream);
    };
    this.#streams.add(stream);
    stream.on('data', onData);
    stream.once('close', stop);
    // An error means that the far end is gone.
    stream.on('error', stop);
    return stop;
  }

  /** Bytes towards the host. Lost while unplugged. */
  write(bytes: Uint8Array): void {
    if (!this.plugged || this.#isMute() || bytes.length === 0) return;
    this.bytes.toHost += bytes.length;
    this.#toHost.send(bytes);
  }

  /** Pulls the connector: the host's memory connection closes; what was on the wire is lost. */
  unplug(): void {
    this.#fromHost.clear();
    this.#toHost.clear();
    this.#memory.unplug();
  }

  plug(): void {
    this.#memory.plug();
  }

  get plugged(): boolean {
    return this.#memory.plugged;
  }

  /** Changes the pace of both directions, in bit/s. */
  set baud(baud: number | null) {
    this.#fromHost.baud = baud;
    this.#toHost.baud = baud;
  }

  #receive(bytes: Uint8Array): void {
    if (!this.plugged) return;
    this.bytes.fromHost += bytes.length;
    this.#fromHost.send(bytes.slice());
  }
}
