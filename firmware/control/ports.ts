import type { Clock } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Daemon } from '../daemon.ts';
import type { Log } from '../log/log.ts';
import type { UpdateSource } from '../update/sources.ts';

/** What the control socket needs of the daemon; a whole daemon fits. */
export interface ControlledDaemon
  extends Pick<
    Daemon,
    'appliance' | 'watch' | 'power' | 'applyPlatform' | 'openSession' | 'sessions' | 'watchSessions'
  > {
  readonly updates: Pick<Updates, 'running' | 'finished'>;
}

/** The settings of `[control]` and `[update]` that decide what a request may do. */
export interface ControlRules {
  /** May `POST /v1/keys` press keys? */
  readonly remoteKeys: boolean;
  /** Who tells of software updates; only with `control` may a request do so. */
  readonly updateSource: UpdateSource;
  /** Seconds until an update that nobody renews counts as failed. */
  readonly lease_s: number;
}

export interface ControlParts {
  readonly daemon: ControlledDaemon;
  readonly rules: ControlRules;
  readonly clock: Clock;
  readonly log: Log;
}
