import { describe, expect, it } from 'vitest';
import { type LateWrite, Refresh } from '../../../../drivers/screen/refresh.ts';

const PERIOD_ms = 100;
const NO_LIMIT = (): boolean => true;

/** A refresh of `count` writes, each of 5 bytes, and the moments at which each was sent, by its number. */
function refreshOf(count: number) {
  const refresh = new Refresh(PERIOD_ms);
  const sent: { readonly at_ms: number; readonly write: number }[] = [];
  let now_ms = 0;
  const begin = (): LateWrite[] =>
    Array.from({ length: count }, (_, write) => () => ({
      bytes: new Uint8Array(5),
      sent: () => sent.push({ at_ms: now_ms, write }),
    }));
  return {
    refresh,
    sent,
    /** Asks in every millisecond up to `until_ms`, as an idle line does. */
    run(until_ms: number, room_bytes = Number.POSITIVE_INFINITY) {
      const fits = ({ length }: Uint8Array): boolean => length <= room_bytes;
      for (; now_ms <= until_ms; now_ms++) refresh.next(now_ms, fits, begin)?.sent();
    },
  };
}

describe('a refresh', () => {
  it('waits one period after everything was sent anyway', () => {
    const { refresh, sent, run } = refreshOf(4);
    refresh.postpone(0);
    run(PERIOD_ms - 1);
    expect(sent).toEqual([]);
    expect(refresh.next_ms).toBe(PERIOD_ms);
    run(PERIOD_ms);
    expect(sent).toEqual([{ at_ms: PERIOD_ms, write: 0 }]);
  });

  it('sends everything once in a period, evenly spread, then begins anew', () => {
    const { refresh, sent, run } = refreshOf(4);
    refresh.postpone(0);
    run(PERIOD_ms * 3 - 1);
    expect(sent).toEqual(
      [0, 1, 2, 3, 0, 1, 2, 3].map((write, index) => ({ at_ms: PERIOD_ms + index * 25, write })),
    );
  });

  it('takes a write that does not fit as soon as it does, and loses none', () => {
    const { refresh, sent, run } = refreshOf(2);
    refresh.postpone(0);
    run(PERIOD_ms + 30, 4);
    expect(sent).toEqual([]);
    run(PERIOD_ms + 31, 5);
    expect(sent).toEqual([{ at_ms: PERIOD_ms + 31, write: 0 }]);
  });

  it('makes a write when its turn comes, not when the round begins', () => {
    const refresh = new Refresh(PERIOD_ms);
    let shown = 'OLD';
    const begin = (): LateWrite[] =>
      [0, 1].map(() => () => ({ bytes: new TextEncoder().encode(shown), sent: () => undefined }));
    refresh.next(0, NO_LIMIT, begin)?.sent();
    shown = 'NEW';
    expect(new TextDecoder().decode(refresh.next(50, NO_LIMIT, begin)?.bytes)).toBe('NEW');
  });

  it('that is postponed in the middle of a round begins with the first write', () => {
    const { refresh, sent, run } = refreshOf(4);
    run(30);
    refresh.postpone(30);
    run(130);
    expect(sent.map(({ write }) => write)).toEqual([0, 1, 0]);
  });
});
