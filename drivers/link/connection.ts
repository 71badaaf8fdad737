import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Connect, Transport } from '../transport.ts';

export interface ConnectionEvents {
  /** The device is open; what was known of its state is no longer certain. */
  onOpen(): void;
  onData(bytes: Uint8Array): void;
  /**
   * The device cannot be opened, or the open one is gone. Called once per outage, however many attempts follow;
   * `why` is the reason of the first failure.
   */
  onDown(why: string): void;
}

/** A connection that is opened again whenever it is lost. */
export interface Connection {
  /** Starts opening the device and keeps at it. Call once. */
  start(events: ConnectionEvents): void;
  /** Queues bytes; dropped while the connection is down. */
  write(bytes: Uint8Array): void;
  readonly isOpen: boolean;
  /** Bytes written and not yet taken by the operating system; 0 while the connection is down. */
  readonly pending: number;
  /** Closes the device for good; no event comes afterwards. */
  close(): void;
  /** Closes an open device whose peer no longer answers, and opens it again; not reported as an outage. */
  reopen(): void;
}

/**
 * Waits between attempts in milliseconds; the last one repeats. Together with the time it takes to recognise and
 * paint a panel (about 0.2 s at 19200 baud) it stays under 2 s: a panel plugged in again is right within that.
 */
const RETRY_DELAYS_ms: readonly number[] = [100, 250, 500, 1000, 1500];
/** A device that accepts and hangs up sooner than this counts as a failed attempt: the waits keep growing. */
const STABLE_AFTER_ms = 5000;

/** Opens a device, and opens it again whenever it is lost, waiting longer after each failure. */
export function createConnection(options: {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly delays_ms?: readonly number[];
}): Connection {
  const { connect, clock, delays_ms = RETRY_DELAYS_ms } = options;
  const retry = new Alarm(clock);
  let events: ConnectionEvents | null = null;
  let transport: Transport | null = null;
  let isOpen = false;
  let isDown = false;
  let failures = 0;
  let openedAt_ms: number | null = null;
  /** Number of the current attempt: events of earlier ones, late or doubled, are ignored. */
  let attempt = 0;
  let closed = false;

  const openAgain = (): void => {
    attempt += 1;
    transport = null;
    isOpen = false;
    if (openedAt_ms !== null && clock.now() - openedAt_ms >= STABLE_AFTER_ms) failures = 0;
    openedAt_ms = null;
    const delay_ms = delays_ms[Math.min(failures, delays_ms.length - 1)] ?? 0;
    failures += 1;
    retry.after(delay_ms, open);
  };
  const open = (): void => {
    attempt += 1;
    const mine = attempt;
    transport = connect({
      onOpen() {
        if (mine !== attempt || closed) return;
        isOpen = true;
        isDown = false;
        openedAt_ms = clock.now();
        events?.onOpen();
      },
      onData(bytes) {
        if (mine === attempt && isOpen && !closed) events?.onData(bytes);
      },
      onClose(why) {
        if (mine !== attempt || closed) return;
        openAgain();
        if (isDown) return;
        isDown = true;
        events?.onDown(why);
      },
    });
  };

  return {
    start(connectionEvents) {
      events = connectionEvents;
      open();
    },
    write(bytes) {
      if (isOpen) transport?.write(bytes);
    },
    get isOpen() {
      return isOpen;
    },
    get pending() {
      return isOpen ? (transport?.pending ?? 0) : 0;
    },
    reopen() {
      if (!isOpen || closed) return;
      transport?.close();
      openAgain();
    },
    close() {
      closed = true;
      isOpen = false;
      retry.cancel();
      transport?.close();
      transport = null;
    },
  };
}
