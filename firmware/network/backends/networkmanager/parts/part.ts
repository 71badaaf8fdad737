import type { Check } from '../../../../../menus/appliance.ts';
import type { Around } from '../../../around.ts';
import type { Target } from '../../../target.ts';
import type { Difference, IndexedInForce } from '../compare.ts';
import type { Context } from '../context.ts';

/** What one part of the target is to NetworkManager, beside the steps it executes. */
export interface NetworkManagerPart {
  /**
   * Differences, one thing at a time, be it in order or not: each VLAN, each platform route. So the event loop can
   * turn between some of them.
   */
  compare(wanted: Target, now: IndexedInForce): Iterable<readonly Difference[]>;
  /** What other software has set that stands in the way of this part. */
  around(wanted: Target, now: IndexedInForce): readonly Around[];
  /** Reports the checks that the part promises, in their order. */
  check(context: Context, wanted: Target, report: (check: Check) => void, signal: AbortSignal): Promise<void>;
}
