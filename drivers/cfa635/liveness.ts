import type { StatusReport } from './reports.ts';

/** Questions without an answer after which a panel that has never answered one is asked another way. */
const TRIES = 3;

/** The signs of a reset as they are, or must be; null: not known. */
export type Signs = { readonly [Field in keyof StatusReport]: StatusReport[Field] | null };

/** What shows whether a panel has reset itself. */
export type ResetQuestion =
  /** All of its signs, by the status command. */
  | 'status'
  /** One of them, read back: panels such as the CFA-835 refuse the status command. */
  | 'sign'
  /** Nothing does: it is only asked whether it is there. */
  | 'nothing';

/** What is asked where a question turns out not to be understood. */
const INSTEAD: Readonly<Record<ResetQuestion, ResetQuestion>> = {
  status: 'sign',
  sign: 'nothing',
  nothing: 'nothing',
};

/** Finds out from a panel's settings whether it has reset itself: after a reset they are not ours any more. */
export class ResetDetector {
  #question: ResetQuestion = 'status';
  /** Whether the question was ever answered: from then on a missing answer is the line's fault. */
  #isAnswered = false;
  #unanswered = 0;

  /** The device was opened, and may be another panel. */
  connected(): void {
    this.#ask('status');
  }

  get question(): ResetQuestion {
    return this.#question;
  }

  /** The question got no answer. */
  unanswered(): void {
    if (this.#isAnswered) return;
    this.#unanswered += 1;
    if (this.#unanswered >= TRIES) this.#ask(INSTEAD[this.#question]);
  }

  /** Reads an answer; null: it was a refusal, or had another shape. */
  hasReset(signs: Signs | null, expected: Signs): boolean {
    if (signs === null) {
      this.#ask(INSTEAD[this.#question]);
      return false;
    }
    this.#isAnswered = true;
    const fields = ['pressMask', 'releaseMask', 'contrast', 'backlight'] as const;
    return fields.some(
      (field) => signs[field] !== null && expected[field] !== null && signs[field] !== expected[field],
    );
  }

  #ask(question: ResetQuestion): void {
    this.#question = question;
    this.#isAnswered = false;
    this.#unanswered = 0;
  }
}
