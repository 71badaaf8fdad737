import { LED_NAMES, LEDS_ON, type Leds, ledsOf } from '../../menus/leds.ts';
import type { LedBeside } from '../leds/status-leds.ts';
import type { ApplianceModel } from './appliance.ts';

/** The status LEDs. Those on a panel are sent with its frames; all others are set here. */
export class Lamps {
  readonly #appliance: ApplianceModel;
  readonly #beside: readonly LedBeside[];
  readonly #listeners = new Set<() => void>();
  /** Running lamp tests: each operator may run one. */
  #tests = 0;

  constructor(appliance: ApplianceModel, beside: readonly LedBeside[]) {
    this.#appliance = appliance;
    this.#beside = beside;
    appliance.watch(() => this.#setBeside());
    this.#setBeside();
  }

  get leds(): Leds {
    return this.#tests > 0 ? LEDS_ON : ledsOf(this.#appliance.value);
  }

  get testing(): boolean {
    return this.#tests > 0;
  }

  /** Lights every LED until the returned function is called. */
  test(): () => void {
    this.#countTests(1);
    let over = false;
    return () => {
      if (!over) this.#countTests(-1);
      over = true;
    };
  }

  /** Called when a lamp test begins or ends. */
  watchTests(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Leaves the LEDs beside the panels dark. */
  close(): void {
    for (const { light } of this.#beside) light.close();
  }

  #countTests(change: number): void {
    this.#tests += change;
    this.#setBeside();
    for (const listener of [...this.#listeners]) listener();
  }

  #setBeside(): void {
    const { leds } = this;
    for (const name of LED_NAMES) {
      for (const { led, light } of this.#beside) if (led === name) light.set(leds[name]);
    }
  }
}
