import { reasonOf } from '../reason.ts';
import type { Connect } from '../transport.ts';
import { explainOpenError } from './explain-open-error.ts';

export interface SerialOptions {
  /** Path of the port: `/dev/ttyS1`. */
  readonly device: string;
  /** Speed in bit/s; always 8 data bits, no parity, no flow control, as every supported panel has. */
  readonly baud: number;
  /** Default 1. */
  readonly stopBits?: 1 | 2;
  /**
   * Whether DTR and RTS are raised on opening and dropped on closing; some panels draw power from them.
   * False leaves them alone, for panels that reset on their edges. Default true.
   */
  readonly toggleLines?: boolean;
}

/** The part of the library's port that is used. */
export interface SerialPortLike {
  on(event: string, listener: (argument: unknown) => void): unknown;
  write(bytes: Buffer, done: (error: unknown) => void): unknown;
  set(lines: { dtr: boolean; rts: boolean }, done: (error: unknown) => void): void;
  close(done: (error: unknown) => void): void;
  readonly writableLength: number;
}
export interface SerialPortSettings {
  readonly path: string;
  readonly baudRate: number;
  readonly stopBits: 1 | 2;
  /** Locks the port: a second process that asks for the same fails. */
  readonly lock: true;
  readonly hupcl: boolean;
}
/** Makes a port that opens by itself and emits `open`, `data`, `error`, `end` and `close`. */
export type MakeSerialPort = (settings: SerialPortSettings) => Promise<SerialPortLike>;

/** With more bytes than this waiting for the device, whole writes are dropped. */
const MAXIMUM_WAITING_bytes = 4096;

/** Loads the library with the first connection: a daemon without a serial panel never does. */
const makeWithLibrary: MakeSerialPort = async (settings) => {
  const { SerialPort } = await import('serialport');
  return new SerialPort(settings);
};

/** Connects to a serial port. */
export function serialConnect(options: SerialOptions, make: MakeSerialPort = makeWithLibrary): Connect {
  const { device, baud, stopBits = 1, toggleLines = true } = options;
  return (events) => {
    let port: SerialPortLike | null = null;
    let isOpen = false;
    let isClosed = false;

    /** The library may emit `error`, `end` and `close` for one end; the first counts. */
    const end = (why: string): void => {
      if (isClosed) return;
      isClosed = true;
      isOpen = false;
      events.onClose(why);
    };

    const closePort = (opened: SerialPortLike): void => {
      // The only error is that the port is closed already.
      opened.close(() => undefined);
    };

    const opened = (made: SerialPortLike): void => {
      if (isClosed) {
        closePort(made);
        return;
      }
      isOpen = true;
      events.onOpen();
    };

    const watch = (made: SerialPortLike): void => {
      port = made;
      made.on('open', () => {
        // A pseudo-terminal has no such lines and reports an error; it works without.
        if (toggleLines && !isClosed) made.set({ dtr: true, rts: true }, () => opened(made));
        else opened(made);
      });
      // The library notices a hang-up only while it is reading, which it does for a `data` listener.
      made.on('data', (bytes) => {
        if (isOpen && bytes instanceof Uint8Array) events.onData(bytes);
      });
      made.on('error', (error) => {
        const wasOpen = isOpen;
        end(wasOpen ? `${device}: ${reasonOf(error)}` : explainOpenError(error, device));
        if (wasOpen) closePort(made);
      });
      made.on('end', () => {
        end(`${device}: hung up`);
        closePort(made);
      });
      made.on('close', () => end(`${device}: hung up`));
    };

    make({ path: device, baudRate: baud, stopBits, lock: true, hupcl: toggleLines }).then(
      watch,
      (error: unknown) => end(explainOpenError(error, device)),
    );

    return {
      write(bytes) {
        if (!isOpen || port === null || port.writableLength > MAXIMUM_WAITING_bytes) return;
        // A failed write is followed by `error` or `close`, or was cancelled by closing.
        port.write(Buffer.from(bytes), () => undefined);
      },
      get pending() {
        return isOpen && port !== null ? port.writableLength : 0;
      },
      close() {
        if (isClosed) return;
        const wasOpen = isOpen;
        isOpen = false;
        isClosed = true;
        if (wasOpen && port !== null) closePort(port);
        queueMicrotask(() => events.onClose('closed'));
      },
    };
  };
}
