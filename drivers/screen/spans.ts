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
    let column = shown.nextDifference(row, codes, 0);
    while (column < codes.length) {
      const first = column;
      let end = first + 1;
      column = shown.nextDifference(row, codes, end);
      while (column < codes.length && column - end <= overhead_bytes) {
        end = column + 1;
        column = shown.nextDifference(row, codes, end);
      }
      spans.push({ row, column: first, codes: codes.slice(first, end) });
    }
  }
  return spans;
}
