import { describe, expect, it } from 'vitest';
import { Alarm } from '../../../menus/alarm.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';

function alarmOn(clock = new SimulatedClock()) {
  const rung: string[] = [];
  const alarm = new Alarm(clock);
  return { clock, alarm, rung, ring: (name: string) => () => rung.push(name) };
}

describe('an alarm', () => {
  it('goes off once, after its time and not before', () => {
    const { clock, alarm, rung, ring } = alarmOn();
    alarm.after(10, ring('A'));
    clock.advance(9);
    expect(rung).toEqual([]);
    clock.advance(1000);
    expect(rung).toEqual(['A']);
  });

  it('that is set again forgets what it was set for', () => {
    const { clock, alarm, rung, ring } = alarmOn();
    alarm.after(10, ring('FIRST'));
    alarm.after(20, ring('SECOND'));
    expect(clock.pendingCount).toBe(1);
    clock.advance(100);
    expect(rung).toEqual(['SECOND']);
  });

  it('that is cancelled never goes off', () => {
    const { clock, alarm, rung, ring } = alarmOn();
    alarm.after(10, ring('A'));
    alarm.cancel();
    alarm.cancel();
    clock.advance(100);
    expect(rung).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('may set itself again while it goes off', () => {
    const { clock, alarm } = alarmOn();
    let times = 0;
    const again = (): void => {
      times += 1;
      if (times < 3) alarm.after(10, again);
    };
    alarm.after(10, again);
    clock.advance(100);
    expect(times).toBe(3);
  });

  it('says whether it is set', () => {
    const { clock, alarm } = alarmOn();
    const states: boolean[] = [alarm.isSet];
    alarm.after(10, () => states.push(alarm.isSet));
    states.push(alarm.isSet);
    clock.advance(10);
    states.push(alarm.isSet);
    expect(states).toEqual([false, true, false, false]);
  });

  it('cancels no timer but its own', () => {
    const { clock, alarm, rung, ring } = alarmOn();
    const other = new Alarm(clock);
    alarm.after(10, ring('A'));
    other.after(20, ring('B'));
    clock.advance(10);
    // A has gone off: nothing of it is left to cancel.
    alarm.cancel();
    clock.advance(10);
    expect(rung).toEqual(['A', 'B']);
  });

  it('with no time left goes off when the clock next advances, never within the call', () => {
    const { clock, alarm, rung, ring } = alarmOn();
    alarm.after(-5, ring('A'));
    expect(rung).toEqual([]);
    clock.advance(0);
    expect(rung).toEqual(['A']);
  });
});
