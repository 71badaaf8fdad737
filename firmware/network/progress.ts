import { Alarm } from '../../menus/alarm.ts';
import type { TransactionStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { CheckName } from '../../menus/network-status.ts';
import { type Message, message, type StepCode } from '../../menus/words/messages.ts';

/** Where the bar of a change stands when a phase begins; the shares follow how long each takes on a real network. */
const CHANGE_percent = { checking: 0, applying: 10, comparing: 70, verifying: 75, done: 100 } as const;

/** The same while settings are brought back: first by the undo, then, where that was not enough, step by step. */
const RESTORE_percent = { undo: 0, comparing: 40, applying: 50, comparingAgain: 90 } as const;

/** How often the bar moves while an address is probed: silence is the answer hoped for, and it takes seconds. */
const CREEP_ms = 500;

/** Reports how far a change is, and remembers which step it is at. */
export class ChangeProgress {
  readonly #clock: Clock;
  readonly #report: (status: TransactionStatus) => void;
  #percent = 0;
  #step: Message<StepCode> | null = null;

  constructor(clock: Clock, report: (status: TransactionStatus) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** What was reported last; null before that. */
  get step(): Message<StepCode> | null {
    return this.#step;
  }

  checking(): void {
    this.#at('checking', CHANGE_percent.checking, message('step-check-before'));
  }

  /** Moves the bar until `answer` comes. */
  async probing<Answer>(address: string, answer: Promise<Answer>): Promise<Answer> {
    const next = new Alarm(this.#clock);
    const creep = (percent: number): void => {
      this.#at('checking', percent, message('step-probe-address', { address }));
      if (percent + 1 < CHANGE_percent.applying) next.after(CREEP_ms, () => creep(percent + 1));
    };
    creep(this.#percent);
    try {
      return await answer;
    } finally {
      next.cancel();
    }
  }

  applying(step: Message<StepCode>, index: number, count: number): void {
    const percent = between(CHANGE_percent.applying, CHANGE_percent.comparing, index / count);
    this.#at('applying', percent, step);
  }

  comparing(): void {
    this.#at('verifying', CHANGE_percent.comparing, message('step-read-back'));
  }

  /** @param awaited all checks, in the order in which their results come */
  verifying(awaited: readonly CheckName[], done: ReadonlySet<CheckName>): void {
    const check = awaited.find((name) => !done.has(name)) ?? awaited.at(-1);
    if (check === undefined) return;
    const share = Math.min(1, done.size / awaited.length);
    const percent = between(CHANGE_percent.verifying, CHANGE_percent.done, share);
    this.#at('verifying', percent, message('step-verify', { check }));
  }

  #at(phase: 'checking' | 'applying' | 'verifying', percent: number, step: Message<StepCode>): void {
    this.#percent = percent;
    this.#step = step;
    this.#report({ phase, percent, step });
  }
}

export type ReportRestore = (percent: number, step: Message<StepCode>) => void;

/** Reports how far a restoration is. */
export class RestoreProgress {
  readonly #report: ReportRestore;

  constructor(report: ReportRestore) {
    this.#report = report;
  }

  undoing(): void {
    this.#report(RESTORE_percent.undo, message('step-undo'));
  }

  comparing(): void {
    this.#report(RESTORE_percent.comparing, message('step-read-back'));
  }

  applying(step: Message<StepCode>, index: number, count: number): void {
    this.#report(between(RESTORE_percent.applying, RESTORE_percent.comparingAgain, index / count), step);
  }

  comparingAgain(): void {
    this.#report(RESTORE_percent.comparingAgain, message('step-read-back'));
  }
}

function between(from: number, to: number, share: number): number {
  return from + Math.floor((to - from) * share);
}
