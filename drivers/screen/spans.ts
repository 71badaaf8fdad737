import type { Shadow, Span } from './shadow.ts';

/**
 * The spans that bring the glass from what it shows to what is wanted, top to bottom, left to right.
 * Two changes in a row become one span when the cells between them cost no more than another span's overhead:
 * the fewest bytes, and at equal bytes the fewer spans.
 *
 * `overhead_bytes`: what a span costs beside its characters (addressing, framing), in bytes.
 */
export function changedSpans(
  shown: Shadow,
  wanted: readonly Uint8Array[],
  overhead_bytes: number,
): readonly Span[] {
  const spans: Span[] = [];
  for (const [row, codes] of wanted.entries()) {
    let first = -1;
    let last = -1;
    const finish = (): void => {
      if (first >= 0) spans.push({ row, column: first, codes: codes.slice(first, last + 1) });
    };
    for (const [column, code] of codes.entries()) {
      if (shown.shows(row, column, code)) continue;
      if (first >= 0 && column - last - 1 > overhead_bytes) {
        finish();
        first = -1;
      }
      if (first < 0) first = column;
      last = column;
    }
    finish();
  }
  return spans;
}
