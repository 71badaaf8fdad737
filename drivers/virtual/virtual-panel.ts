import type { Duplex } from 'node:stream';
import type { Clock } from '../../menus/clock.ts';
import type { Cursor } from '../../menus/frame.ts';
import type { PanelKey } from '../../menus/keys.ts';
import type { Connect } from '../transport.ts';
import { type ByteCounters, VirtualPort } from './virtual-port.ts';

/** Ways in which every panel or its cable can fail; a family may know more. */
export interface VirtualFaults {
  /** While true the panel hears and says nothing, as one whose controller hangs. */
  silent: boolean;
  /** Bytes nobody sent appear on the line to the host. */
  noise(bytes: Uint8Array): void;
  /** The panel loses power for a moment: everything it was told is gone. */
  reset(): void;
  unplug(): void;
  /** The panel comes back in its power-up state. */
  plug(): void;
}

/**
 * A panel that exists only as software, speaking its family's protocol from the panel's side. What all families
 * share is here: the connector on the back, the usual faults, and those who want to know of changes.
 */
export abstract class VirtualPanel {
  /** Connects a driver in memory; one at a time. */
  readonly connect: Connect;
  abstract readonly faults: VirtualFaults;
  protected readonly port: VirtualPort;
  readonly #listeners = new Set<() => void>();

  /** `baud` in bit/s paces both directions; null: as fast as the stream. */
  constructor({ clock, baud }: { readonly clock: Clock; readonly baud: number | null }) {
    this.port = new VirtualPort({ clock, baud, onData: (bytes) => this.hear(bytes) });
    this.connect = this.port.connect;
  }

  /** What a person in front of the panel sees; families add their LEDs and display settings. */
  abstract frame(): { readonly rows: readonly string[]; readonly cursor: Cursor | null };

  abstract press(key: PanelKey): void;

  abstract release(key: PanelKey): void;

  /** Bytes that passed in each direction since it was made. */
  get bytes(): Readonly<ByteCounters> {
    return this.port.bytes;
  }

  /** Speaks over this stream too (a pseudo-terminal, a socket) until the returned function is called. */
  serve(stream: Duplex): () => void {
    return this.port.serve(stream);
  }

  /** Calls `listener` after anything visible may have changed; returns how to stop it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the host sends, also while the panel is to be silent. */
  protected abstract hear(bytes: Uint8Array): void;

  /** Back to the power-up state. */
  protected abstract reset(): void;

  protected usualFaults(): VirtualFaults {
    return {
      silent: false,
      noise: (bytes) => this.port.write(bytes),
      reset: () => this.reset(),
      unplug: () => this.port.unplug(),
      plug: () => {
        this.reset();
        this.port.plug();
      },
    };
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
