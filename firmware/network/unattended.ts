import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { plan, same } from './plan.ts';

/**
 * What speaks against a change that no operator judges: a check that fails now and either looks at what the change
 * set or was passed before it. What did not work before and is not its business does not count: an appliance without
 * an IPv6 router still gets its VLANs.
 * @param passedBefore checks that were passed just before the change
 * @returns null: nothing does
 */
export function objectionTo(
  change: { readonly before: Settings; readonly wanted: Settings },
  passedBefore: ReadonlySet<CheckName>,
  checks: readonly Check[],
): Check | null {
  const set = checksOf(change.before, change.wanted);
  return (
    checks.find(({ name, result }) => result === 'failed' && (set.has(name) || passedBefore.has(name))) ??
    null
  );
}

/** The checks that look at what a change sets. Platform routes have none: no gateway of theirs is asked. */
function checksOf(before: Settings, wanted: Settings): ReadonlySet<CheckName> {
  const steps = new Set(plan(before, wanted).map(({ kind }) => kind));
  return new Set<CheckName>([
    ...(same(before.lan.ipv4, wanted.lan.ipv4) ? [] : LAN_CHECKS),
    ...(before.lan.ipv6 === wanted.lan.ipv6 ? [] : (['ipv6'] as const)),
    ...(steps.has('configure-wan') ? (['wan'] as const) : []),
    ...(steps.has('add-vlan') ? (['vlan'] as const) : []),
  ]);
}

const LAN_CHECKS = ['address', 'gateway', 'dns'] as const;
