import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import type { Message, NetworkErrorCode } from '../../menus/words/messages.ts';

export function passed(name: CheckName, log: string): Check {
  return { name, result: 'ok', problem: null, log };
}

export function failed(name: CheckName, problem: Message<NetworkErrorCode>, log: string): Check {
  return { name, result: 'failed', problem, log };
}

/** Not asked, and why: nothing to ask for, or what it rests on has failed. */
export function skipped(name: CheckName, log: string): Check {
  return { name, result: 'skipped', problem: null, log };
}
