import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { LineTime, Piece } from './line-time.ts';

/** What there is to send, when the line is free. */
export type Supply =
  /** These bytes, whole. */
  | Uint8Array
  /** Something, but nothing as short as what fits. */
  | 'too-long'
  /** Nothing before this time of the clock, in milliseconds. */
  | { readonly nothingUntil_ms: number }
  /** Nothing until `pump` is called. */
  | 'nothing';

export interface LinePacerOptions {
  readonly line: LineTime;
  readonly clock: Clock;
  write(bytes: Uint8Array): void;
  /** Called whenever the line is free; `room_ms` is how long what is sent may take, infinity for no limit. */
  supply(now_ms: number, room_ms: number): Supply;
}

/** What fits nowhere for so long, in milliseconds, goes out all the same; the urgent message is late for once. */
const STARVING_ms = 400;

/**
 * Hands over no more bytes than the line carries and the panel is ready for, so that nothing queues in front of what comes next: an urgent
 * message, or a newer picture. The time until a reserved moment is filled with messages that end before it.
 */
export class LinePacer {
  readonly #options: LinePacerOptions;
  readonly #alarm: Alarm;
  readonly #pumpNow = (): void => this.pump();
  #isRunning = false;
  #urgent: Uint8Array[] = [];
  /** The rest of a message that is sent in pieces: nothing comes between them. */
  #pieces: Piece[] = [];
  #reserved_ms: number | null = null;
  /** Since when there is only what does not fit; null: there is none. */
  #tooLongSince_ms: number | null = null;
  /** When the last byte handed over will have left. */
  #free_ms = 0;

  constructor(options: LinePacerOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether everything handed over has left. */
  get isFree(): boolean {
    return this.#pieces.length === 0 && this.#options.clock.now() >= this.#free_ms;
  }

  /** The line is open. */
  start(): void {
    this.#isRunning = true;
    this.pump();
  }

  /** The line is gone, and with it what was waiting. */
  stop(): void {
    this.#isRunning = false;
    this.#urgent = [];
    this.#pieces = [];
    this.#reserved_ms = null;
    this.#alarm.cancel();
  }

  /** Sends these bytes before anything else, as soon as the line is free. Dropped while the line is down. */
  urgent(bytes: Uint8Array): void {
    if (!this.#isRunning) return;
    this.#urgent.push(bytes);
    this.pump();
  }

  /** Keeps the line free at this time of the clock, so that an urgent message need not wait then. */
  reserve(at_ms: number): void {
    this.#reserved_ms = at_ms;
  }

  /** There may be something to send. */
  pump(): void {
    const { clock, write, line } = this.#options;
    this.#alarm.cancel();
    while (this.#isRunning) {
      const now_ms = clock.now();
      if (now_ms < this.#free_ms) {
        this.#pumpAt(this.#free_ms);
        return;
      }
      if (this.#pieces.length === 0) {
        const bytes = this.#urgent.shift() ?? this.#supplied(now_ms);
        if (bytes === null) return;
        this.#pieces = [...line.pieces(bytes)];
      }
      const piece = this.#pieces.shift();
      if (piece === undefined) continue;
      this.#free_ms = Math.max(now_ms, this.#free_ms) + line.duration_ms(piece);
      write(piece.bytes);
    }
  }

  /** The bytes to send now; null: none, and the alarm is set for when there may be some. */
  #supplied(now_ms: number): Uint8Array | null {
    const reserved_ms = this.#reserved_ms;
    // A reservation whose message never came holds nothing up.
    const isLimited = reserved_ms !== null && reserved_ms >= now_ms;
    const room_ms = isLimited ? reserved_ms - now_ms : Number.POSITIVE_INFINITY;
    const isStarving = this.#tooLongSince_ms !== null && now_ms - this.#tooLongSince_ms >= STARVING_ms;
    const supply = this.#options.supply(now_ms, isStarving ? Number.POSITIVE_INFINITY : room_ms);
    if (supply !== 'too-long') this.#tooLongSince_ms = null;
    else this.#tooLongSince_ms ??= now_ms;
    if (supply instanceof Uint8Array) return supply;
    if (supply === 'too-long') this.#pumpAt((reserved_ms ?? now_ms) + 1);
    else if (supply !== 'nothing') this.#pumpAt(supply.nothingUntil_ms);
    return null;
  }

  #pumpAt(at_ms: number): void {
    // Whole milliseconds, rounded up: a timer that fires early would find the line still busy.
    const delay_ms = Math.ceil(at_ms - this.#options.clock.now());
    this.#alarm.after(Math.max(1, delay_ms), this.#pumpNow);
  }
}
