import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';

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
  /** Speed of the line in bit/s. */
  readonly baud: number;
  readonly clock: Clock;
  write(bytes: Uint8Array): void;
  /** Called whenever the line is free; `room_bytes` is how many bytes may be sent, infinity for no limit. */
  supply(now_ms: number, room_bytes: number): Supply;
}

/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/**
 * Hands over no more bytes than the line carries, so that nothing queues in front of what comes next: an urgent
 * message, or a newer picture. The time until a reserved moment is filled with messages that end before it.
 */
export class LinePacer {
  readonly #options: LinePacerOptions;
  readonly #byte_ms: number;
  readonly #alarm: Alarm;
  readonly #pumpNow = (): void => this.pump();
  #isRunning = false;
  #urgent: Uint8Array[] = [];
  #reserved_ms: number | null = null;
  /** When the last byte handed over will have left. */
  #free_ms = 0;

  constructor(options: LinePacerOptions) {
    this.#options = options;
    this.#byte_ms = (BITS_PER_BYTE * 1000) / options.baud;
    this.#alarm = new Alarm(options.clock);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether everything handed over has left. */
  get isFree(): boolean {
    return this.#options.clock.now() >= this.#free_ms;
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
    const { clock, write } = this.#options;
    this.#alarm.cancel();
    while (this.#isRunning) {
      const now_ms = clock.now();
      if (now_ms < this.#free_ms) {
        this.#pumpAt(this.#free_ms);
        return;
      }
      const bytes = this.#urgent.shift() ?? this.#supplied(now_ms);
      if (bytes === null) return;
      this.#free_ms = Math.max(now_ms, this.#free_ms) + bytes.length * this.#byte_ms;
      write(bytes);
    }
  }

  /** The bytes to send now; null: none, and the alarm is set for when there may be some. */
  #supplied(now_ms: number): Uint8Array | null {
    const reserved_ms = this.#reserved_ms;
    // A reservation whose message never came holds nothing up.
    const isLimited = reserved_ms !== null && reserved_ms >= now_ms;
    const room_bytes = isLimited
      ? Math.floor((reserved_ms - now_ms) / this.#byte_ms)
      : Number.POSITIVE_INFINITY;
    const supply = this.#options.supply(now_ms, room_bytes);
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
