import type { Check, CheckName } from '../../../../../menus/appliance.ts';
import { NETWORK_ERROR_TEXT, type NetworkErrorCode } from '../../../errors.ts';

export function passed(name: CheckName, log: string): Check {
  return { name, result: 'ok', panel: [], log };
}

/** What is wrong, in the words of its code. */
export function failed(name: CheckName, code: NetworkErrorCode, log: string): Check {
  const panel = NETWORK_ERROR_TEXT[code].panel.filter((line) => line !== '');
  return { name, result: 'failed', panel, log };
}

/** Not asked, and why: nothing to ask for, or what it rests on has failed. */
export function skipped(name: CheckName, log: string): Check {
  return { name, result: 'skipped', panel: [], log };
}
