import type { Duplex } from 'node:stream';
import type { Clock } from '../../menus/clock.ts';
import type { Cursor, Geometry } from '../../menus/frame.ts';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { LedColour } from '../../menus/leds.ts';
import type { Connect } from '../transport.ts';
import { type ByteCounters, VirtualPort } from './virtual-port.ts';

/** Ways in which every panel or its cable can fail; a family may know more. */
export interface VirtualFaults {
  /** While true the panel reads and sends nothing, as one whose controller hangs. */
  silent: boolean;
  /** While true it hears and obeys, and nothing of what it sends arrives: its return line is broken. */
  mute: boolean;
  /** Bytes that the panel never sent appear on the line to the host. */
  noise(bytes: Uint8Array): void;
  /** The panel loses power for a moment: everything that was set is gone. */
  reset(): void;
  unplug(): void;
  /** The panel comes back in its power-up state. */
  plug(): void;
}

/** One of a panel's own LEDs; `lit` where the panel does not know its colour. */
export type VirtualLed = 'off' | 'lit' | LedColour;

/** Whether such an LED is lit as a status LED of this colour is. */
export function isLit(led: VirtualLed | undefined, colour: LedColour): boolean {
  return led === 'lit' || led === colour;
}

/**
 * A panel that exists only as software, speaking its family's protocol from the panel's side. What all families
 * share is here: the connector on the back, the usual faults, and listeners to changes.
 */
export abstract class VirtualPanel {
  /** Connects a driver in memory; one at a time. */
  readonly connect: Connect;
  abstract readonly faults: VirtualFaults;
  abstract readonly geometry: Geometry;
  /** The keys on its front. */
  abstract readonly keys: PanelKeys;
  /** Pace of the line it was made with, in bit/s; null: none. */
  readonly baud: number | null;
  protected readonly port: VirtualPort;
  readonly #listeners = new Set<() => void>();

  /** `baud` in bit/s paces both directions; null: as fast as the stream. */
  constructor({ clock, baud }: { readonly clock: Clock; readonly baud: number | null }) {
    this.baud = baud;
    this.port = new VirtualPort({
      clock,
      baud,
      onData: (bytes) => this.hear(bytes),
      isMute: () => this.faults.mute,
    });
    this.connect = this.port.connect;
  }

  /** What a person in front of the panel reads; families add what their protocol sets. */
  abstract frame(): { readonly rows: readonly string[]; readonly cursor: Cursor | null };

  /** Its own LEDs, by the numbers the configuration gives them. */
  lamps(): readonly VirtualLed[] {
    return [];
  }

  /** The light behind the glass, 0-100. */
  get brightness_percent(): number {
    return 100;
  }

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

  /** Takes what the host sends, also while the panel is to be silent. */
  protected abstract hear(bytes: Uint8Array): void;

  /** Back to the power-up state. */
  protected abstract reset(): void;

  protected usualFaults(): VirtualFaults {
    return {
      silent: false,
      mute: false,
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
