import type { CheckName } from '../../../menus/network-status.ts';
import type { Message, StepCode } from '../../../menus/words/messages.ts';
import type { Target } from '../target.ts';

/** What one part of the target does in a change. `PartStep` are the steps that are its own. */
export interface NetworkPart<PartStep> {
  /** From a network that is known to be `now`. */
  plan(now: Target, wanted: Target): PartPlan<PartStep>;
  /** From a network nothing is known about; what is left over of it is removed at the end. */
  recover(wanted: Target): readonly PartStep[];
  /** What verification of the target looks at, in its order. */
  checks(wanted: Target): readonly CheckName[];
}

export interface PartPlan<PartStep> {
  /** What is no longer wanted. All parts remove before any of them sets: an address or an ID that moves is free then. */
  readonly remove: readonly PartStep[];
  /** What is wanted and not in force. */
  readonly set: readonly PartStep[];
  /** Those of the checks that look at what is set. */
  readonly checks: readonly CheckName[];
}

export const NOTHING_TO_DO: PartPlan<never> = { remove: [], set: [], checks: [] };

/** What the operator reads while each of these steps runs. */
export type Labels<PartStep extends { readonly kind: string }> = {
  readonly [Each in PartStep as Each['kind']]: (step: Each) => Message<StepCode>;
};
