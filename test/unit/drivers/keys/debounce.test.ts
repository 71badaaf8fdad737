import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DebounceState, debounce, NOTHING_PRESSED, settle } from '../../../../drivers/keys/debounce.ts';
import type { KeyEdge } from '../../../../menus/keys.ts';

const DEBOUNCE_ms = 20;
/** So many moves within 400 ms are no finger's. */
const MOVES_OF_NOISE = 11;

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
  it('tells a press when it has lasted', () => {
    expect(told(100)).toEqual(['press 120']);
  });

  it('tells a clean press and release in turn', () => {
    expect(told(100, 300)).toEqual(['press 120', 'release 320']);
  });

  it('counts from the last bounce on the way down', () => {
    expect(told(100, 102, 103, 107, 108)).toEqual(['press 128']);
  });

  it('counts from the last bounce on the way up', () => {
    expect(told(100, 300, 302, 305)).toEqual(['press 120', 'release 325']);
  });

  it('makes no press of a spike: each one was a menu step', () => {
    expect(told(100, 110)).toEqual([]);
  });

  it('does not lose a press that lasts, although it began while the release before it was bouncing', () => {
    expect(told(100, 300, 310)).toEqual(['press 120']);
    expect(told(100, 300, 330)).toEqual(['press 120', 'release 320', 'press 350']);
  });

  it('makes no press of noise at 620 edges a second for ten seconds: it made 77', () => {
    const noise = Array.from({ length: 6200 }, (_, index) => 100 + Math.floor((index * 1000) / 620));
    expect(told(...noise)).toEqual([]);
  });

  it('makes no press of mains hum, 50 Hz', () => {
    expect(told(...Array.from({ length: 1000 }, (_, index) => 100 + index * 10))).toEqual([]);
  });

  it('takes ten presses a second, each with its bounces, and one after noise', () => {
    const quick = Array.from({ length: 20 }, (_, index) => 1000 + index * 50);
    const bouncing = quick.flatMap((at_ms) => [at_ms, at_ms + 1, at_ms + 3]);
    expect(told(...bouncing)).toHaveLength(20);
    const noise = Array.from({ length: 400 }, (_, index) => 100 + index * 3);
    expect(told(...noise, 2000, 2080)).toEqual(['press 2020', 'release 2100']);
  });

  it('makes no press of any noise whose levels do not last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: DEBOUNCE_ms - 1 }), { maxLength: 200 }), (gaps) => {
        let at_ms = 100;
        const times = gaps.map((gap) => {
          at_ms += gap;
          return at_ms;
        });
        // It ends with the contact open.
        if (times.length % 2 === 1) times.push(at_ms + 1);
        expect(told(...times)).toEqual([]);
      }),
    );
  });

  it('makes no press of noise that is as slow as bounces are, but never still', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 35 }), { minLength: 60, maxLength: 200 }), (gaps) => {
        let at_ms = 100;
        const times = gaps.map((gap) => {
          at_ms += gap;
          return at_ms;
        });
        // What comes before it is known to be noise looks like fingers.
        const known_ms = times[MOVES_OF_NOISE] ?? 0;
        const presses = told(...times).filter((text) => text.startsWith('press'));
        const late = presses
          .map((text) => Number(text.split(' ')[1]))
          .filter((time) => time > known_ms + 400);
        expect(late.filter((time) => time < (times.at(-1) ?? 0))).toEqual([]);
      }),
    );
  });

  it('tells edges in turn and ends with the contact as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (gaps) => {
        let at_ms = 0;
        const times = gaps.map((gap) => {
          at_ms += gap;
          return at_ms;
        });
        const edges = told(...times).map((text) => text.split(' ')[0]);
        for (const [index, edge] of edges.entries()) expect(edge).toBe(index % 2 === 0 ? 'press' : 'release');
        expect(edges.length % 2).toBe(times.length % 2);
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
    expect(second.edges).toEqual([{ key: 'UP', edge: 'press', at_ms: 5 }]);
    expect(settle(second.state, 25, DEBOUNCE_ms).edges).toEqual([{ key: 'UP', edge: 'release', at_ms: 25 }]);
  });

  it('treats each key by itself', () => {
    const first = debounce(NOTHING_PRESSED, { key: 'UP', edge: 'press', at_ms: 5 }, DEBOUNCE_ms);
    const second = debounce(first.state, { key: 'DOWN', edge: 'press', at_ms: 6 }, DEBOUNCE_ms);
    expect(second.wake_ms).toBe(25);
    expect(settle(second.state, 26, DEBOUNCE_ms).edges.map(({ key }) => key)).toEqual(['UP', 'DOWN']);
  });

  it('ignores a release without a press', () => {
    const { state } = debounce(NOTHING_PRESSED, { key: 'UP', edge: 'release', at_ms: 5 }, DEBOUNCE_ms);
    expect(settle(state, 1000, DEBOUNCE_ms).edges).toEqual([]);
  });
});
