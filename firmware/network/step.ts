import type { Role } from '../../menus/role.ts';
import { message } from '../../menus/words/messages.ts';
import { LAN_LABELS, type LanStep } from './parts/lan.ts';
import type { Labels } from './parts/part.ts';
import { PROXY_LABELS, type ProxyStep } from './parts/proxy.ts';
import { VLAN_LABELS, type VlanStep } from './parts/vlans.ts';
import { WAN_LABELS, type WanStep } from './parts/wan.ts';
import { LAN, vlanRole, WAN } from './roles.ts';
import type { Target } from './target.ts';

/** Removes whatever Bezel owns that the target does not name; ends a plan that started from an unknown state. */
type RemoveForeign = { readonly kind: 'remove-foreign'; readonly keep: Target };

/** One thing a backend can do to the network. Each carries all it needs and may be carried out twice. */
export type Step = LanStep | WanStep | VlanStep | ProxyStep | RemoveForeign;

/** One function per kind of step. A kind left out does not compile. */
export type ByKind<
  Arguments extends readonly unknown[],
  Result,
  Some extends { readonly kind: string } = Step,
> = {
  readonly [Each in Some as Each['kind']]: (step: Each, ...rest: Arguments) => Result;
};

/** How a backend carries out some of the steps. */
export type Executors<Some extends { readonly kind: string }, Arguments extends readonly unknown[]> = ByKind<
  Arguments,
  Promise<void>,
  Some
>;

/** Calls the function that is for this kind of step. */
export function dispatch<Arguments extends readonly unknown[], Result>(
  table: ByKind<Arguments, Result>,
  step: Step,
  ...rest: Arguments
): Result {
  // The table pairs a kind with steps of that kind; TypeScript cannot follow that through the union.
  const run = table[step.kind] as (step: Step, ...rest: Arguments) => Result;
  return run(step, ...rest);
}

/** The role that a step sets; null: another thing than a role. */
export function roleSetBy(step: Step): Role | null {
  switch (step.kind) {
    case 'configure-lan':
      return LAN;
    case 'configure-wan':
    case 'remove-wan':
      return WAN;
    case 'add-vlan':
    case 'remove-vlan':
      return vlanRole(step.vlan.id);
    case 'write-proxy':
    case 'remove-foreign':
      return null;
  }
}

const LABELS: Labels<Step> = {
  ...LAN_LABELS,
  ...WAN_LABELS,
  ...VLAN_LABELS,
  ...PROXY_LABELS,
  'remove-foreign': () => message('step-remove-foreign'),
};

/** What the operator reads while a step runs. */
export function labelOf(step: Step) {
  return dispatch(LABELS, step);
}
