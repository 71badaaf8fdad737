import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';

/** A byte on an asynchronous line: start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/**
 * One direction of a serial line at its speed: each byte is delivered when its last bit has passed.
 * With `baud` null everything is delivered at once, inside `send`.
 */
export class PacedWire {
  readonly #clock: Clock;
  readonly #deliver: (bytes: Uint8Array) => void;
  #baud: number | null;
  #waiting: { readonly byte: number; readonly due_ms: number }[] = [];
  readonly #arrival: Alarm;

  constructor(clock: Clock, baud: number | null, deliver: (bytes: Uint8Array) => void) {
    this.#clock = clock;
    this.#arrival = new Alarm(clock);
    this.#baud = baud;
    this.#deliver = deliver;
  }

  /** Speed of the bytes sent from now on, in bit/s. */
  set baud(baud: number | null) {
    this.#baud = baud;
  }

  send(bytes: Uint8Array): void {
    if (this.#baud === null && this.#waiting.length === 0) {
      this.#deliver(bytes);
      return;
    }
    const byte_ms = this.#baud === null ? 0 : (BITS_PER_BYTE * 1000) / this.#baud;
    let free_ms = this.#waiting.at(-1)?.due_ms ?? this.#clock.now();
    for (const byte of bytes) {
      free_ms += byte_ms;
      this.#waiting.push({ byte, due_ms: free_ms });
    }
    this.#arm();
  }

  /** What is still on the wire is lost. */
  clear(): void {
    this.#waiting = [];
    this.#arrival.cancel();
  }

  #arm(): void {
    const next = this.#waiting[0];
    if (next === undefined || this.#arrival.isSet) return;
    this.#arrival.after(next.due_ms - this.#clock.now(), () => this.#arrive());
  }

  #arrive(): void {
    // A timer may fire a fraction of a millisecond early; the byte it was set for counts as arrived.
    const now_ms = Math.max(this.#clock.now(), this.#waiting[0]?.due_ms ?? 0);
    const behind = this.#waiting.findIndex(({ due_ms }) => due_ms > now_ms);
    const arrived = this.#waiting.splice(0, behind < 0 ? this.#waiting.length : behind);
    this.#arm();
    this.#deliver(Uint8Array.from(arrived, ({ byte }) => byte));
  }
}
