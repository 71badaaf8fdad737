import type { Appliance } from '../../menus/appliance.ts';

/** Hears the appliance after each change; called in the order of the changes. */
export type ApplianceListener = (appliance: Appliance) => void;

/**
 * The one `Appliance` value of the process. Services change their part of it, sessions and the control socket
 * read and watch it. Nobody keeps a copy that can grow old.
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

  /** Replaces the named parts; listeners hear of it at once, before this returns. */
  change(parts: Partial<Appliance>): void {
    this.#value = { ...this.#value, ...parts };
    for (const listener of [...this.#listeners]) listener(this.#value);
  }

  /** @returns how to stop listening */
  watch(listener: ApplianceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
