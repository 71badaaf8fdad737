import { Alarm } from '../../../../menus/alarm.ts';
import type { Clock } from '../../../../menus/clock.ts';
import { message } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import type { Target } from '../../target.ts';

interface Checkpoint {
  readonly handle: string;
  readonly configured: Target;
  readonly timer: Alarm;
}

/** Undo timers of the simulated network service: each holds what was configured when it was armed. */
export class Checkpoints {
  readonly #clock: Clock;
  readonly #restore: (configured: Target) => void;
  /** The oldest first. */
  #armed: readonly Checkpoint[] = [];
  #count = 0;

  /** @param restore called when one fires */
  constructor(clock: Clock, restore: (configured: Target) => void) {
    this.#clock = clock;
    this.#restore = restore;
  }

  get oldest(): string | null {
    return this.#armed[0]?.handle ?? null;
  }

  /** Arms one beside those there are, which stay armed and fire into whatever has come after them. */
  arm(configured: Target, timeout_s: number): string {
    const handle = this.newHandle();
    const timer = new Alarm(this.#clock);
    timer.after(timeout_s * 1000, () => this.undo(handle));
    this.#armed = [...this.#armed, { handle, configured, timer }];
    return handle;
  }

  /** One that nothing is armed for. */
  newHandle(): string {
    this.#count += 1;
    return `checkpoint-${this.#count}`;
  }

  /** @throws NetworkFailure `undo-expired` */
  disarm(handle: string): void {
    if (!this.#armed.some((each) => each.handle === handle))
      throw new NetworkFailure(message('undo-expired'), `there is no ${handle}`);
    this.#forget((each) => each.handle === handle);
  }

  disarmAll(): void {
    this.#forget(() => true);
  }

  /** The younger ones go with it: what they would go back to has never been, then. */
  undo(handle: string): void {
    const at = this.#armed.findIndex((each) => each.handle === handle);
    const fired = this.#armed[at];
    if (fired === undefined) return;
    const gone = this.#armed.slice(at);
    this.#forget((each) => gone.includes(each));
    this.#restore(fired.configured);
  }

  #forget(chosen: (checkpoint: Checkpoint) => boolean): void {
    for (const { timer } of this.#armed.filter(chosen)) timer.cancel();
    this.#armed = this.#armed.filter((each) => !chosen(each));
  }
}
