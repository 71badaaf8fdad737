import type { Mismatch } from '../../../mismatch.ts';
import { type ByKind, dispatch, type Step } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { type Asked, askPlatform, type Question } from '../questions.ts';
import { executeLan, lan } from './lan.ts';
import type { SimulatedPart } from './part.ts';
import { executeProxy, proxy } from './proxy.ts';
import { executeVlans, vlans } from './vlans.ts';
import { executeWan, wan } from './wan.ts';

const PARTS: Readonly<Record<keyof Target, SimulatedPart>> = { lan, wan, vlans, proxy };
const IN_ORDER = Object.values(PARTS);

const EXECUTORS: ByKind<[now: Target], Target> = {
  ...executeLan,
  ...executeWan,
  ...executeVlans,
  ...executeProxy,
  'remove-foreign': ({ keep }, now) => withoutForeign(keep, now),
};

/** What one step makes of a system that is configured so. */
export function afterStep(configured: Target, step: Step): Target {
  return dispatch(EXECUTORS, step, configured);
}

/** Every difference between what is wanted and what is configured. */
export function differencesBetween(wanted: Target, configured: Target): readonly Mismatch[] {
  return IN_ORDER.flatMap((part) => part.compare(wanted, configured));
}

/** What verification asks after a change to `wanted`. */
export function verificationOf(world: Asked, wanted: Target): readonly Question[] {
  return IN_ORDER.flatMap((part) => part.verification(world, wanted));
}

/** What TEST NETWORK asks beyond verification. */
export function testOf(world: Asked, wanted: Target): readonly Question[] {
  return [
    ...IN_ORDER.flatMap((part) => part.test(world, wanted)),
    { name: 'platform', ask: () => askPlatform(world, wanted) },
  ];
}

function withoutForeign(keep: Target, now: Target): Target {
  const known = new Set(keep.vlans.map(({ id }) => id));
  return {
    ...now,
    wan: keep.wan === null ? null : now.wan,
    vlans: now.vlans.filter(({ id }) => known.has(id)),
  };
}
