import type { Clock } from '../menus/clock.ts';
import type { Connect, Transport, TransportEvents } from './transport.ts';

/** The device's end of an in-memory line, which a virtual panel holds. */
interface MemoryDevice {
  /** Sets the listener for what the host does. Call once, before the first connection. */
  listen(events: Partial<TransportEvents>): void;
  /** Bytes towards the host; lost while no host is connected, as on a real line. */
  write(bytes: Uint8Array): void;
  /** Takes the device away: the open connection closes with `why`, and new ones fail with it until `plug`. */
  unplug(why?: string): void;
  plug(): void;
  readonly plugged: boolean;
  readonly connected: boolean;
}

export interface MemoryPair {
  /** The host's end. One connection at a time: a second one is refused while the first is open. */
  readonly connect: Connect;
  readonly device: MemoryDevice;
}

const MISSING = 'No such device';

/**
 * A line that exists only in memory: a driver connects to one end, a virtual panel holds the other.
 * Everything arrives when the clock next advances, never inside the call that sent it, as with a real stream.
 */
export function memoryPair(clock: Clock): MemoryPair {
  let events: Partial<TransportEvents> = {};
  let host: { readonly events: TransportEvents; open: boolean } | null = null;
  let missing: string | null = null;

  const later = (run: () => void): void => {
    clock.setTimeout(run, 0);
  };

  const connect: Connect = (hostEvents) => {
    const mine = { events: hostEvents, open: false };
    const refusal = missing ?? (host === null ? null : 'In use by another program');
    if (refusal === null) host = mine;
    const release = (): boolean => {
      if (host !== mine) return false;
      host = null;
      return true;
    };
    later(() => {
      if (refusal !== null) {
        mine.events.onClose(refusal);
      } else if (host === mine) {
        mine.open = true;
        mine.events.onOpen();
        events.onOpen?.();
      }
    });
    const transport: Transport = {
      write(bytes) {
        if (!mine.open || host !== mine) return;
        const sent = bytes.slice();
        later(() => {
          if (missing === null) events.onData?.(sent);
        });
      },
      pending: 0,
      close() {
        if (!release()) return;
        later(() => {
          mine.events.onClose('closed');
          events.onClose?.('closed');
        });
      },
    };
    return transport;
  };

  const device: MemoryDevice = {
    listen(deviceEvents) {
      events = deviceEvents;
    },
    write(bytes) {
      const to = host;
      if (to === null || !to.open) return;
      const sent = bytes.slice();
      later(() => {
        if (host === to) to.events.onData(sent);
      });
    },
    unplug(why = MISSING) {
      missing = why;
      const lost = host;
      host = null;
      if (lost === null) return;
      later(() => {
        lost.events.onClose(why);
        events.onClose?.(why);
      });
    },
    plug() {
      missing = null;
    },
    get plugged() {
      return missing === null;
    },
    get connected() {
      return host?.open ?? false;
    },
  };
  return { connect, device };
}
