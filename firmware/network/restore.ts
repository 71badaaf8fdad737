import type { NetworkErrorCode } from '../../menus/words/messages.ts';
import type { NetworkContext } from './context.ts';
import { failureOf } from './errors.ts';
import { within } from './limits.ts';
import { beyond, describe, type Mismatch } from './mismatch.ts';
import { recoveryPlan } from './plan.ts';
import { type ReportRestore, RestoreProgress } from './progress.ts';
import { labelOf, type Step } from './step.ts';
import type { Target } from './target.ts';

/** Undoing, reading back and, where that was not enough, setting everything anew; a slow DHCP server included. */
const RESTORE_LIMIT_s = 120;

/** How a restoration ended. */
export interface Restored {
  /** Read back and found to be what it should. */
  readonly restored: boolean;
  /** What differs instead; empty also when it could not even be read. */
  readonly inForce: readonly Mismatch[];
}

type RestoreContext = Pick<NetworkContext, 'backend' | 'clock' | 'log'>;

/**
 * Brings a target back and makes sure of it: the backend's undo first, which knows best what was, then whatever
 * still differs is set anew. No undo is left that could fire into it later. Never throws: a restoration that fails is
 * an answer.
 * @param undo the handle of the undo timer; null: none was armed
 * @param known what differed already when the target was left: bringing the target back does not mend it
 */
export async function restore(
  target: Target,
  undo: string | null,
  context: RestoreContext,
  report: ReportRestore,
  known: readonly Mismatch[] = [],
): Promise<Restored> {
  const { backend, clock, log } = context;
  const progress = new RestoreProgress(report);
  let mismatches: readonly Mismatch[] = [];
  try {
    await within(clock, RESTORE_LIMIT_s * 1000, new AbortController().signal, async (signal) => {
      progress.undoing();
      await tryUndo(undo, context, signal);
      signal.throwIfAborted();
      progress.comparing();
      mismatches = beyond(known, await backend.compare(target, signal));
      if (mismatches.length > 0) {
        log.warn('not restored by the undo alone', { mismatches: describe(mismatches) });
        mismatches = beyond(known, await setAnew(target, context, progress, signal));
      }
      signal.throwIfAborted();
      if (mismatches.length === 0) await backend.commit(signal);
    });
  } catch (error) {
    log.error('restoration fails', { why: failureOf(error).message });
    return { restored: false, inForce: mismatches };
  }
  if (mismatches.length > 0) log.error('settings are not restored', { mismatches: describe(mismatches) });
  return { restored: mismatches.length === 0, inForce: mismatches };
}

/** An undo that fails leaves the network to the steps that follow. */
async function tryUndo(
  handle: string | null,
  { backend, log }: RestoreContext,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (handle !== null) await backend.undo(handle);
    signal.throwIfAborted();
    await backend.disarmAll(signal);
  } catch (error) {
    log.warn('undo fails; the settings are set anew', { why: failureOf(error).message });
  }
}

/** After these no other step can do better. */
const HOPELESS: ReadonlySet<NetworkErrorCode> = new Set(['backend-absent', 'backend-restarted', 'cancelled']);

/**
 * One step that fails, be it for a DHCP server that is off or an interface that is gone, must not keep the rest from
 * being set; reading back shows what came of it.
 */
export async function executeIfPossible(
  step: Step,
  { backend, log }: Pick<RestoreContext, 'backend' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await backend.execute(step, signal);
  } catch (error) {
    const failure = failureOf(error);
    if (HOPELESS.has(failure.code) || signal.aborted) throw failure;
    const { code } = labelOf(step);
    log.warn('a step fails; the others go on', { step: code, code: failure.code, why: failure.message });
  }
}

async function setAnew(
  target: Target,
  context: RestoreContext,
  progress: RestoreProgress,
  signal: AbortSignal,
): Promise<readonly Mismatch[]> {
  const steps = recoveryPlan(target);
  for (const [index, step] of steps.entries()) {
    signal.throwIfAborted();
    progress.applying(labelOf(step), index, steps.length);
    await executeIfPossible(step, context, signal);
  }
  progress.comparingAgain();
  return await context.backend.compare(target, signal);
}
