import { COMMAND } from './commands.ts';

/** Refused this often, a command will be refused for good. Once may be the line, or a panel that has reset itself. */
const REFUSALS = 2;
/** Unanswered this often while the panel answers other commands. */
const UNANSWERED = 3;
/** What was left unanswered is tried again after this, then after twice the time, up to the longest. */
const RETRY_ms = 30_000;
const LONGEST_RETRY_ms = 600_000;

interface Failures {
  readonly refused: number;
  readonly unanswered: number;
  /** Until then it is not tried, in milliseconds of the clock. */
  readonly until_ms: number;
  readonly pause_ms: number;
}

const NONE: Failures = { refused: 0, unanswered: 0, until_ms: Number.NEGATIVE_INFINITY, pause_ms: RETRY_ms };

/** What each command is for, in the log. */
const PURPOSES: ReadonlyMap<number, string> = new Map([
  [COMMAND.contrast, 'contrast'],
  [COMMAND.backlight, 'backlight'],
  [COMMAND.keyReporting, 'key reports'],
  [COMMAND.customCharacter, 'custom characters'],
  [COMMAND.cursorPosition, 'a cursor'],
  [COMMAND.cursorStyle, 'a cursor'],
  [COMMAND.writePin, 'LEDs'],
]);

/** What this panel refuses, or leaves unanswered while it answers the rest. By the places of `placeOf`. */
export class Unable {
  readonly #failures = new Map<string, Failures>();
  /** Types of the commands that were carried out at least once. */
  readonly #known = new Set<number>();
  readonly #untold = new Set<string>();
  readonly #told = new Set<string>();

  /** Another panel may be on the line. */
  forget(): void {
    this.#failures.clear();
    this.#known.clear();
  }

  /** Whether nothing was ever refused or left unanswered. */
  get isNothing(): boolean {
    return this.#failures.size === 0;
  }

  /** Whether it is of no use to send this at this time. */
  isGivenUp(type: number, place: string, now_ms: number): boolean {
    if (this.#isPausing(place, now_ms)) return true;
    // A command that was never carried out, and was given up at one place, is not known to the panel at all.
    return !this.#known.has(type) && this.isAnyGivenUp(type, now_ms);
  }

  /** Whether this command is of no use at one of its places at least. */
  isAnyGivenUp(type: number, now_ms: number): boolean {
    for (const place of this.#failures.keys())
      if (typeOf(place) === type && this.#isPausing(place, now_ms)) return true;
    return false;
  }

  carriedOut(type: number, place: string): void {
    this.#known.add(type);
    this.#failures.delete(place);
  }

  refused(place: string): void {
    const failures = this.#failures.get(place) ?? NONE;
    const refused = failures.refused + 1;
    const isGivenUp = refused >= REFUSALS;
    this.#failures.set(place, {
      ...failures,
      refused,
      until_ms: isGivenUp ? Number.POSITIVE_INFINITY : failures.until_ms,
    });
    if (isGivenUp) this.#note(place);
  }

  unanswered(place: string, now_ms: number): void {
    const failures = this.#failures.get(place) ?? NONE;
    const unanswered = failures.unanswered + 1;
    const { pause_ms } = failures;
    if (unanswered < UNANSWERED) this.#failures.set(place, { ...failures, unanswered });
    else {
      this.#failures.set(place, {
        ...failures,
        // The next time one failure is enough.
        unanswered: UNANSWERED - 1,
        until_ms: now_ms + pause_ms,
        pause_ms: Math.min(2 * pause_ms, LONGEST_RETRY_ms),
      });
      this.#note(place);
    }
  }

  /** What was found out since the last call that this panel cannot do, for the log. */
  takeNews(): readonly string[] {
    const news = [...this.#untold];
    this.#untold.clear();
    return news;
  }

  #isPausing(place: string, now_ms: number): boolean {
    return now_ms < (this.#failures.get(place)?.until_ms ?? Number.NEGATIVE_INFINITY);
  }

  #note(place: string): void {
    const purpose = PURPOSES.get(typeOf(place));
    if (purpose === undefined || this.#told.has(purpose)) return;
    this.#told.add(purpose);
    this.#untold.add(purpose);
  }
}

const typeOf = (place: string): number => Number.parseInt(place, 10);
