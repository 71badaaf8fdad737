import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinePacer, type Supply } from '../../../../drivers/screen/line-pacer.ts';
import { LineTime } from '../../../../drivers/screen/line-time.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

/** One byte takes 1 ms. */
const BAUD = 10_000;
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(length);

/** A pacer whose supply is the messages in `waiting`, each by its length in bytes. */
function pacer(waiting: number[] = []) {
  const clock = new SimulatedClock();
  const sent: { readonly at_ms: number; readonly length: number }[] = [];
  const asked: number[] = [];
  const line = new LinePacer({
    line: new LineTime({ baud: BAUD }),
    clock,
    write: ({ length }) => sent.push({ at_ms: clock.now(), length }),
    supply(_now_ms, room_ms): Supply {
      asked.push(room_ms);
      const [length] = waiting;
      if (length === undefined) return 'nothing';
      if (length > room_ms) return 'too-long';
      waiting.shift();
      return bytes(length);
    },
  });
  return { clock, line, sent, asked };
}

describe('the pace of a line', () => {
  it('is that of the line: the next message is asked for when the one before has left', () => {
    const { clock, line, sent } = pacer([5, 3, 2]);
    line.start();
    clock.advance(100);
    expect(sent).toEqual([
      { at_ms: 0, length: 5 },
      { at_ms: 5, length: 3 },
      { at_ms: 8, length: 2 },
    ]);
  });

  it('is 4.2 ms a byte at 2400 baud', () => {
    const clock = new SimulatedClock();
    const at_ms: number[] = [];
    const line = new LinePacer({
      line: new LineTime({ baud: 2400 }),
      clock,
      write: () => at_ms.push(clock.now()),
      supply: () => (at_ms.length < 2 ? bytes(6) : 'nothing'),
    });
    line.start();
    clock.advance(100);
    expect(at_ms).toEqual([0, 25]);
  });

  it('leaves nothing waiting in front of an urgent message but what is on the line', () => {
    const { clock, line, sent } = pacer([10, 10, 10]);
    line.start();
    clock.advance(4);
    line.urgent(bytes(1));
    clock.advance(100);
    expect(sent.map(({ length }) => length)).toEqual([10, 1, 10, 10]);
    expect(sent[1]).toEqual({ at_ms: 10, length: 1 });
  });

  it('keeps a reserved moment free, and fills the time before it with what fits', () => {
    const { clock, line, sent } = pacer([6, 6, 6]);
    line.reserve(15);
    line.start();
    clock.advance(14);
    expect(sent.map(({ at_ms }) => at_ms)).toEqual([0, 6]);
    clock.advance(1);
    line.urgent(bytes(2));
    clock.advance(100);
    expect(sent.slice(2)).toEqual([
      { at_ms: 15, length: 2 },
      { at_ms: 17, length: 6 },
    ]);
  });

  it('goes on without a message that a moment was reserved for and that never came', () => {
    const { clock, line, sent } = pacer([20]);
    line.reserve(15);
    line.start();
    clock.advance(15);
    expect(sent).toEqual([]);
    clock.advance(1);
    expect(sent).toEqual([{ at_ms: 16, length: 20 }]);
  });

  it('is not asked for while the line is gone, and begins without the urgent messages of before', () => {
    const { clock, line, sent, asked } = pacer([5]);
    line.urgent(bytes(1));
    line.pump();
    clock.advance(100);
    expect(asked).toEqual([]);
    line.start();
    line.urgent(bytes(2));
    line.stop();
    clock.advance(100);
    line.start();
    clock.advance(100);
    expect(sent.map(({ length }) => length)).toEqual([5]);
    line.stop();
    expect(clock.pendingCount).toBe(0);
  });

  it('sleeps until the time the supply names', () => {
    const clock = new SimulatedClock();
    const asked_ms: number[] = [];
    const line = new LinePacer({
      line: new LineTime({ baud: BAUD }),
      clock,
      write: () => undefined,
      supply(now_ms) {
        asked_ms.push(now_ms);
        return { nothingUntil_ms: now_ms + 100 };
      },
    });
    line.start();
    clock.advance(250);
    expect(asked_ms).toEqual([0, 100, 200]);
  });

  it('never has two messages on the line at once, whatever comes when', () => {
    const step = fc.record({
      wait_ms: fc.integer({ min: 0, max: 30 }),
      urgent: fc.option(fc.integer({ min: 1, max: 5 })),
      reserve_ms: fc.option(fc.integer({ min: 0, max: 60 })),
    });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 25 })), fc.array(step), (messages, steps) => {
        const { clock, line, sent } = pacer([...messages]);
        line.start();
        let urgent = 0;
        for (const { wait_ms, urgent: length, reserve_ms } of steps) {
          if (reserve_ms !== null) line.reserve(clock.now() + reserve_ms);
          if (length !== null) {
            line.urgent(bytes(length));
            urgent += 1;
          }
          clock.advance(wait_ms);
        }
        clock.advance(10_000);
        expect(sent).toHaveLength(messages.length + urgent);
        for (const [index, { at_ms, length }] of sent.entries())
          expect(sent[index + 1]?.at_ms ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(at_ms + length);
      }),
    );
  });
});
