import type { NoticeCode, TransactionStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { Backend, Mismatch } from './backend.ts';
import { failureOf, within } from './limits.ts';
import { describe, restore } from './restore.ts';

export interface DriftParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: SettingsStore;
  readonly report: (status: TransactionStatus) => void;
  readonly notify: (severity: 'info' | 'fault', notice: Message<NoticeCode>) => void;
}

/** For reading what is in force; a network service that has just started takes some seconds to know it itself. */
const READ_LIMIT_s = 60;

/** Asks the backend with a time limit: a network service that hangs must not keep anything from ending. */
export function limited<Result>(
  { clock }: DriftParts,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return within(clock, READ_LIMIT_s * 1000, signal, ask);
}

/** What differs between the stored settings and the network; null when it cannot be read or `signal` called it off. */
export async function findDrift(parts: DriftParts, signal: AbortSignal): Promise<readonly Mismatch[] | null> {
  const { backend, store, log } = parts;
  try {
    return await limited(parts, signal, (both) => backend.compare(store.settings, both));
  } catch (error) {
    if (!signal.aborted) log.error('the network cannot be read', { why: failureOf(error).message });
    return null;
  }
}

/** Sets the stored settings again. @returns whether they are in force now */
export async function mend(
  drift: readonly Mismatch[],
  notice: Message<'network-drifted' | 'first-start'>,
  parts: DriftParts,
): Promise<boolean> {
  const { store, log } = parts;
  log.warn('the network is not what is stored; it is set again', { mismatches: describe(drift) });
  const result = await restore(store.settings, null, parts, (percent, step) =>
    parts.report({ phase: 'applying', percent, step }),
  );
  parts.report({ phase: 'none' });
  if (result.restored) parts.notify('info', notice);
  else parts.notify('fault', notRestored(result.inForce));
  return result.restored;
}

/** What the operator is told when neither the old settings nor the new ones are surely in force. */
export function notRestored(inForce: readonly Mismatch[]): Message<'not-restored'> {
  const [first] = inForce;
  return message('not-restored', {
    found: first === undefined ? null : { role: { kind: 'lan' }, part: 'address', inForce: first.inForce },
  });
}
