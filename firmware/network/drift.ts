import { type Message, message } from '../../menus/words/messages.ts';
import type { NetworkContext } from './context.ts';
import { failureOf } from './errors.ts';
import { withinReadLimit } from './limits.ts';
import { unusableOf } from './link-state.ts';
import { describe, type Mismatch, notRestored } from './mismatch.ts';
import { restore } from './restore.ts';
import type { Target } from './target.ts';

/** What differs between a target and the network; null when it cannot be read or `signal` cancelled it. */
export async function findDrift(
  target: Target,
  { backend, clock, log }: NetworkContext,
  signal: AbortSignal,
): Promise<readonly Mismatch[] | null> {
  try {
    return await withinReadLimit(clock, signal, (both) => backend.compare(target, both));
  } catch (error) {
    if (!signal.aborted) log.error('the network cannot be read', { why: failureOf(error).message });
    return null;
  }
}

/** Notifies the operator once drift has been corrected. */
export type DriftNotice = Message<'network-drifted' | 'first-start'>;

export const DRIFTED: DriftNotice = message('network-drifted');

/** Sets the target again. @returns whether it is in force now */
export async function correctDrift(
  target: Target,
  drift: readonly Mismatch[],
  notice: DriftNotice,
  context: NetworkContext,
): Promise<boolean> {
  context.log.warn('the network is not what is stored; it is set again', { mismatches: describe(drift) });
  const result = await restore(target, null, context, (percent, step) =>
    context.report({ phase: 'applying', percent, step }),
  );
  context.report({ phase: 'none' });
  if (result.restored) context.notify('info', notice);
  else
    context.notify(
      'fault',
      unusableOf(context.backend.status(), target.wan !== null) ?? notRestored(result.inForce),
    );
  return result.restored;
}
