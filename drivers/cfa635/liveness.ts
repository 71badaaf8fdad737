import type { StatusReport } from './reports.ts';

/**
 * How often in a row a panel may tell the same unexpected status before it is believed to be the panel's way of
 * putting it (a value it rounds, say) and no sign of a reset. It ends repainting without end.
 */
const PATIENCE = 3;

/** Tells from status answers whether a panel has reset itself: after a reset its settings are not ours any more. */
export class ResetDetector {
  #unexpected = '';
  #times = 0;

  hasReset(told: StatusReport, expected: StatusReport): boolean {
    const surprise =
      signature(told) === signature(expected) ? '' : `${signature(told)}/${signature(expected)}`;
    this.#times = surprise === this.#unexpected ? this.#times + 1 : 1;
    this.#unexpected = surprise;
    return surprise !== '' && this.#times <= PATIENCE;
  }
}

const signature = ({ pressMask, releaseMask, contrast, backlight }: StatusReport): string =>
  [pressMask, releaseMask, contrast, backlight].join(' ');
