import type { Clock, TimerId } from '../menus/clock.ts';
import type { Connect, Transport } from './transport.ts';

/** What a driver hears of a line that is opened again and again. */
interface LineEvents {
  /** The device is open; what was known of its state is not to be trusted. */
  onOpen(): void;
  onData(bytes: Uint8Array): void;
  /**
   * The device cannot be opened, or the open one is gone. Told once per outage, however many attempts follow;
   * `why` is the reason of the first failure.
   */
  onDown(why: string): void;
}

/** A line that keeps itself open. */
export interface Line {
  /** Starts opening the device and keeps at it. Call once. */
  start(events: LineEvents): void;
  /** Queues bytes; dropped while the line is down. */
  write(bytes: Uint8Array): void;
  readonly isOpen: boolean;
  /** Bytes written and not yet taken by the operating system; 0 while the line is down. */
  readonly pending: number;
  /** Lets go of the device for good; no event comes afterwards. */
  close(): void;
  /** Lets an open device go that is not heard any more, and opens it again; not told as an outage. */
  reopen(): void;
}

/**
 * Waits between attempts in milliseconds; the last one repeats. It stays under 2 s less the time a panel needs
 * to be recognised and painted (about 0.2 s at 19200 baud), so a panel plugged in again is right within 2 s.
 */
const RETRY_DELAYS_MS: readonly number[] = [100, 250, 500, 1000, 1500];
/** A device that was open for less may accept and hang up for ever: waiting for it grows as if it had not opened. */
const STEADY_AFTER_MS = 5000;

/** Opens a device, and opens it again whenever it is lost, waiting longer after each failure. */
export function createLine(options: {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly delays_ms?: readonly number[];
}): Line {
  const { connect, clock, delays_ms = RETRY_DELAYS_MS } = options;
  let events: LineEvents | null = null;
  let transport: Transport | null = null;
  let isOpen = false;
  let isDown = false;
  let failures = 0;
  let openedAt_ms: number | null = null;
  /** Counts attempts; each answers for itself only: a late or doubled event of an earlier one changes nothing. */
  let attempt = 0;
  let retry: TimerId | null = null;
  let closed = false;

  const openAgain = (): void => {
    attempt += 1;
    transport = null;
    isOpen = false;
    if (openedAt_ms !== null && clock.now() - openedAt_ms >= STEADY_AFTER_MS) failures = 0;
    openedAt_ms = null;
    const delay_ms = delays_ms[Math.min(failures, delays_ms.length - 1)] ?? 0;
    failures += 1;
    retry = clock.setTimeout(open, delay_ms);
  };
  const open = (): void => {
    retry = null;
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
    start(lineEvents) {
      events = lineEvents;
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
      if (retry !== null) clock.clearTimeout(retry);
      transport?.close();
      transport = null;
    },
  };
}
