/**
 * Which question a key press may answer: the one that the operator had in sight. A press counts for what the glass
 * showed when it was made, so the glass (or the terminal) reports what it shows, and each press is told what was seen.
 */
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';

/** What is asked, in numbers that only grow; each screen shown carries the number of its answer. */
export interface AskedNumbers {
  /** Screens from this number on show the question. */
  readonly question: number;
  /** Screens from this number on show the answer that is selected. */
  readonly answer: number;
  /** Whether the question must be visible for a moment first; false for what is only told. */
  readonly mustBeRead: boolean;
}

/** A press seen by nobody. */
export const NOTHING_SEEN = 0;

/**
 * No finger answers a question sooner than this after it appears, in milliseconds: keys closer than that were not meant
 * for it. A person needs 150 and more; it is kept short for scripts, which look at the glass and press at once.
 */
const SIGHT_ms = 30;
/** How often it is looked whether the process still runs on time while something is asked, in milliseconds. */
const BEAT_ms = 100;
/** A beat later than this, in milliseconds, means that the process stood still and keys have piled up. */
const LATE_ms = 700;

/** What one operator sees, as far as the panel's line or the terminal tells. */
export class Sight {
  readonly #clock: Clock;
  readonly #beat: Alarm;
  #asked: AskedNumbers | null = null;
  /** Number of the screen that is shown. */
  #shown = NOTHING_SEEN;
  /** Since when the question is shown, in milliseconds of the clock; null: it is not. */
  #since_ms: number | null = null;
  #lastBeat_ms = 0;
  /** False from a stall until a beat is on time again: what piled up has been read by then. */
  #isOnTime = true;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#beat = new Alarm(clock);
  }

  /** What is asked from now on; null: nothing. */
  ask(asked: AskedNumbers | null): void {
    const isNew = asked?.question !== this.#asked?.question;
    this.#asked = asked;
    if (isNew) this.#since_ms = null;
    this.#look();
  }

  /** The screen of this number is shown from now on; `NOTHING_SEEN`: it is not known what is. */
  shows(number: number): void {
    this.#shown = number;
    this.#look();
  }

  /** The number of the screen that a press made now counts for. */
  seen(): number {
    const now_ms = this.#clock.now();
    const { mustBeRead = false } = this.#asked ?? {};
    if (this.#since_ms === null) return NOTHING_SEEN;
    if (this.#isLate(now_ms)) this.#isOnTime = false;
    const isRead = !mustBeRead || now_ms - this.#since_ms >= SIGHT_ms;
    return this.#isOnTime && isRead ? this.#shown : NOTHING_SEEN;
  }

  close(): void {
    this.#beat.cancel();
  }

  #look(): void {
    const isShown = this.#asked !== null && this.#shown >= this.#asked.question;
    if (!isShown) {
      this.#since_ms = null;
      this.#beat.cancel();
    } else if (this.#since_ms === null) {
      this.#since_ms = this.#clock.now();
      this.#isOnTime = true;
      this.#await();
    }
  }

  #await(): void {
    this.#lastBeat_ms = this.#clock.now();
    this.#beat.after(BEAT_ms, () => {
      this.#isOnTime = !this.#isLate(this.#clock.now());
      this.#await();
    });
  }

  #isLate(now_ms: number): boolean {
    return now_ms - this.#lastBeat_ms > LATE_ms;
  }
}
