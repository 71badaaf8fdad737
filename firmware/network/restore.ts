import type { Clock } from '../../menus/clock.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import type { NetworkErrorCode } from '../../menus/words/messages.ts';
import { type Message, message, type StepCode } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { Backend, Mismatch } from './backend.ts';
import { failureOf, within } from './limits.ts';
import { messageOf, recoveryPlan, type Step } from './plan.ts';

/** Undoing, reading back and, where that was not enough, setting everything anew; a slow DHCP server included. */
const RESTORE_LIMIT_s = 120;

/** How a restoration ended. */
export interface Restored {
  /** Read back and found to be what it should. */
  readonly restored: boolean;
  /** What is in force instead; empty also when it could not even be read. */
  readonly inForce: readonly Mismatch[];
}

interface RestoreParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Brings back settings and makes sure of it: the backend's undo first, which knows best what was, then whatever
 * is still different is set anew. No undo is left that could fire into it later. Never throws: a restoration that fails is an answer.
 * @param undo the handle of the undo timer; null: none was armed
 */
export async function restore(
  settings: Settings,
  undo: string | null,
  parts: RestoreParts,
  report: (percent: number, step: Message<StepCode>) => void,
): Promise<Restored> {
  const { backend, clock, log } = parts;
  let mismatches: readonly Mismatch[] = [];
  try {
    await within(clock, RESTORE_LIMIT_s * 1000, new AbortController().signal, async (signal) => {
      report(0, message('step-undo'));
      await undoAnyhow(undo, backend, log, signal);
      signal.throwIfAborted();
      report(40, message('step-read-back'));
      mismatches = await backend.compare(settings, signal);
      if (mismatches.length > 0) {
        log.warn('not restored by the undo alone', { mismatches: describe(mismatches) });
        mismatches = await setAnew(settings, parts, signal, report);
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

/** For the log. */
export function describe(mismatches: readonly Mismatch[]): string {
  return mismatches.map(({ what, wanted, inForce }) => `${what}: ${inForce} instead of ${wanted}`).join('; ');
}

/** An undo that fails leaves the network to the steps that follow. */
async function undoAnyhow(
  handle: string | null,
  backend: Backend,
  log: Log,
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

/** Failures of the world around: the settings are in force all the same, and take effect when it answers again. */
const WORLD_FAILURES: ReadonlySet<NetworkErrorCode> = new Set(['no-carrier', 'no-lease']);

/** A DHCP server that is off must not keep the rest from being restored; reading back says what came of it. */
async function execute(step: Step, { backend, log }: RestoreParts, signal: AbortSignal): Promise<void> {
  try {
    await backend.execute(step, signal);
  } catch (error) {
    const failure = failureOf(error);
    if (!WORLD_FAILURES.has(failure.code)) throw failure;
    log.warn('set, and waits for the world', { step: step.kind, why: failure.message });
  }
}

async function setAnew(
  settings: Settings,
  parts: RestoreParts,
  signal: AbortSignal,
  report: (percent: number, step: Message<StepCode>) => void,
): Promise<readonly Mismatch[]> {
  const { backend } = parts;
  const steps = recoveryPlan(settings);
  for (const [index, step] of steps.entries()) {
    signal.throwIfAborted();
    report(50 + Math.floor((40 * index) / steps.length), messageOf(step));
    await execute(step, parts, signal);
  }
  report(90, message('step-read-back'));
  return await backend.compare(settings, signal);
}
