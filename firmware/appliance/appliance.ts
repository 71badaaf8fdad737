import type { Appliance } from '../../menus/appliance.ts';

/** Called after each change, in the order of the changes. */
export type ApplianceListener = (appliance: Appliance) => void;

/**
 * The one `Appliance` value of the process. Services change their part of it, sessions and the control socket
 * read and watch it. Read `value` when it is needed: a copy becomes stale.
 */
export class ApplianceModel {
  #value: Appliance;
  readonly #listeners = new Set<ApplianceListener>();

  constructor(initial: Appliance) {
    this.#value = initial;
  }

  get value(): Appliance {
    return this.#value;
  }

  /** Replaces the given parts and calls every listener before it returns. */
  change(parts: Partial<Appliance>): void {
    this.#value = { ...this.#value, ...parts };
    for (const listener of [...this.#listeners]) listener(this.#value);
  }

  /** @returns the function that unsubscribes */
  watch(listener: ApplianceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
