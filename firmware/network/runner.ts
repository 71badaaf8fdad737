import { message } from '../../menus/words/messages.ts';
import { NetworkFailure } from './errors.ts';

/** How tasks of one kind stand to others. */
interface Rank {
  readonly priority: number;
  /** Whether a request of at least the same priority takes the resource from it. */
  readonly preemptible: boolean;
}

/** What a task has while the resource is its own. */
export interface Claim {
  /** Fires when the task is preempted or the runner closes: the task touches nothing from then on. */
  readonly signal: AbortSignal;
  /** From here to its end the task is not preempted. Without effect once `signal` has fired. */
  disablePreemption(): void;
}

interface Running<Kind> {
  readonly kind: Kind;
  readonly controller: AbortController;
  /** Puts it back among those that wait when it is preempted; null: it has ended then. */
  readonly wait: (() => void) | null;
  isPreemptible: boolean;
  ended: Promise<unknown>;
}

/**
 * Lets one task at a time have a resource that two must not use at once.
 *
 * What holds at every moment:
 * - At most one task has the resource: from the moment it begins until its promise settles or it is preempted.
 * - A task is preempted only by a request of at least its own priority, and only while it allows that. Its signal
 *   has fired before the other begins. What it awaits may come back later: it looks at its signal before it goes on.
 * - `run` never waits: a request that may not preempt is refused at once, and `blocker` says by what.
 * - `whenFree` waits, one task of a kind, until no task has the resource; the highest priority first. Preempted, it
 *   waits again.
 * - Before `open` and after `close` nothing begins.
 */
export class Runner<Kind extends string> {
  readonly #ranks: Readonly<Record<Kind, Rank>>;
  readonly #waiting = new Map<Kind, (claim: Claim) => Promise<void>>();
  #state: 'not-open' | 'open' | 'closed' = 'not-open';
  #running: Running<Kind> | null = null;

  constructor(ranks: Readonly<Record<Kind, Rank>>) {
    this.#ranks = ranks;
  }

  /** Tasks may begin; those that wait do. Without effect once closed. */
  open(): void {
    if (this.#state === 'closed') return;
    this.#state = 'open';
    this.#beginWaiting();
  }

  /** What keeps a request of this kind from beginning now; null: nothing. */
  blocker(kind: Kind): Kind | 'not-open' | 'closed' | null {
    if (this.#state !== 'open') return this.#state;
    const running = this.#running;
    if (running === null || this.#mayPreempt(kind, running)) return null;
    return running.kind;
  }

  /** Begins now and preempts what runs. Settles as `work` does; rejects with `cancelled` where there is a `blocker`. */
  async run<Result>(kind: Kind, work: (claim: Claim) => Promise<Result>): Promise<Result> {
    const blocker = this.blocker(kind);
    if (blocker !== null) throw new NetworkFailure(message('cancelled'), `${kind} cannot begin: ${blocker}`);
    return await this.#begin(kind, work, null);
  }

  /** Begins as soon as the resource is free, in place of one of this kind that waits. `work` never rejects. */
  whenFree(kind: Kind, work: (claim: Claim) => Promise<void>): void {
    this.#waiting.set(kind, work);
    this.#beginWaiting();
  }

  /** A task of this kind that waits does not begin any more. */
  forget(kind: Kind): void {
    this.#waiting.delete(kind);
  }

  /** Cancels what runs and begins nothing more. Resolves when a task that could not be preempted has ended. */
  async close(why: string): Promise<void> {
    this.#state = 'closed';
    this.#waiting.clear();
    const running = this.#running;
    running?.controller.abort(new NetworkFailure(message('cancelled'), why));
    if (running?.isPreemptible === false) await running.ended.catch(() => undefined);
  }

  #mayPreempt(kind: Kind, running: Running<Kind>): boolean {
    return running.isPreemptible && this.#ranks[kind].priority >= this.#ranks[running.kind].priority;
  }

  #begin<Result>(
    kind: Kind,
    work: (claim: Claim) => Promise<Result>,
    wait: (() => void) | null,
  ): Promise<Result> {
    const preempted = this.#running;
    const controller = new AbortController();
    const { signal } = controller;
    const isPreemptible = this.#ranks[kind].preemptible;
    const running: Running<Kind> = { kind, controller, wait, isPreemptible, ended: Promise.resolve() };
    this.#running = running;
    preempted?.controller.abort(new NetworkFailure(message('cancelled'), `preempted by ${kind}`));
    preempted?.wait?.();
    const disablePreemption = () => {
      if (!signal.aborted) running.isPreemptible = false;
    };
    const result = work({ signal, disablePreemption }).finally(() => this.#end(running));
    running.ended = result;
    return result;
  }

  #end(running: Running<Kind>): void {
    if (this.#running !== running) return;
    this.#running = null;
    this.#beginWaiting();
  }

  #beginWaiting(): void {
    if (this.#state !== 'open' || this.#running !== null) return;
    let next: Kind | null = null;
    for (const kind of this.#waiting.keys()) {
      if (next === null || this.#ranks[kind].priority > this.#ranks[next].priority) next = kind;
    }
    const work = next === null ? undefined : this.#waiting.get(next);
    if (next === null || work === undefined) return;
    const kind = next;
    this.#waiting.delete(kind);
    const wait = () => {
      if (!this.#waiting.has(kind)) this.#waiting.set(kind, work);
    };
    void this.#begin(kind, work, wait);
  }
}
