import type { Summary } from './statistics.ts';

/** Who was measured. `floor`: a program that only answers keys with text, on the same line. */
export type Subject = 'Bezel' | 'LCDd' | 'floor';

/** What came out of one measure for one subject. */
export interface Figure {
  /** Dotted: measure first. With the subject it names the figure in the JSON file and in the budgets. */
  readonly id: string;
  readonly subject: Subject;
  /** What was measured, in a sentence's words. */
  readonly what: string;
  /** `ms`, `B`, `MiB`, `%`, `keys/s`... */
  readonly unit: string;
  /** A number where one measurement says it all. */
  readonly value: Summary | number;
  /** What a reader must know beside: conditions, or the outcome in words where a number would mislead. */
  readonly note?: string;
}

/** Where a measure works and what it may take. */
export interface Surroundings {
  /** An empty directory of its own, removed afterwards. */
  readonly directory: string;
  /** `full` in an ordinary run, `quick` with `--quick`. */
  readonly pick: <Value>(full: Value, quick: Value) => Value;
  /** The same numbers in every run. */
  readonly random: () => number;
}

/** One question the bench answers. */
export interface Measure {
  /** As `--only` names it. */
  readonly name: string;
  readonly what: string;
  readonly run: (around: Surroundings) => Promise<readonly Figure[]>;
}

/** Every figure of a run, by id and subject. */
export class Figures {
  readonly #figures = new Map<string, Figure>();

  add(figures: readonly Figure[]): void {
    for (const figure of figures) this.#figures.set(`${figure.id} ${figure.subject}`, figure);
  }

  get(id: string, subject: Subject): Figure | undefined {
    return this.#figures.get(`${id} ${subject}`);
  }

  get all(): readonly Figure[] {
    return [...this.#figures.values()];
  }
}
