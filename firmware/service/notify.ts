import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Log } from '../log/log.ts';

/**
 * Notifies the service manager of the daemon's state (`sd_notify(3)`). Node has no Unix datagram sockets, and a native
 * module for this alone is not worth its build, so `systemd-notify` is run: at start, at the end, and for each watchdog
 * ping (about 3 ms of CPU time every 30 s). The unit needs `NotifyAccess=all` for it.
 */
export interface ServiceManager {
  /** To be called when the panels and the control socket work. Starts the watchdog pings. */
  ready(): void;
  stopping(): void;
}

interface NotifyParts {
  /** `NOTIFY_SOCKET` and `WATCHDOG_USEC` are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs a program; rejects when it fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<void>;
}

/** Watchdog pings per period: a busy machine may miss two. */
const PINGS_PER_PERIOD = 3;

/** Does nothing if no service manager expects notifications. */
export function connectServiceManager({ environment, clock, log, run }: NotifyParts): ServiceManager {
  if (!environment.NOTIFY_SOCKET) return { ready: () => undefined, stopping: () => undefined };
  const period_ms = Number(environment.WATCHDOG_USEC ?? 0) / 1000;
  const nextPing = new Alarm(clock);

  const notify = (...assignments: string[]) => {
    run('systemd-notify', assignments).catch((error: unknown) => {
      log.warn('service manager not told', { why: reasonOf(error) });
    });
  };
  const beat = () => {
    nextPing.after(period_ms / PINGS_PER_PERIOD, () => {
      notify('WATCHDOG=1');
      beat();
    });
  };
  return {
    ready() {
      notify('--ready');
      if (period_ms > 0) beat();
    },
    stopping() {
      nextPing.cancel();
      notify('STOPPING=1');
    },
  };
}
