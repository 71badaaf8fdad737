import type { NetworkStatus } from '../../../../menus/network-status.ts';
import type { Context } from './context.ts';
import { duplexReader } from './duplex.ts';
import { ForeignChanges } from './foreign-changes.ts';
import { statusOf } from './status.ts';

/** Keeps the network's status up to date from NetworkManager's signals, and reports changes from outside. */
export class StatusFeed {
  readonly #context: Context;
  readonly #foreignChanges: ForeignChanges;
  readonly #listeners = new Set<(status: NetworkStatus) => void>();
  readonly #foreignListeners = new Set<(why: string) => void>();
  readonly #duplexOf = duplexReader();
  #status: NetworkStatus;
  /** The NetworkManager whose status was reported last. */
  #reportedOwner: string | null = null;
  #refreshDue: NodeJS.Immediate | null = null;

  constructor(context: Context) {
    this.#context = context;
    this.#foreignChanges = new ForeignChanges(context, (why) => {
      for (const listener of [...this.#foreignListeners]) listener(why);
    });
    this.#status = statusOf(context.service.devices, context.links, this.#duplexOf, context.own);
    context.service.onChange(() => this.#refreshSoon());
  }

  get status(): NetworkStatus {
    return this.#status;
  }

  onStatus(listener: (status: NetworkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onForeignChange(listener: (why: string) => void): () => void {
    this.#foreignListeners.add(listener);
    return () => this.#foreignListeners.delete(listener);
  }

  stop(): void {
    if (this.#refreshDue !== null) clearImmediate(this.#refreshDue);
    this.#foreignChanges.stop();
    this.#listeners.clear();
    this.#foreignListeners.clear();
  }

  /** Once for all that one turn of the event loop brings: NetworkManager announces a change in a burst of signals. */
  #refreshSoon(): void {
    this.#refreshDue ??= setImmediate(() => this.refresh());
  }

  refresh(): void {
    this.#refreshDue = null;
    const { service, links, own } = this.#context;
    const { owner } = service;
    const returned = owner !== this.#reportedOwner;
    this.#reportedOwner = owner;
    // While NetworkManager is away the kernel keeps what it had, and so does the status.
    if (owner === null) return;
    this.#foreignChanges.look(returned);
    const status = statusOf(service.devices, links, this.#duplexOf, own);
    // Its return is reported without any difference: a start may be waiting for it.
    if (!returned && JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
