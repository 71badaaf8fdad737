import type { Clock } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Daemon } from '../daemon.ts';
import type { Log } from '../log/log.ts';
import type { UpdateSource } from '../update/sources.ts';
import type { StatusTexts } from './documents.ts';
import type { Turns } from './turns.ts';

/** The part of the daemon that the control socket uses. */
export interface ControlledDaemon
  extends Pick<
    Daemon,
    | 'appliance'
    | 'watch'
    | 'power'
    | 'updateReleased'
    | 'applyPlatform'
    | 'openSession'
    | 'sessions'
    | 'watchSessions'
  > {
  readonly updates: Pick<Updates, 'running' | 'finished'>;
}

/** The settings of `[control]` and `[update]` that decide what a request may do. */
export interface ControlRules {
  /** May `POST /v1/keys` press keys? */
  readonly remoteKeys: boolean;
  /** The source of update reports; requests may report updates only if it is `control`. */
  readonly updateSource: UpdateSource;
  /** Seconds without a report after which a running update is silent. */
  readonly lease_s: number;
}

export interface ControlParts {
  readonly daemon: ControlledDaemon;
  readonly rules: ControlRules;
  readonly clock: Clock;
  readonly log: Log;
}

/** What routes work with. */
export interface RouteParts extends ControlParts {
  readonly turns: Turns;
  readonly texts: StatusTexts;
}
