import { Alarm } from '../../menus/alarm.ts';
import type { TimeStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { ApplianceModel } from './appliance.ts';

const MINUTE_ms = 60_000;

/**
 * No clock that is set shows an earlier time than this software was written at. Without a battery a clock begins in
 * 1970, or on the day of its firmware; without a network nothing corrects it.
 */
const EARLIEST_TIME_ms = Date.UTC(2026, 0, 1);

/** @param uptime_s seconds since the machine started */
export function timeStatus(clock: Clock, uptime_s: number): TimeStatus {
  const now_ms = clock.wallTime();
  return { now_ms, uptime_s: Math.floor(uptime_s), isSet: now_ms >= EARLIEST_TIME_ms };
}

/** Brings the time into the appliance's status, once a minute: status pages show minutes. */
export class Timekeeper {
  readonly #appliance: ApplianceModel;
  readonly #clock: Clock;
  readonly #uptime_s: () => number;
  readonly #minute: Alarm;

  constructor(appliance: ApplianceModel, clock: Clock, uptime_s: () => number) {
    this.#appliance = appliance;
    this.#clock = clock;
    this.#uptime_s = uptime_s;
    this.#minute = new Alarm(clock);
    this.#waitForMinute();
  }

  stop(): void {
    this.#minute.cancel();
  }

  /** At the full minute, so that the panel's clock turns when others do. */
  #waitForMinute(): void {
    this.#minute.after(MINUTE_ms - (this.#clock.wallTime() % MINUTE_ms), () => {
      this.#appliance.change({ time: timeStatus(this.#clock, this.#uptime_s()) });
      this.#waitForMinute();
    });
  }
}
