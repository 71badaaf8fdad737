import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startCountdown } from '../../../../firmware/network/countdown.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

describe('the countdown', () => {
  it('tells every second from the first to zero, and takes silence for no', async () => {
    const clock = new SimulatedClock();
    const told: number[] = [];
    const { decision } = startCountdown(clock, 3, new AbortController().signal, (left_s) =>
      told.push(left_s),
    );
    clock.advance(3000);
    expect(told).toEqual([3, 2, 1, 0]);
    expect(await decision).toMatchObject({ keep: false });
    expect(clock.pendingCount).toBe(0);
  });

  it.each([1, -1])(
    'takes its seconds when the time of day is set %i h: it once ended at once, or never',
    (hours) => {
      const clock = new SimulatedClock(Date.UTC(2026, 0, 1));
      const told: number[] = [];
      startCountdown(clock, 120, new AbortController().signal, (left_s) => told.push(left_s));
      clock.advance(5000);
      clock.setWallTime(clock.wallTime() + hours * 3_600_000);
      clock.advance(5000);
      expect(told.at(-1)).toBe(110);
    },
  );

  it('rejects with the reason when it is called off, and stops', async () => {
    const clock = new SimulatedClock();
    const daemon = new AbortController();
    const { decision } = startCountdown(clock, 120, daemon.signal, () => {});
    daemon.abort(new Error('the daemon stops'));
    await expect(decision).rejects.toThrow('the daemon stops');
    expect(clock.pendingCount).toBe(0);
  });

  it('leaves nothing behind on the signal of a daemon that carries out change after change', async () => {
    const daemon = new AbortController();
    const clock = new SimulatedClock();
    for (const end of ['keep', 'rollBack', 'silence'] as const) {
      const countdown = startCountdown(clock, 120, daemon.signal, () => {});
      if (end === 'silence') clock.advance(120_000);
      else countdown[end]();
      await countdown.decision;
    }
    expect(getEventListeners(daemon.signal, 'abort')).toEqual([]);
  });
});
