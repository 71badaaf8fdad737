import type { Clock } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Log } from '../log/log.ts';

/** Watches an update engine from `start` to `stop` and reports its updates to the appliance. */
export interface UpdateFollower {
  /** Connects, and reconnects whenever the connection is lost. Never rejects. */
  start(): Promise<void>;
  stop(): void;
}

/** What every follower needs. */
export interface FollowerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Where to report what the engine does. A running update is a lease: report it again within `lease_s`. */
  readonly updates: Pick<Updates, 'running' | 'finished' | 'engineEnded'>;
  readonly lease_s: number;
}
