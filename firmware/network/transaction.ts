import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import { message } from '../../menus/words/messages.ts';
import type { Journal, JournalEntry } from '../state/journal.ts';
import type { Change, ChangeOutcome } from './change.ts';
import type { NetworkContext } from './context.ts';
import { duringStep, failureOf, NetworkFailure } from './errors.ts';
import { refuseTakenAddresses } from './free-address.ts';
import { within } from './limits.ts';
import { refuseUnusable } from './link-state.ts';
import { beyond, describe, type Mismatch, mostImportant } from './mismatch.ts';
import { checksOf, type Plan, plan, recoveryPlan } from './plan.ts';
import { ChangeProgress } from './progress.ts';
import { executeIfPossible, restore } from './restore.ts';
import { same } from './same.ts';
import { labelOf, roleSetBy, type Step } from './step.ts';
import { type Target, targetOf } from './target.ts';

/** Time for checking, applying and verifying together. A DHCP server that is slow and a DNS server that is dead fit in. */
const APPLY_LIMIT_s = 120;
/** And for each step beyond a panel's few: the platform may define 4094 VLANs, each brought up in turn. */
const STEP_LIMIT_s = 0.5;
/** How much longer than all that the undo timer runs, so that a living daemon always rolls back before it. */
const UNDO_MARGIN_s = 30;

/**
 * For the change to be committed and the undo timer to be disarmed: longer than a call to a network service may take
 * (25 s, see its bus), so that the service's own answer comes first. Without one the change is rolled back, like
 * every other that fails.
 */
const KEEP_LIMIT_s = 30;

export interface ChangeContext extends Omit<NetworkContext, 'report' | 'notify' | 'withdraw'> {
  readonly keepTimeout_s: number;
}

/** A change with what follows from its settings. */
interface Planned {
  readonly change: Change;
  readonly before: Target;
  readonly wanted: Target;
  readonly planned: Plan;
  readonly steps: readonly Step[];
  readonly progress: ChangeProgress;
}

/**
 * One change of the network, from checked settings to kept or undone ones. The order is what makes it safe:
 *
 * 1. journal on the disk: from here a crash leads back to the old settings
 * 2. what differs already? may it be done at all, and is the address free? nothing has been touched so far
 * 3. undo timer armed outside this process, the only one there is, its handle added to the journal
 * 4. steps carried out, then compared with what the kernel has, then verified; what differed before and is not set by
 *    the change does not speak against it
 * 5. the operator decides
 * 6. keep: network committed -> undo disarmed -> settings stored -> journal closed. Storing is the one moment at
 *    which the change becomes kept: the settings file then names this change. A crash before it undoes, a crash after
 *    it keeps. Disarming comes before it, so that no timer can undo what is stored. Until it is committed the change
 *    is in force for as long as the machine runs: after a power cut the network comes up as it was, even without us.
 */
export async function carryOut(change: Change, context: ChangeContext): Promise<ChangeOutcome> {
  const { clock, log, store, journal } = context;
  const task = planOf(change, context);
  const stepsLimit_s = Math.ceil(STEP_LIMIT_s * task.steps.length);
  const applyLimit_s = APPLY_LIMIT_s + stepsLimit_s;
  const keepLimit_s = KEEP_LIMIT_s + stepsLimit_s;
  const undoAfter_s = applyLimit_s + context.keepTimeout_s + UNDO_MARGIN_s;
  const opened_ms = clock.wallTime();
  let entry: JournalEntry = {
    id: change.id,
    title: change.title,
    boot: context.boot,
    opened_ms,
    deadline_ms: opened_ms + undoAfter_s * 1000,
    undo: null,
    before: store.settings,
    wanted: change.wanted,
  };
  try {
    record(journal, entry);
  } catch (error) {
    const why = failureOf(error);
    log.error('change refused: the journal cannot be written', { id: change.id, why: why.message });
    return { kind: 'refused', why };
  }
  let touched = false;
  /** What differed from the old settings before anything was touched; null: not known yet. */
  let known: readonly Mismatch[] | null = null;
  /** What differs from the new ones all the same. */
  let left: readonly Mismatch[] = [];
  try {
    const checks = await within(clock, applyLimit_s * 1000, change.signal, async (signal) => {
      const differed = await prepare(task, context, signal);
      known = differed;
      const undo = await arm(undoAfter_s, context, signal);
      touched = true;
      entry = { ...entry, undo };
      record(journal, entry);
      await apply(task, context, signal);
      left = await compare(task, differed, context, signal);
      return await verify(task, context, signal);
    }).catch((error: unknown) => {
      throw duringStep(failureOf(error), task.progress.step);
    });
    const decision = await change.decide(checks, task.planned);
    if (!decision.keep) throw decision.why;
    await keep(change, entry.undo, keepLimit_s, context);
    return { kind: 'kept', isAsStored: left.length === 0 };
  } catch (error) {
    const why = failureOf(error);
    log.warn('change fails', { id: change.id, code: why.code, why: why.message });
    if (change.signal.aborted) return await interrupt(entry.undo, context);
    return await rollBack(why, { touched, known }, entry, task, context);
  }
}

function planOf(change: Change, { clock, store }: ChangeContext): Planned {
  const before = targetOf(store.settings);
  const wanted = targetOf(change.wanted);
  const planned = plan(before, wanted);
  const steps = change.startIsKnown ? planned.steps : recoveryPlan(wanted);
  return { change, before, wanted, planned, steps, progress: new ChangeProgress(clock, change.report) };
}

function record(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    throw new NetworkFailure(message('store-failed'), failureOf(error).message, { cause: error });
  }
}

/**
 * What must be known before anything is touched.
 * @returns what differs from the settings before
 */
async function prepare(
  { change, before, wanted, planned, progress }: Planned,
  context: ChangeContext,
  signal: AbortSignal,
): Promise<readonly Mismatch[]> {
  progress.checking();
  const known = await context.backend.compare(before, signal);
  if (known.length > 0)
    context.log.warn('the network differs before the change', { mismatches: describe(known) });
  await change.prepare?.(before, signal);
  signal.throwIfAborted();
  refuseUnusable(planned.steps, context.backend.status());
  await refuseForwarding(before, wanted, context, signal);
  await refuseTakenAddresses(wanted, context, progress, signal);
  return known;
}

/** A kernel that forwards would join what WAN is to keep apart; where WAN is in use already it is told, not refused. */
async function refuseForwarding(
  before: Target,
  wanted: Target,
  { backend }: ChangeContext,
  signal: AbortSignal,
): Promise<void> {
  if (before.wan !== null || wanted.wan === null) return;
  const around = await backend.lookAround(wanted, signal);
  for (const { problem, log } of around)
    if (problem.code === 'forwarding-on') throw new NetworkFailure(problem, log);
}

/** An undo whose handle comes after the change was cancelled is disarmed at once: the journal will not name it. */
async function arm(
  undoAfter_s: number,
  { backend, log }: ChangeContext,
  signal: AbortSignal,
): Promise<string | null> {
  signal.throwIfAborted();
  await backend.disarmAll(signal);
  signal.throwIfAborted();
  const undo = await backend.arm(undoAfter_s, signal);
  if (signal.aborted && undo !== null) {
    log.warn('the undo was armed too late; it is disarmed');
    await backend.disarm(undo);
  }
  signal.throwIfAborted();
  return undo;
}

/** Steps that only mend what differed before may fail: they are not what was asked for. */
async function apply(
  { steps, planned, progress }: Planned,
  context: ChangeContext,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    progress.applying(labelOf(step), index, steps.length);
    const isAskedFor = steps === planned.steps || planned.steps.some((each) => same(each, step));
    await execute(step, isAskedFor, context, signal);
  }
}

async function execute(
  step: Step,
  isAskedFor: boolean,
  { backend, log, clock }: ChangeContext,
  signal: AbortSignal,
): Promise<void> {
  // A call that ignored its cancellation may come back late: nothing more may follow it.
  signal.throwIfAborted();
  const started_ms = clock.now();
  if (isAskedFor) await backend.execute(step, signal);
  else await executeIfPossible(step, { backend, log }, signal);
  const { code, values } = labelOf(step);
  log.debug('step carried out', { step: code, ...values, took_ms: clock.now() - started_ms });
}

/** @returns what differs all the same: it did before, and the change does not set it */
async function compare(
  { wanted, planned, progress }: Planned,
  known: readonly Mismatch[],
  { backend, log }: ChangeContext,
  signal: AbortSignal,
): Promise<readonly Mismatch[]> {
  signal.throwIfAborted();
  progress.comparing();
  const mismatches = await backend.compare(wanted, signal);
  const untouched = known.filter((each) => !isSetBy(planned.steps, each));
  const made = beyond(untouched, mismatches);
  const found = mostImportant(made);
  if (found !== null) throw new NetworkFailure(message('not-in-force', found), describe(made));
  if (mismatches.length > 0)
    log.warn('what differed before the change still does', { mismatches: describe(mismatches) });
  return mismatches;
}

function isSetBy(steps: readonly Step[], { role, part }: Mismatch): boolean {
  return role === null
    ? part === 'proxy' && steps.some(({ kind }) => kind === 'write-proxy')
    : steps.some((step) => same(roleSetBy(step), role));
}

async function verify(
  { wanted, progress }: Planned,
  { backend, log }: ChangeContext,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  signal.throwIfAborted();
  const awaited = checksOf(wanted);
  const done = new Set<CheckName>();
  progress.verifying(awaited, done);
  const report = (check: Check) => {
    if (signal.aborted) return;
    done.add(check.name);
    log.info('verified', { check: check.name, result: check.result, detail: check.log });
    progress.verifying(awaited, done);
  };
  return await backend.verify(wanted, report, signal);
}

async function keep(
  change: Change,
  undo: string | null,
  limit_s: number,
  { backend, clock, store, journal, log }: ChangeContext,
): Promise<void> {
  // Not cancelled by the daemon's end: the answer decides what the next start finds.
  const never = new AbortController().signal;
  await within(clock, limit_s * 1000, never, async (signal) => {
    await backend.commit(signal);
    signal.throwIfAborted();
    if (undo !== null) await backend.disarm(undo);
  });
  try {
    store.keep(change.wanted, change.id);
  } catch (error) {
    throw new NetworkFailure(message('store-failed'), failureOf(error).message, { cause: error });
  }
  try {
    journal.close();
  } catch (error) {
    // The settings file names this change, so the next start finds it kept and closes the journal itself.
    log.error('journal cannot be closed; the change is kept', {
      id: change.id,
      why: failureOf(error).message,
    });
  }
  log.info('change kept', { id: change.id, title: change.title });
}

async function rollBack(
  why: NetworkFailure,
  { touched, known }: { readonly touched: boolean; readonly known: readonly Mismatch[] | null },
  entry: JournalEntry,
  { change, before }: Planned,
  context: ChangeContext,
): Promise<ChangeOutcome> {
  const result = touched
    ? await restore(
        before,
        entry.undo,
        context,
        (percent, step) => change.report({ phase: 'rolling-back', percent, step }),
        known ?? [],
      )
    : { restored: true, inForce: [] };
  if (result.restored) {
    try {
      context.journal.close();
    } catch (error) {
      // Still open, the next start restores the same settings once more: harmless.
      context.log.error('journal cannot be closed', { id: entry.id, why: failureOf(error).message });
    }
  }
  const wasAsStored = known === null ? change.startIsKnown : known.length === 0;
  const isAsStored = result.restored && wasAsStored;
  context.log.warn('change rolled back', { id: entry.id, code: why.code, restored: result.restored });
  return { kind: 'rolled-back', why, ...result, isAsStored };
}

/** Undoes what it can before the process ends. The journal stays open: the next start verifies and reports. */
async function interrupt(undo: string | null, { backend, log }: ChangeContext): Promise<ChangeOutcome> {
  log.warn('change interrupted; the next start restores the settings before it');
  if (undo !== null) {
    try {
      await backend.undo(undo);
    } catch (error) {
      log.error('undo failed', { why: failureOf(error).message });
    }
  }
  return { kind: 'interrupted' };
}
