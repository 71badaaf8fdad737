import type { CheckName } from '../../menus/network-status.ts';
import { lan } from './parts/lan.ts';
import type { NetworkPart } from './parts/part.ts';
import { proxy } from './parts/proxy.ts';
import { vlans } from './parts/vlans.ts';
import { wan } from './parts/wan.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/** Every part of the target, in the order in which they are set; what rests on another is removed before it. */
const PARTS: Readonly<Record<keyof Target, NetworkPart<Step>>> = { lan, wan, vlans, proxy };
const IN_ORDER = Object.values(PARTS);

/** What a change does. */
export interface Plan {
  /** None when both targets are the same. */
  readonly steps: readonly Step[];
  /** The checks that look at what the steps set. */
  readonly checks: ReadonlySet<CheckName>;
}

/** How a network that is known to be `now` becomes `wanted`. */
export function plan(now: Target, wanted: Target): Plan {
  const plans = IN_ORDER.map((part) => part.plan(now, wanted));
  return {
    steps: [...plans.toReversed().flatMap(({ remove }) => remove), ...plans.flatMap(({ set }) => set)],
    checks: new Set(plans.flatMap(({ checks }) => checks)),
  };
}

/** The steps that lead to `wanted` from a network nothing is known about. */
export function recoveryPlan(wanted: Target): readonly Step[] {
  return [...IN_ORDER.flatMap((part) => part.recover(wanted)), { kind: 'remove-foreign', keep: wanted }];
}

/** What a backend's verification of this target looks at, in its order. */
export function checksOf(wanted: Target): readonly CheckName[] {
  return IN_ORDER.flatMap((part) => part.checks(wanted));
}
