/**
 * Events of a byte stream to a device: a serial port, a TCP connection, one end of an in-memory pair.
 * `onClose` comes once, however many events the library underneath makes of an end.
 */
export interface TransportEvents {
  onOpen(): void;
  onData(bytes: Uint8Array): void;
  /** The stream ended, or could not be opened. `why` is for the log: `No such file or directory`. */
  onClose(why: string): void;
}

/** One attempt at one connection; a reconnecting driver makes a new one each time. */
export interface Transport {
  /** Queues bytes; those not sent when the stream closes are lost. Ignored before open and after close. */
  write(bytes: Uint8Array): void;
  /** Bytes accepted by `write` and not yet handed to the operating system. */
  readonly pending: number;
  close(): void;
}

/** Opens the device. Never throws: failure is `onClose`. Events come after this call has returned. */
export type Connect = (events: TransportEvents) => Transport;
