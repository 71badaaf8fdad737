import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';

describe('SimulatedClock', () => {
  it('starts where its maker says and moves only when told', () => {
    const clock = new SimulatedClock(1_000);
    expect([clock.now(), clock.wallTime()]).toEqual([0, 1_000]);
    clock.advance(250);
    expect([clock.now(), clock.wallTime()]).toEqual([250, 1_250]);
  });

  it('may have its time of day set, which no timer notices', () => {
    const clock = new SimulatedClock(1_000);
    let fired = false;
    clock.setTimeout(() => {
      fired = true;
    }, 100);
    clock.setWallTime(3_600_000);
    expect([fired, clock.now(), clock.wallTime()]).toEqual([false, 0, 3_600_000]);
    clock.advance(100);
    expect([fired, clock.wallTime()]).toEqual([true, 3_600_100]);
  });

  it('runs timers in order of time, each at its own moment', () => {
    const clock = new SimulatedClock();
    const seen: string[] = [];
    clock.setTimeout(() => seen.push(`late ${clock.now()}`), 300);
    clock.setTimeout(() => seen.push(`early ${clock.now()}`), 100);
    clock.advance(1_000);
    expect(seen).toEqual(['early 100', 'late 300']);
    expect(clock.now()).toBe(1_000);
  });

  it('runs timers of the same moment in the order they were set', () => {
    const clock = new SimulatedClock();
    const seen: number[] = [];
    for (const number of [1, 2, 3]) {
      clock.setTimeout(() => seen.push(number), 5);
    }
    clock.advance(5);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('runs timers that a timer sets, when they fall due on the way', () => {
    const clock = new SimulatedClock();
    const seen: number[] = [];
    const tick = (): void => {
      seen.push(clock.now());
      clock.setTimeout(tick, 100);
    };
    clock.setTimeout(tick, 100);
    clock.advance(350);
    expect(seen).toEqual([100, 200, 300]);
    expect(clock.nextDue()).toBe(400);
  });

  it('lets a delay of 0 wait for the next advance', () => {
    const clock = new SimulatedClock();
    let ran = false;
    clock.setTimeout(() => {
      ran = true;
    }, 0);
    expect(ran).toBe(false);
    clock.advance(0);
    expect(ran).toBe(true);
  });

  it('forgets a cleared timer and ignores what is no timer of its own', () => {
    const clock = new SimulatedClock();
    const timer = clock.setTimeout(() => expect.unreachable(), 10);
    expect(clock.pendingCount).toBe(1);
    clock.clearTimeout(timer);
    clock.clearTimeout('something else');
    expect(clock.pendingCount).toBe(0);
    expect(clock.nextDue()).toBeNull();
    clock.advance(100);
  });

  it('may be advanced from inside a timer without time going back', () => {
    const clock = new SimulatedClock();
    clock.setTimeout(() => clock.advance(500), 100);
    clock.advance(200);
    expect(clock.now()).toBe(600);
  });

  it('refuses to go back', () => {
    expect(() => new SimulatedClock().advance(-1)).toThrow(RangeError);
    expect(() => new SimulatedClock().advance(Number.NaN)).toThrow(RangeError);
  });

  it('reports timers that never let a moment end', () => {
    const clock = new SimulatedClock();
    const again = (): void => {
      clock.setTimeout(again, 0);
    };
    again();
    expect(() => clock.advance(1)).toThrow(/same moment/);
  });
});
