import type { Clock } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Log } from '../log/log.ts';

/** Follows an update engine that tells of its work by itself, from `start` to `stop`. */
export interface UpdateFollower {
  /** Connects, and connects again whenever the engine is gone. Never rejects. */
  start(): Promise<void>;
  stop(): void;
}

export interface FollowerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Where to tell what the engine does. A running update is a lease: tell of it again within `lease_s`. */
  readonly updates: Pick<Updates, 'running' | 'finished'>;
  readonly lease_s: number;
}

/**
 * Every engine that can be followed, by what `[update] source` says; each is loaded only when it is named. A new
 * one is one entry here.
 */
export const UPDATE_ENGINES = {
  async rauc(parts) {
    const [{ RaucFollower }, { connectSystemBus }] = await Promise.all([
      import('./rauc.ts'),
      import('../dbus/bus.ts'),
    ]);
    return new RaucFollower({ ...parts, connect: () => connectSystemBus(parts.clock) });
  },
} as const satisfies Readonly<Record<string, (parts: FollowerParts) => Promise<UpdateFollower>>>;

export type UpdateEngine = keyof typeof UPDATE_ENGINES;

/** Who tells of software updates: a client of the control socket, an engine that is followed, or nobody. */
export const UPDATE_SOURCES = [
  'control',
  ...(Object.keys(UPDATE_ENGINES) as UpdateEngine[]),
  'none',
] as const;
export type UpdateSource = (typeof UPDATE_SOURCES)[number];

/** The follower of a source, not yet started; null: the source tells by itself, or there is none. */
export async function followerOf(source: UpdateSource, parts: FollowerParts): Promise<UpdateFollower | null> {
  return source === 'control' || source === 'none' ? null : await UPDATE_ENGINES[source](parts);
}
