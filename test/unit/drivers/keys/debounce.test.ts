import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DebounceState, debounce, NOTHING_PRESSED, settle } from '../../../../drivers/keys/debounce.ts';
import type { KeyEdge } from '../../../../menus/keys.ts';

const DEBOUNCE_ms = 20;

/** What is told of edges of UP, given as times of presses and releases in turn, when each wake-up is kept. */
function told(...times_ms: readonly number[]): string[] {
  let state: DebounceState = NOTHING_PRESSED;
  let wake_ms: number | null = null;
  const out: string[] = [];
  const note = (edges: readonly KeyEdge[]): void => {
    out.push(...edges.map(({ edge, at_ms }) => `${edge} ${at_ms}`));
  };
  const wakeUntil = (now_ms: number): void => {
    while (wake_ms !== null && wake_ms <= now_ms) {
      const result = settle(state, wake_ms, DEBOUNCE_ms);
      ({ state, wake_ms } = result);
      note(result.edges);
    }
  };
  for (const [index, at_ms] of times_ms.entries()) {
    wakeUntil(at_ms);
    const result = debounce(
      state,
      { key: 'UP', edge: index % 2 === 0 ? 'press' : 'release', at_ms },
      DEBOUNCE_ms,
    );
    ({ state, wake_ms } = result);
    note(result.edges);
  }
  wakeUntil(Number.POSITIVE_INFINITY);
  return out;
}

describe('debouncing', () => {
  it('tells a press at once', () => {
    expect(told(100)).toEqual(['press 100']);
  });

  it('tells a clean press and release as they come', () => {
    expect(told(100, 300)).toEqual(['press 100', 'release 300']);
  });

  it('ignores bouncing on the way down', () => {
    expect(told(100, 102, 103, 107, 108)).toEqual(['press 100']);
  });

  it('ignores bouncing on the way up', () => {
    expect(told(100, 300, 302, 305)).toEqual(['press 100', 'release 300']);
  });

  it('tells a release that fell into the bouncing, once it is over', () => {
    expect(told(100, 110)).toEqual(['press 100', 'release 120']);
  });

  it('does not lose a press that lasts, although it began while the release before it was bouncing', () => {
    expect(told(100, 300, 310)).toEqual(['press 100', 'release 300', 'press 320']);
  });

  it('lets no contact bounce for ever', () => {
    const rattle = Array.from({ length: 100 }, (_, index) => 100 + index * 3);
    expect(told(...rattle).length).toBeGreaterThan(10);
  });

  it('tells edges in turn, the first one at once, and ends with the contact as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (gaps) => {
        let at_ms = 0;
        const times = gaps.map((gap) => {
          at_ms += gap;
          return at_ms;
        });
        const edges = told(...times).map((text) => text.split(' ')[0]);
        expect(edges[0]).toBe('press');
        for (const [index, edge] of edges.entries()) expect(edge).toBe(index % 2 === 0 ? 'press' : 'release');
        expect(edges.at(-1)).toBe(times.length % 2 === 1 ? 'press' : 'release');
      }),
    );
  });

  it('leaves every edge as it is when there is no bouncing to expect', () => {
    const first = debounce(NOTHING_PRESSED, { key: 'UP', edge: 'press', at_ms: 5 }, 0);
    const second = debounce(first.state, { key: 'UP', edge: 'release', at_ms: 5 }, 0);
    expect([...first.edges, ...second.edges].map(({ edge }) => edge)).toEqual(['press', 'release']);
    expect(second.wake_ms).toBeNull();
  });

  it('goes on when the clock is set back by an hour', () => {
    const first = debounce(NOTHING_PRESSED, { key: 'UP', edge: 'press', at_ms: 3_600_000 }, DEBOUNCE_ms);
    const second = debounce(first.state, { key: 'UP', edge: 'release', at_ms: 5 }, DEBOUNCE_ms);
    expect(second.edges).toEqual([{ key: 'UP', edge: 'release', at_ms: 5 }]);
  });

  it('treats each key by itself', () => {
    const first = debounce(NOTHING_PRESSED, { key: 'UP', edge: 'press', at_ms: 5 }, DEBOUNCE_ms);
    const second = debounce(first.state, { key: 'DOWN', edge: 'press', at_ms: 6 }, DEBOUNCE_ms);
    expect(second.edges).toEqual([{ key: 'DOWN', edge: 'press', at_ms: 6 }]);
  });

  it('ignores a release without a press', () => {
    expect(debounce(NOTHING_PRESSED, { key: 'UP', edge: 'release', at_ms: 5 }, DEBOUNCE_ms).edges).toEqual(
      [],
    );
  });
});
