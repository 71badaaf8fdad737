import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import { isAround } from './around.ts';

/**
 * What speaks against a change that no operator judges: a check that fails now and either looks at what the change
 * set or was passed before it. What did not work before and is not its business does not count: an appliance without
 * an IPv6 router still gets its VLANs. Nor does what other software has set.
 * @param setByChange checks that look at what the change set
 * @param passedBefore checks that were passed just before the change
 * @returns null: nothing does
 */
export function objectionTo(
  checks: readonly Check[],
  setByChange: ReadonlySet<CheckName>,
  passedBefore: ReadonlySet<CheckName>,
): Check | null {
  const counts = (name: CheckName) => setByChange.has(name) || passedBefore.has(name);
  return checks.find((check) => check.result === 'failed' && counts(check.name) && !isAround(check)) ?? null;
}
