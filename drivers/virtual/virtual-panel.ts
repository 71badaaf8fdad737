import type { Duplex } from 'node:stream';
import type { Cursor } from '../../menus/frame.ts';
import type { PanelKey } from '../../menus/keys.ts';
import type { Connect } from '../transport.ts';
import type { ByteCounters } from './virtual-port.ts';

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

/** A panel that exists only as software, speaking its family's protocol from the panel's side. */
export interface VirtualPanel {
  /** Connects a driver in memory; one at a time. */
  readonly connect: Connect;
  /** Bytes that passed in each direction since it was made. */
  readonly bytes: Readonly<ByteCounters>;
  readonly faults: VirtualFaults;
  /** What a person in front of the panel sees; families add their LEDs and display settings. */
  frame(): { readonly rows: readonly string[]; readonly cursor: Cursor | null };
  press(key: PanelKey): void;
  release(key: PanelKey): void;
  /** Calls `listener` after anything visible may have changed; returns how to stop it. */
  onChange(listener: () => void): () => void;
  /** Speaks over this stream too (a pseudo-terminal, a socket) until the returned function is called. */
  serve(stream: Duplex): () => void;
}

/** Those who want to know of changes. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The faults of a panel behind this port; `reset` puts it into its power-up state. */
export function faultsOf(
  port: { write(bytes: Uint8Array): void; unplug(): void; plug(): void },
  reset: () => void,
): VirtualFaults {
  return {
    silent: false,
    noise: (bytes) => port.write(bytes),
    reset,
    unplug: () => port.unplug(),
    plug: () => {
      reset();
      port.plug();
    },
  };
}
