import type { Check } from '../../../../../menus/appliance.ts';
import type { Role } from '../../../../../menus/role.ts';
import type { Around } from '../../../around.ts';
import { type ByKind, dispatch, type Step } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { type Difference, differing, type IndexedInForce } from '../compare.ts';
import type { Context } from '../context.ts';
import { attempt } from '../failures.ts';
import { ownedProfiles } from '../profile-store.ts';
import { removeProfiles } from '../removal.ts';
import { executeLan, lan } from './lan.ts';
import type { NetworkManagerPart } from './part.ts';
import { executeProxy, proxy } from './proxy.ts';
import { executeVlans, vlans } from './vlans.ts';
import { executeWan, wan } from './wan.ts';

const PARTS: Readonly<Record<keyof Target, NetworkManagerPart>> = { lan, wan, vlans, proxy };
const IN_ORDER = Object.values(PARTS);

const EXECUTORS: ByKind<[context: Context, signal: AbortSignal], Promise<void>> = {
  ...executeLan,
  ...executeWan,
  ...executeVlans,
  ...executeProxy,
  'remove-foreign': ({ keep }, context, signal) => removeForeign(keep, context, signal),
};

/** Carries out one step of a plan through NetworkManager. Idempotent; rejects with `NetworkFailure`. */
export function executeStep(context: Context, step: Step, signal: AbortSignal): Promise<void> {
  return dispatch(EXECUTORS, step, context, signal);
}

/** Every difference between what is wanted and what is in force, one thing at a time; none when it is as wanted. */
export function* differences(wanted: Target, now: IndexedInForce): Generator<readonly Difference[]> {
  for (const part of IN_ORDER) yield* part.compare(wanted, now);
  yield* foreignProfiles(wanted, now);
}

/** What other software has set that stands in the way of what is wanted. */
export function aroundOf(wanted: Target, now: IndexedInForce): readonly Around[] {
  return IN_ORDER.flatMap((part) => part.around(wanted, now));
}

/** Does the world answer? In the order of the parts. */
export async function checkAll(
  context: Context,
  wanted: Target,
  report: (check: Check) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const part of IN_ORDER) await part.check(context, wanted, report, signal);
}

/** Profiles of Bezel's that nothing wants. One left over may be on its way out. */
function* foreignProfiles(wanted: Target, now: IndexedInForce): Generator<readonly Difference[]> {
  const isWanted = wantedRoles(wanted);
  for (const { name, role } of now.profiles) {
    if (role === null) yield [{ role, part: 'unknown-profile', wanted: '', inForce: name, lasting: false }];
    else if (!isWanted(role)) yield differing(role, 'profile', '', name);
  }
}

/** Whether a target gives a role something to do. */
function wantedRoles({ wan, vlans }: Target): (role: Role) => boolean {
  const ids = new Set(vlans.map(({ id }) => id));
  return (role) => {
    switch (role.kind) {
      case 'lan':
        return true;
      case 'wan':
        return wan !== null;
      case 'vlan':
        return ids.has(role.id);
    }
  };
}

async function removeForeign(keep: Target, context: Context, signal: AbortSignal): Promise<void> {
  const isWanted = wantedRoles(keep);
  const owned = await attempt('Listing profiles', () => ownedProfiles(context.service));
  const foreign = owned.filter(({ role }) => role === null || !isWanted(role));
  return removeProfiles(context, foreign, signal);
}
