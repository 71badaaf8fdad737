import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import type { Message, NetworkErrorCode } from '../../menus/words/messages.ts';
import { failed } from './checks.ts';

/** Codes of what stands around our network and is not ours to set. */
const AROUND_CODES = [
  'rival-route',
  'rival-profile',
  'dns-elsewhere',
  'foreign-address',
  'forwarding-on',
  'vlan-silent',
] as const satisfies readonly NetworkErrorCode[];

export type AroundCode = (typeof AROUND_CODES)[number];

/**
 * A fact about the machine or the network that Bezel has not set and does not mend: another program's route, resolver
 * or address. It is told, and never fails a change, unlike a `Mismatch`, which is a difference in what is ours.
 */
export interface Around {
  /** The check that fails by it; null: it disturbs none now. */
  readonly check: CheckName | null;
  readonly problem: Message<AroundCode>;
  /** For the log. */
  readonly log: string;
}

/** Whether a check failed by something that is not ours. */
export function isAround({ problem }: Check): boolean {
  return problem !== null && AROUND_CODES.some((code) => code === problem.code);
}

/** A check that was passed fails all the same by what stands around it. */
export function withAround(check: Check, around: readonly Around[]): Check {
  if (check.result !== 'ok') return check;
  const found = around.find((each) => each.check === check.name);
  return found === undefined ? check : failed(check.name, found.problem, found.log);
}
