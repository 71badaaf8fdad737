/**
 * A status LED that is not part of a panel: an LED class device, a GPIO line.
 * Nothing throws for want of hardware: a missing LED is logged once by whoever opened it and stays dark.
 */
export interface StatusLed {
  /** Kind and place, for the log: `led-class s2:red:update`. */
  readonly name: string;
  /** Lights or darkens it; setting the same again costs nothing. */
  set(lit: boolean): void;
  /** Leaves it dark and lets go of it. */
  close(): void;
}
