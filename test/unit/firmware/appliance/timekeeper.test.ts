import { describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { Timekeeper, timeStatus } from '../../../../firmware/appliance/timekeeper.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { applianceWith } from '../samples.ts';

describe('the clock on the status page', () => {
  it('turns at each full minute, until the daemon ends', () => {
    const clock = new SimulatedClock(Date.UTC(2026, 10, 29, 8, 0, 30));
    const appliance = new ApplianceModel(applianceWith({}));
    const keeper = new Timekeeper(appliance, clock, () => clock.now() / 1000);
    clock.advance(29_999);
    expect(appliance.value.time.uptime_s).toBe(93_784);
    clock.advance(1);
    expect(appliance.value.time).toEqual({ now_ms: Date.UTC(2026, 10, 29, 8, 1), uptime_s: 30, isSet: true });
    clock.advance(60_000);
    expect(appliance.value.time.now_ms).toBe(Date.UTC(2026, 10, 29, 8, 2));
    keeper.stop();
    clock.advance(600_000);
    expect(appliance.value.time.uptime_s).toBe(90);
  });

  it('counts as not set in a year before this software', () => {
    expect(timeStatus(new SimulatedClock(0), 5.9)).toEqual({ now_ms: 0, uptime_s: 5, isSet: false });
    expect(timeStatus(new SimulatedClock(Date.UTC(2015, 5, 1)), 5).isSet).toBe(false);
    expect(timeStatus(new SimulatedClock(Date.UTC(2026, 5, 1)), 5).isSet).toBe(true);
  });
});
