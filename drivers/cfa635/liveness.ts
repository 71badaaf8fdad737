import type { StatusReport } from './reports.ts';

/**
 * How many status answers in a row with the same mismatch are taken for resets. A panel that keeps giving it after
 * that many repaints rounds the value; believing the mismatch any longer would repaint for ever.
 */
const IDENTICAL_MISMATCHES = 3;
/** Status questions without an answer after which a panel that has never answered one is not asked again. */
const TRIES = 3;

/** What a status answer must say; null: anything. */
export type ExpectedStatus = { readonly [Field in keyof StatusReport]: StatusReport[Field] | null };

/** Whether the panel answers status questions. */
type StatusSupport =
  | { readonly kind: 'unknown'; readonly unanswered: number }
  /** It has answered one: from here on a missing answer is the line's fault. */
  | { readonly kind: 'present' }
  /** It refuses them, leaves them unanswered, or answers in another shape. */
  | { readonly kind: 'missing' };

const UNTRIED: StatusSupport = { kind: 'unknown', unanswered: 0 };

/** Finds out from status answers whether a panel has reset itself: after a reset its settings are not ours any more. */
export class ResetDetector {
  #support = UNTRIED;
  #mismatch = '';
  #times = 0;

  /** The device was opened, and may be another panel. */
  connected(): void {
    this.#support = UNTRIED;
  }

  /** Whether it is worth asking for the status. */
  get canAsk(): boolean {
    return this.#support.kind !== 'missing';
  }

  /** A status question got no answer. */
  unanswered(): void {
    if (this.#support.kind !== 'unknown') return;
    const unanswered = this.#support.unanswered + 1;
    this.#support = unanswered < TRIES ? { kind: 'unknown', unanswered } : { kind: 'missing' };
  }

  /** Reads a status answer; null: it was a refusal, or had another shape. */
  hasReset(status: StatusReport | null, expected: ExpectedStatus): boolean {
    this.#support = { kind: status === null ? 'missing' : 'present' };
    if (status === null) return false;
    const mismatch = mismatchOf(status, expected);
    this.#times = mismatch === this.#mismatch ? this.#times + 1 : 1;
    this.#mismatch = mismatch;
    return mismatch !== '' && this.#times <= IDENTICAL_MISMATCHES;
  }
}

function mismatchOf(status: StatusReport, expected: ExpectedStatus): string {
  const pairs: readonly (readonly [number, number | null])[] = [
    [status.pressMask, expected.pressMask],
    [status.releaseMask, expected.releaseMask],
    [status.contrast, expected.contrast],
    [status.backlight, expected.backlight],
  ];
  return pairs.every(([is, must]) => must === null || is === must) ? '' : pairs.join(' ');
}
