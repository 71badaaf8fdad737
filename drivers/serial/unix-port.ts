import { EventEmitter } from 'node:events';
import { readSync, writeSync } from 'node:fs';
import type { SerialPortLike } from './serial-transport.ts';

/** What is used of a port that the binding has opened. */
export interface BoundPort {
  /** null once it is closed. */
  readonly fd: number | null;
  readonly poller: {
    /** Calls back once when the descriptor is ready, or with an error; closing calls back with one, too. */
    once(event: 'readable' | 'writable', ready: (error: unknown) => void): unknown;
  };
  set(lines: { readonly dtr: boolean; readonly rts: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Reading and writing on a descriptor that never blocks; both throw with code EAGAIN when it would. */
export interface DescriptorIo {
  read(fd: number, into: Buffer): number;
  write(fd: number, bytes: Buffer): number;
}

const SYSTEM_IO: DescriptorIo = { read: readSync, write: writeSync };

/** More than any panel says at once; what does not fit is read on the next turn. */
const BUFFER_BYTES = 1024;
/** The descriptor is not ready after all, or a signal came first: nothing is wrong. */
const NOT_NOW: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

/**
 * A serial port that reads and writes on its descriptor itself. The library's stream hands every read and write to
 * the thread pool, twice for a read, which for packets of a few bytes is most of the work: a key takes a third
 * longer and an idle panel costs three times the wake-ups. The descriptor does not block, so a call here takes
 * microseconds.
 */
export class UnixPort extends EventEmitter implements SerialPortLike {
  readonly #io: DescriptorIo;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #port: BoundPort | null = null;
  #unsent: Buffer = Buffer.alloc(0);

  /** `opening` is the port being opened, non-blocking. Tells `open` or `error`, then `data`, `end` and `error`. */
  constructor(opening: Promise<BoundPort>, io: DescriptorIo = SYSTEM_IO) {
    super();
    this.#io = io;
    opening.then(
      (port) => {
        this.#port = port;
        this.emit('open');
        this.#awaitBytes();
      },
      (error: unknown) => this.emit('error', error),
    );
  }

  get writableLength(): number {
    return this.#unsent.length;
  }

  write(bytes: Buffer): void {
    const isWaiting = this.#unsent.length > 0;
    this.#unsent = isWaiting ? Buffer.concat([this.#unsent, bytes]) : bytes;
    if (!isWaiting) this.#send();
  }

  set(lines: { dtr: boolean; rts: boolean }, done: (error: unknown) => void): void {
    if (this.#port === null) done(new Error('the port is not open'));
    else this.#port.set(lines).then(() => done(null), done);
  }

  close(done: (error: unknown) => void): void {
    const port = this.#port;
    this.#port = null;
    if (port === null) {
      done(new Error('the port is not open'));
      return;
    }
    port.close().then(() => {
      this.emit('close');
      done(null);
    }, done);
  }

  #awaitBytes(): void {
    this.#port?.poller.once('readable', (error) => {
      if (error === null) this.#receive();
      else this.#fail(error);
    });
  }

  #receive(): void {
    const count = this.#attempt((fd) => this.#io.read(fd, this.#buffer));
    if (count === 'failed') return;
    if (count === 0) {
      // A terminal that was hung up is readable and has nothing to say.
      this.emit('end');
      return;
    }
    this.#awaitBytes();
    if (count !== 'not now') this.emit('data', Buffer.from(this.#buffer.subarray(0, count)));
  }

  #send(): void {
    const count = this.#attempt((fd) => this.#io.write(fd, this.#unsent));
    if (count === 'failed') return;
    if (count !== 'not now') this.#unsent = this.#unsent.subarray(count);
    if (this.#unsent.length === 0) return;
    this.#port?.poller.once('writable', (error) => {
      if (error === null) this.#send();
      else this.#fail(error);
    });
  }

  /** A closed port fails without a word. */
  #attempt(run: (fd: number) => number): number | 'not now' | 'failed' {
    const fd = this.#port?.fd ?? null;
    if (fd === null) return 'failed';
    try {
      return run(fd);
    } catch (error) {
      if (error instanceof Error && 'code' in error && NOT_NOW.has(error.code)) return 'not now';
      this.#fail(error);
      return 'failed';
    }
  }

  /** The poller tells of a port that is being closed, too: of no interest. */
  #fail(error: unknown): void {
    if (this.#port !== null) this.emit('error', error);
  }
}
