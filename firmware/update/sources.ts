import * as v from 'valibot';
import { section, whole } from '../config/values.ts';
import { kind, oneOf } from '../config/variant.ts';
import type { FollowerParts, UpdateFollower } from './follower.ts';

/** What a source is opened with, beside its section. */
type SourceContext = Omit<FollowerParts, 'lease_s'>;

/** Keys of every source: how long a running update counts as running without a word of it. */
const common = { lease_s: v.optional(whole(5, 3600), 60) };

interface Common {
  readonly source: string;
  readonly lease_s: number;
}

const factsOf = <const Section extends Common>({ source, lease_s }: Section) => ({ source, lease_s });

/** A client of the control socket reports, or there are no updates: no engine to follow. */
const nothingToFollow = async (_section: Common, _context: SourceContext): Promise<UpdateFollower | null> =>
  null;

/**
 * Every source of news about software updates. An engine that can be followed is one entry here; it opens to its
 * follower, not yet started.
 */
const SOURCES = [
  kind(section({ source: v.optional(v.literal('control'), 'control'), ...common }), factsOf, nothingToFollow),
  kind(
    section({ source: v.literal('rauc'), ...common }),
    factsOf,
    async ({ lease_s }, parts: SourceContext): Promise<UpdateFollower | null> => {
      const [{ RaucFollower }, { connectSystemBus }] = await Promise.all([
        import('./rauc.ts'),
        import('../dbus/bus.ts'),
      ]);
      return new RaucFollower({ ...parts, lease_s, connect: () => connectSystemBus(parts.clock) });
    },
  ),
  kind(section({ source: v.literal('none'), ...common }), factsOf, nothingToFollow),
] as const;

/** The `[update]` section. */
export const updateSchema = oneOf('source', SOURCES);

export type UpdateSource = v.InferOutput<typeof updateSchema>['source'];
