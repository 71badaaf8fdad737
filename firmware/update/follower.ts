import type { Clock } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Log } from '../log/log.ts';

/** Follows an update engine that reports its work by itself, from `start` to `stop`. */
export interface UpdateFollower {
  /** Connects, and connects again whenever the engine is gone. Never rejects. */
  start(): Promise<void>;
  stop(): void;
}

/** What every follower is made with. */
export interface FollowerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Where to report what the engine does. A running update is a lease: report it again within `lease_s`. */
  readonly updates: Pick<Updates, 'running' | 'finished'>;
  readonly lease_s: number;
}
