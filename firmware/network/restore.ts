import type { NetworkErrorCode } from '../../menus/words/messages.ts';
import type { NetworkContext } from './context.ts';
import { failureOf } from './errors.ts';
import { within } from './limits.ts';
import { describe, type Mismatch } from './mismatch.ts';
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
 */
export async function restore(
  target: Target,
  undo: string | null,
  context: RestoreContext,
  report: ReportRestore,
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
      mismatches = await backend.compare(target, signal);
      if (mismatches.length > 0) {
        log.warn('not restored by the undo alone', { mismatches: describe(mismatches) });
        mismatches = await setAnew(target, context, progress, signal);
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

/** Failures of the world outside: the settings are in force all the same, and take effect when it answers again. */
const OUTSIDE_FAILURES: ReadonlySet<NetworkErrorCode> = new Set(['no-carrier', 'no-lease']);

/** A DHCP server that is off must not keep the rest from being restored; reading back shows what came of it. */
async function execute(step: Step, { backend, log }: RestoreContext, signal: AbortSignal): Promise<void> {
  try {
    await backend.execute(step, signal);
  } catch (error) {
    const failure = failureOf(error);
    if (!OUTSIDE_FAILURES.has(failure.code)) throw failure;
    log.warn('set, and waits for the network outside', { step: labelOf(step).code, why: failure.message });
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
    await execute(step, context, signal);
  }
  progress.comparingAgain();
  return await context.backend.compare(target, signal);
}
