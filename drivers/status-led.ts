/**
 * A status LED that is not part of a panel: an LED class device, a GPIO line.
 * Nothing throws for want of hardware: a missing LED is reported once to `onTrouble` and stays dark.
 */
export interface StatusLed {
  /** Kind and place, for the log: `led-class s2:red:update`. */
  readonly name: string;
  /** Lights or darkens it; setting the same again writes nothing. */
  set(lit: boolean): void;
  /** Darkens it and closes its device. */
  close(): void;
}
