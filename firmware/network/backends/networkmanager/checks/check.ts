import type { Check } from '../../../../../menus/appliance.ts';
import type { CheckName } from '../../../../../menus/network-status.ts';
import type { NetworkErrorCode } from '../../../../../menus/words/messages.ts';
import { unspecified } from '../../../errors.ts';

export function passed(name: CheckName, log: string): Check {
  return { name, result: 'ok', problem: null, log };
}

/** What is wrong, in the words of its code. */
export function failed(name: CheckName, code: NetworkErrorCode, log: string): Check {
  return { name, result: 'failed', problem: unspecified(code), log };
}

/** Not asked, and why: nothing to ask for, or what it rests on has failed. */
export function skipped(name: CheckName, log: string): Check {
  return { name, result: 'skipped', problem: null, log };
}
