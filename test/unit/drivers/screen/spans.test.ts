import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Shadow } from '../../../../drivers/screen/shadow.ts';
import { changedSpans } from '../../../../drivers/screen/spans.ts';

const OVERHEAD = 6;
const codes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (rows: readonly Uint8Array[]): string[] => rows.map((row) => new TextDecoder().decode(row));

function shadowOf(rows: readonly string[]): Shadow {
  const shadow = new Shadow({ columns: rows[0]?.length ?? 0, rows: rows.length });
  for (const [row, text] of rows.entries()) shadow.put({ row, column: 0, codes: codes(text) });
  return shadow;
}
const spans = (before: readonly string[], after: readonly string[]): string[] =>
  changedSpans(shadowOf(before), after.map(codes), OVERHEAD).map(
    ({ row, column, codes: changed }) => `${row}:${column} ${texts([changed])[0]}`,
  );

describe('the spans that change a glass', () => {
  it('are none when nothing changed', () => {
    expect(spans(['SAME', 'SAME'], ['SAME', 'SAME'])).toEqual([]);
  });

  it('are whole rows when nothing is known of the glass', () => {
    const unknown = new Shadow({ columns: 4, rows: 2 });
    expect(changedSpans(unknown, ['ABCD', 'EFGH'].map(codes), OVERHEAD)).toHaveLength(2);
    const known = shadowOf(['ABCD', 'EFGH']);
    known.forget();
    expect(changedSpans(known, ['ABCD', 'EFGH'].map(codes), OVERHEAD)).toHaveLength(2);
  });

  it('hold a single changed character', () => {
    expect(spans(['ABCD'], ['ABXD'])).toEqual(['0:2 X']);
  });

  it('are joined over a gap that costs as much as another span', () => {
    expect(spans(['A------B'], ['X------Y'])).toEqual(['0:0 X------Y']);
  });

  it('are apart over a gap that costs more', () => {
    expect(spans(['A-------B'], ['X-------Y'])).toEqual(['0:0 X', '0:8 Y']);
  });

  it('never run from one row into the next', () => {
    expect(spans(['AAA', 'BBB'], ['AAX', 'YBB'])).toEqual(['0:2 X', '1:0 Y']);
  });

  it('leave the glass as wanted, at the least possible cost', () => {
    const row = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(row, row, fc.integer({ min: 0, max: 8 }), (before, after, overhead) => {
        const shadow = shadowOf([before]);
        const found = changedSpans(shadow, [codes(after)], overhead);
        for (const span of found) shadow.put(span);
        expect(changedSpans(shadow, [codes(after)], overhead)).toEqual([]);
        const cost = found.reduce((bytes, span) => bytes + overhead + span.codes.length, 0);
        expect(cost).toBe(leastCost(before, after, overhead));
      }),
    );
  });
});

/** The cheapest way to write a row, by trying each length of a last span. */
function leastCost(before: string, after: string, overhead: number): number {
  const cost = [0];
  for (let end = 1; end <= after.length; end++) {
    let best = before[end - 1] === after[end - 1] ? (cost[end - 1] ?? 0) : Number.POSITIVE_INFINITY;
    for (let start = 0; start < end; start++) {
      best = Math.min(best, (cost[start] ?? 0) + overhead + (end - start));
    }
    cost.push(best);
  }
  return cost[after.length] ?? 0;
}
