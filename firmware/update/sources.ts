import * as v from 'valibot';
import { section, whole } from '../config/values.ts';
import { kind, oneOf } from '../config/variant.ts';
import type { FollowerParts, UpdateFollower } from './follower.ts';

/** What a source needs beside its section of the configuration. */
type SourceContext = Omit<FollowerParts, 'lease_s'>;

/** Keys of every source: seconds after which a running update without a report is silent. */
const common = { lease_s: v.optional(whole(5, 3600), 60) };

interface Common {
  readonly source: string;
  readonly lease_s: number;
}

const factsOf = <const Section extends Common>({ source, lease_s }: Section) => ({ source, lease_s });

/** No engine to follow: a client of the control socket reports updates, or there are none. */
const nothingToFollow = async (_section: Common, _context: SourceContext): Promise<UpdateFollower | null> =>
  null;

/**
 * Every source of update reports. A new update engine is one entry here, whose `open` returns its follower, not yet
 * started.
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
