import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Log } from '../log/log.ts';

/**
 * Tells the service manager how the daemon is (`sd_notify(3)`). Node has no datagram sockets in the Unix domain and a
 * native module for one message is not worth its build, so `systemd-notify` is run: once at start, once at the end,
 * and for each sign of life (about 3 ms of a processor every 30 s). The unit needs `NotifyAccess=all` for it.
 */
export interface ServiceManager {
  /** Panels are driven and the control socket is open. Starts the signs of life. */
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

/** Signs of life in one watchdog period: two may be lost to a busy machine. */
const SIGNS_PER_PERIOD = 3;

/** Does nothing when no service manager asked for it. */
export function connectServiceManager({ environment, clock, log, run }: NotifyParts): ServiceManager {
  if (!environment.NOTIFY_SOCKET) return { ready: () => undefined, stopping: () => undefined };
  const period_ms = Number(environment.WATCHDOG_USEC ?? 0) / 1000;
  const nextSign = new Alarm(clock);

  const notify = (...assignments: string[]) => {
    run('systemd-notify', assignments).catch((error: unknown) => {
      log.warn('service manager not told', { why: reasonOf(error) });
    });
  };
  const beat = () => {
    nextSign.after(period_ms / SIGNS_PER_PERIOD, () => {
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
      nextSign.cancel();
      notify('STOPPING=1');
    },
  };
}
