import type { StatusReport } from './reports.ts';

/**
 * How often in a row a panel may tell the same unexpected status before it is believed to be the panel's way of
 * putting it (a value it rounds, say) and no sign of a reset. It ends repainting without end.
 */
const PATIENCE = 3;

/** What a status answer must say; null: anything. */
export type ExpectedStatus = { readonly [Field in keyof StatusReport]: StatusReport[Field] | null };

/** Tells from status answers whether a panel has reset itself: after a reset its settings are not ours any more. */
export class ResetDetector {
  #surprise = '';
  #times = 0;

  hasReset(told: StatusReport, expected: ExpectedStatus): boolean {
    const surprise = differences(told, expected);
    this.#times = surprise === this.#surprise ? this.#times + 1 : 1;
    this.#surprise = surprise;
    return surprise !== '' && this.#times <= PATIENCE;
  }
}

function differences(told: StatusReport, expected: ExpectedStatus): string {
  const pairs: readonly (readonly [number, number | null])[] = [
    [told.pressMask, expected.pressMask],
    [told.releaseMask, expected.releaseMask],
    [told.contrast, expected.contrast],
    [told.backlight, expected.backlight],
  ];
  return pairs.every(([is, must]) => must === null || is === must) ? '' : pairs.join(' ');
}
