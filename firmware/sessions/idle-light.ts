import type { Backlight } from '../../drivers/panel.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';

/** Seconds without a key until the glass is dimmed, and until it goes dark; null: never. */
export interface IdleLightRules {
  readonly dim_s: number | null;
  readonly off_s: number | null;
}

/** Brightness of a dimmed glass, in percent: read from nearby, no nuisance in a dark room. */
const DIMMED_percent = 20;

interface IdleLightOptions {
  readonly clock: Clock;
  readonly rules: IdleLightRules;
  readonly backlight: Backlight;
  /** The light has changed. */
  readonly onChange: () => void;
}

/** Dims a panel that nobody uses. It stays lit while there is something to be seen from afar. */
export class IdleLight {
  readonly #options: IdleLightOptions;
  readonly #alarm: Alarm;
  #stage: 'lit' | 'dimmed' | 'dark' = 'lit';
  #isAlert = false;

  constructor(options: IdleLightOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    this.wake();
  }

  /** The brightness now, in percent. @param chosen_percent what the operator has chosen */
  brightness(chosen_percent: number): number {
    if (this.#stage === 'lit') return chosen_percent;
    return this.#stage === 'dark' ? 0 : Math.min(DIMMED_percent, chosen_percent);
  }

  /** A key, or something else that makes light. @returns whether the glass was dimmed or dark: the key then only wakes it */
  wake(): boolean {
    const wasLit = this.#stage === 'lit';
    this.#go('lit');
    const { dim_s, off_s } = this.#options.rules;
    this.#alarm.cancel();
    if (this.#isAlert) return !wasLit;
    if (this.#canDim && dim_s !== null) this.#after(dim_s, 'dimmed');
    else if (this.#canGoDark && off_s !== null) this.#after(off_s, 'dark');
    return !wasLit;
  }

  /** While there is something to see, the glass stays lit. */
  alert(isAlert: boolean): void {
    if (isAlert === this.#isAlert) return;
    this.#isAlert = isAlert;
    this.wake();
  }

  close(): void {
    this.#alarm.cancel();
  }

  get #canDim(): boolean {
    return this.#options.backlight === 'levels';
  }

  get #canGoDark(): boolean {
    return this.#options.backlight !== 'fixed';
  }

  #after(wait_s: number, stage: 'dimmed' | 'dark'): void {
    this.#alarm.after(wait_s * 1000, () => {
      this.#go(stage);
      const { dim_s, off_s } = this.#options.rules;
      if (stage === 'dimmed' && off_s !== null) this.#after(Math.max(0, off_s - Number(dim_s)), 'dark');
    });
  }

  #go(stage: 'lit' | 'dimmed' | 'dark'): void {
    if (stage === this.#stage) return;
    this.#stage = stage;
    this.#options.onChange();
  }
}
