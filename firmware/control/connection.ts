import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import {
  ANSWER_LIMIT_ms,
  BACKLOG_LIMIT_bytes,
  CONSOLE_PORTION_bytes,
  HEAD_LIMIT_ms,
  KEEP_ALIVE_ms,
  LINGER_ms,
  REQUEST_LIMIT_ms,
  REQUEST_PORTION_bytes,
} from './limits.ts';
import { type ControlProblem, PROBLEM_MEDIA_TYPE } from './problem.ts';
import type { Allowed } from './roles.ts';
import type { Turns } from './turns.ts';

/**
 * What a connection is used for:
 *   waiting    for the head of a request, the first or another one
 *   receiving  the body of a request
 *   answering  the request is complete, the answer is not
 *   events     a stream of events
 *   console    a session's WebSocket
 *   ending     refused or answered for the last time; the client may still read that
 */
export type ConnectionUse = 'waiting' | 'receiving' | 'answering' | 'events' | 'console' | 'ending';

export interface ConnectionParts {
  readonly clock: Clock;
  readonly turns: Turns;
  /** The client did nothing, or not enough, in time. */
  readonly onTooSlow: (connection: Connection) => void;
  readonly onEnding: (connection: Connection) => void;
  readonly onClosed: (connection: Connection) => void;
}

/**
 * One client's connection, owned from its first byte to its last. HTTP and WebSocket run on it as on a socket. What
 * the client sends is handed on in portions, one a turn; not at all while an answer is under way, or while the client
 * does not read. Whatever the client does, it ends with `close` and never with `error`.
 */
export class Connection extends Duplex {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #alarm: Alarm;
  #use: ConnectionUse = 'waiting';
  /** Received and not handed on yet. */
  #held: Buffer = NOTHING;
  #clientHasEnded = false;
  /** The reader wants more. */
  #isWanted = false;
  /** A turn is asked for. */
  #isQueued = false;
  #hasAnswered = false;

  /** What it may ask for. */
  readonly allowed: Allowed;

  constructor(socket: Socket, parts: ConnectionParts, allowed: Allowed) {
    super({ allowHalfOpen: true, decodeStrings: false, emitClose: true });
    this.#socket = socket;
    this.allowed = allowed;
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock);
    // A client that is gone is no fault of ours; `close` follows.
    this.on('error', () => undefined);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      if (this.#use === 'ending') return;
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
      socket.pause();
      this.#handOnSoon();
    });
    socket.on('end', () => {
      this.#clientHasEnded = true;
      if (this.#use === 'ending' && socket.writableFinished) socket.destroy();
      else this.#handOnSoon();
    });
    socket.on('drain', () => this.#handOnSoon());
    socket.on('close', () => {
      this.#alarm.cancel();
      this.destroy();
      parts.onClosed(this);
    });
    this.#alarm.after(HEAD_LIMIT_ms, () => parts.onTooSlow(this));
  }

  get use(): ConnectionUse {
    return this.#use;
  }

  /** Bytes that the client has not read yet, as far as they are kept in this process. */
  get backlog_bytes(): number {
    return this.writableLength + this.#socket.writableLength;
  }

  /** Bytes that the client, or the kernel for it, has taken. */
  get taken_bytes(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }

  get isBehind(): boolean {
    return this.backlog_bytes > BACKLOG_LIMIT_bytes;
  }

  /** The head of a request is there. */
  receive(): void {
    this.#use = 'receiving';
    this.#alarm.after(REQUEST_LIMIT_ms, () => this.#parts.onTooSlow(this));
  }

  /** The request is complete: nothing more is read until it is answered. */
  answer(): void {
    this.#use = 'answering';
    this.#alarm.cancel();
  }

  /** The answer is ready; the client must read it in time. */
  awaitReading(): void {
    this.#alarm.after(ANSWER_LIMIT_ms, () => this.cutOff());
  }

  /** The answer is read. */
  wait(): void {
    if (this.destroyed || this.#use === 'ending') return;
    this.#use = 'waiting';
    this.#hasAnswered = true;
    this.#alarm.after(KEEP_ALIVE_ms, () => this.cutOff());
    this.#handOnSoon();
  }

  /** From now on it is a stream; its owner notices when the client is gone. */
  serve(use: 'events' | 'console'): void {
    this.#use = use;
    this.#alarm.cancel();
    this.#handOnSoon();
  }

  /**
   * Answers in the place of the HTTP server, and ends. It ends without an answer while another one is under way, and
   * where the client might take it for that to its next request.
   */
  refuse(problem: ControlProblem): void {
    if (this.#use === 'ending') return;
    const isIdle = this.#hasAnswered && this.#use === 'waiting' && this.#held.length === 0;
    const hasRoom = !isIdle && (this.#use === 'waiting' || this.#use === 'receiving');
    this.#linger();
    this.destroy();
    if (hasRoom) this.#socket.end(refusalText(problem));
    else this.#socket.destroy();
  }

  /** Ends at once. */
  cutOff(): void {
    this.#socket.destroy();
  }

  override _read(): void {
    this.#isWanted = true;
    this.#handOnSoon();
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    if (!this.#socket.writable) done();
    else this.#socket.write(chunk, encoding, () => this.#written(done));
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer | string; readonly encoding: BufferEncoding }[],
    done: () => void,
  ): void {
    if (!this.#socket.writable) {
      done();
      return;
    }
    this.#socket.cork();
    const last = chunks.length - 1;
    for (const [index, { chunk, encoding }] of chunks.entries())
      this.#socket.write(chunk, encoding, index === last ? () => this.#written(done) : undefined);
    this.#socket.uncork();
  }

  override _final(done: () => void): void {
    this.#linger();
    this.#socket.end();
    done();
  }

  override _destroy(_error: Error | null, done: () => void): void {
    if (this.#use !== 'ending') this.#socket.destroy();
    done();
  }

  #written(done: () => void): void {
    done();
    this.#handOnSoon();
  }

  /** Leaves the client time to read the last answer: closing while its bytes are unread would take it away (`unix(7)`). */
  #linger(): void {
    if (this.#use === 'ending') return;
    this.#use = 'ending';
    this.#held = NOTHING;
    const socket = this.#socket;
    socket.resume();
    socket.on('finish', () => {
      if (this.#clientHasEnded) socket.destroy();
    });
    this.#alarm.after(LINGER_ms, () => socket.destroy());
    this.#parts.onEnding(this);
  }

  #handOnSoon(): void {
    if (this.#isQueued || !this.#mayHandOn()) return;
    if (this.#held.length === 0 && !this.#clientHasEnded) {
      this.#socket.resume();
      return;
    }
    this.#isQueued = true;
    this.#parts.turns.take(() => {
      this.#isQueued = false;
      if (this.#mayHandOn()) this.#handOn();
    });
  }

  #mayHandOn(): boolean {
    return (
      this.#isWanted &&
      !this.destroyed &&
      this.#use !== 'answering' &&
      this.#use !== 'ending' &&
      !this.isBehind
    );
  }

  #handOn(): void {
    const portion = this.#held.subarray(0, portionLength(this.#held, this.#use));
    if (portion.length === 0 && !this.#clientHasEnded) return;
    this.#held = this.#held.length === portion.length ? NOTHING : this.#held.subarray(portion.length);
    this.#isWanted = false;
    this.push(portion.length === 0 ? null : portion);
  }
}

const NOTHING: Buffer = Buffer.alloc(0);

/** A portion of a request ends with the head, so that no second one is begun in the same turn (RFC 9112, section 2.2). */
function portionLength(held: Buffer, use: ConnectionUse): number {
  if (use === 'console') return CONSOLE_PORTION_bytes;
  const portion = held.subarray(0, REQUEST_PORTION_bytes);
  const ends = HEAD_ENDS.map((end) => ({ at: portion.indexOf(end), length: end.length })).filter(
    ({ at }) => at >= 0,
  );
  return Math.min(portion.length, ...ends.map(({ at, length }) => at + length));
}

const HEAD_ENDS: readonly string[] = ['\n\r\n', '\n\n'];

function refusalText({ document, headers }: ControlProblem): string {
  const body = `${JSON.stringify(document)}\n`;
  return [
    `HTTP/1.1 ${document.status} ${document.title}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
