import type { Check, TransactionStatus } from '../../menus/appliance.ts';
import type { Clock, TimerId } from '../../menus/clock.ts';
import type { CheckName } from '../../menus/network-status.ts';
import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { ChangeTitle } from '../../menus/words/words.ts';
import type { Log } from '../log/log.ts';
import type { Journal, JournalEntry } from '../state/journal.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import { awaitedChecks } from './awaited-checks.ts';
import type { Backend, LinkRole, Mismatch } from './backend.ts';
import { NetworkFailure } from './errors.ts';
import { failureOf, within } from './limits.ts';
import { messageOf, plan, recoveryPlan, type Step } from './plan.ts';
import { restore } from './restore.ts';

/** Time for checking, applying and verifying together. A DHCP server that is slow and a DNS server that is dead fit in. */
const APPLY_LIMIT_s = 120;
/** And for each step beyond a panel's few: the platform may define 4094 VLANs, each brought up in turn. */
const STEP_LIMIT_s = 0.5;
/** How much longer than all that the undo timer runs, so that a living daemon always rolls back before it. */
const UNDO_MARGIN_s = 30;

/**
 * For the change to be committed and the undo timer to be disarmed: longer than a call to a network service may take
 * (25 s, see its bus), so that the service's own word comes first. Without an answer the change is rolled back, like
 * every other that fails.
 */
const KEEP_LIMIT_s = 30;

/** Where the bar stands when a phase begins; the phases' shares follow how long they take against a real network. */
const PERCENT = { checking: 0, applying: 10, comparing: 70, verifying: 75, done: 100 };

/** How often the bar moves while an address is asked for: the asking takes up to some seconds. */
const CREEP_ms = 500;

export interface ChangeParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: SettingsStore;
  readonly journal: Journal;
  readonly boot: string;
  readonly keepTimeout_s: number;
}

export interface Change {
  readonly id: string;
  readonly wanted: Settings;
  readonly title: ChangeTitle;
  /** False: what is in force may differ from what is stored, so every step is carried out. */
  readonly startIsKnown: boolean;
  /** Called off: a shutdown. Carried out nothing more; what was done is undone as far as time allows. */
  readonly signal: AbortSignal;
  /** Where it stands, for the status page and the session that asked. */
  readonly report: (status: TransactionStatus) => void;
  /** What must be known before anything is touched; null: nothing. Under the change's time limit. */
  readonly prepare: ((signal: AbortSignal) => Promise<void>) | null;
  /** Asked when the change is in force and verified. Rejects when called off. */
  readonly decide: (checks: readonly Check[]) => Promise<Decision>;
}

export type Decision =
  | { readonly keep: true }
  /** `why` null: the operator chose so. */
  | { readonly keep: false; readonly why: NetworkFailure };

export type ChangeOutcome =
  | { readonly kind: 'kept' }
  /** Nothing was touched. */
  | { readonly kind: 'refused'; readonly reason: Message }
  /** `restored` false: the old settings could not be verified; `inForce` says what the network has instead. */
  | {
      readonly kind: 'rolled-back';
      readonly why: NetworkFailure;
      readonly restored: boolean;
      readonly inForce: readonly Mismatch[];
    }
  /** Called off: the journal stays open, and the next start restores, verifies and tells. */
  | { readonly kind: 'interrupted' };

/**
 * One change of the network, from checked settings to kept or undone ones. The order is what makes it safe:
 *
 * 1. journal on the disk: from here a crash leads back to the old settings
 * 2. is the address taken? nothing has been touched so far
 * 3. undo timer armed outside this process, the only one there is, its handle added to the journal
 * 4. steps carried out, then compared with what the kernel has, then verified
 * 5. the operator decides
 * 6. keep: network committed -> undo disarmed -> settings stored -> journal closed. Storing is the one moment at
 *    which the change becomes kept: the settings file then names this change. A crash before it undoes, a crash after
 *    it keeps. Disarming comes before it, so that no timer can undo what is stored. Until it is committed the change
 *    is in force for as long as the machine runs: after a power cut the network comes up as it was, even without us.
 */
export async function carryOut(change: Change, parts: ChangeParts): Promise<ChangeOutcome> {
  const { clock, log, store, journal } = parts;
  const before = store.settings;
  const opened_ms = clock.wallTime();
  const steps = change.startIsKnown ? plan(before, change.wanted) : recoveryPlan(change.wanted);
  const stepsLimit_s = Math.ceil(STEP_LIMIT_s * steps.length);
  const applyLimit_s = APPLY_LIMIT_s + stepsLimit_s;
  const keepLimit_s = KEEP_LIMIT_s + stepsLimit_s;
  const undoAfter_s = applyLimit_s + parts.keepTimeout_s + UNDO_MARGIN_s;
  let entry: JournalEntry = {
    id: change.id,
    title: change.title,
    boot: parts.boot,
    opened_ms,
    deadline_ms: opened_ms + undoAfter_s * 1000,
    undo: null,
    before,
    wanted: change.wanted,
  };
  try {
    record(journal, entry);
  } catch (error) {
    const failure = failureOf(error);
    log.error('change refused: the journal cannot be written', { id: change.id, why: failure.message });
    return { kind: 'refused', reason: failure.detail.message };
  }
  let touched = false;
  try {
    const checks = await within(clock, applyLimit_s * 1000, change.signal, async (signal) => {
      await prepare(change, signal);
      await refuseTakenAddresses(change, parts, signal);
      const undo = await arm(undoAfter_s, parts, signal);
      touched = true;
      entry = { ...entry, undo };
      record(journal, entry);
      await apply(change, steps, parts, signal);
      return await verify(change, parts, signal);
    });
    const decision = await change.decide(checks);
    if (!decision.keep) throw decision.why;
    await keep(change, entry.undo, keepLimit_s, parts);
    return { kind: 'kept' };
  } catch (error) {
    const why = failureOf(error);
    log.warn('change fails', { id: change.id, code: why.code, why: why.message });
    if (change.signal.aborted) return await interrupt(entry.undo, parts);
    return await rollBack(why, touched, entry, change, parts);
  }
}

function record(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    throw new NetworkFailure('store-failed', failureOf(error).message, { cause: error });
  }
}

async function prepare(change: Change, signal: AbortSignal): Promise<void> {
  if (change.prepare === null) return;
  change.report({ phase: 'checking', percent: PERCENT.checking, step: message('step-check-before') });
  await change.prepare(signal);
  signal.throwIfAborted();
}

async function refuseTakenAddresses(change: Change, parts: ChangeParts, signal: AbortSignal): Promise<void> {
  const { clock } = parts;
  let timer: TimerId | null = null;
  // Silence is the answer hoped for, so nothing tells how far it is; what moves tells that it goes on.
  const { ipv4 } = change.wanted.lan;
  const address = ipv4.method === 'static' ? ipv4.address : '';
  const creep = (percent: number): void => {
    change.report({ phase: 'checking', percent, step: message('step-probe-address', { address }) });
    timer = percent + 1 < PERCENT.applying ? clock.setTimeout(() => creep(percent + 1), CREEP_ms) : null;
  };
  creep(PERCENT.checking);
  try {
    await refuseTaken('lan', change.wanted.lan.ipv4, parts, signal);
    if (change.wanted.wan !== null) await refuseTaken('wan', change.wanted.wan, parts, signal);
  } finally {
    if (timer !== null) clock.clearTimeout(timer);
  }
}

async function refuseTaken(
  link: LinkRole,
  ipv4: Ipv4Settings,
  { backend, log }: ChangeParts,
  signal: AbortSignal,
): Promise<void> {
  if (ipv4.method !== 'static' || backend.status()[link]?.ipv4?.address === ipv4.address) return;
  let owner: string | null;
  try {
    owner = await backend.findOwner(link, ipv4.address, signal);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== 'no-carrier') throw failure;
    // Without a cable nobody can be asked; an appliance may well be set up before it is connected.
    log.info('address not checked: no carrier', { link, address: ipv4.address });
    return;
  }
  if (owner !== null)
    throw new NetworkFailure(
      message('address-in-use', { address: ipv4.address, mac: owner }),
      `${ipv4.address} answers from ${owner}`,
    );
}

/** An undo whose handle comes when the change has been called off is disarmed at once: nobody else will know of it. */
async function arm(
  undoAfter_s: number,
  { backend, log }: ChangeParts,
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

async function apply(
  change: Change,
  steps: readonly Step[],
  parts: ChangeParts,
  signal: AbortSignal,
): Promise<void> {
  const span = PERCENT.comparing - PERCENT.applying;
  for (const [index, step] of steps.entries()) {
    const percent = PERCENT.applying + Math.floor((span * index) / steps.length);
    change.report({ phase: 'applying', percent, step: messageOf(step) });
    await execute(step, parts, signal);
  }
}

async function execute(step: Step, { backend, log, clock }: ChangeParts, signal: AbortSignal): Promise<void> {
  // A call that did not listen to being called off may come back late: nothing more may follow it.
  signal.throwIfAborted();
  const started_ms = clock.now();
  await backend.execute(step, signal);
  log.debug('step carried out', { step: step.kind, took_ms: clock.now() - started_ms });
}

async function verify(
  change: Change,
  { backend, log }: ChangeParts,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  signal.throwIfAborted();
  change.report({ phase: 'verifying', percent: PERCENT.comparing, step: message('step-read-back') });
  const mismatches = await backend.compare(change.wanted, signal);
  if (mismatches.length > 0) {
    const found = mismatches.map((each) => `${each.what} is ${each.inForce}, not ${each.wanted}`).join('; ');
    throw new NetworkFailure('not-in-force', found);
  }
  signal.throwIfAborted();
  const checks = awaitedChecks(change.wanted);
  const done = new Set<CheckName>();
  const tell = () => {
    const awaited = checks.find((name) => !done.has(name)) ?? checks.at(-1) ?? 'link';
    const share = Math.min(1, done.size / checks.length);
    const percent = PERCENT.verifying + Math.floor((PERCENT.done - PERCENT.verifying) * share);
    change.report({ phase: 'verifying', percent, step: message('step-verify', { check: awaited }) });
  };
  tell();
  return await backend.verify(
    change.wanted,
    (check) => {
      if (signal.aborted) return;
      done.add(check.name);
      log.info('verified', { check: check.name, result: check.result, detail: check.log });
      tell();
    },
    signal,
  );
}

async function keep(
  change: Change,
  undo: string | null,
  limit_s: number,
  { backend, clock, store, journal, log }: ChangeParts,
): Promise<void> {
  // Not called off by the daemon's end: the answer decides what the next start finds.
  const never = new AbortController().signal;
  await within(clock, limit_s * 1000, never, async (signal) => {
    await backend.commit(signal);
    signal.throwIfAborted();
    if (undo !== null) await backend.disarm(undo);
  });
  try {
    store.keep(change.wanted, change.id);
  } catch (error) {
    throw new NetworkFailure('store-failed', failureOf(error).message, { cause: error });
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
  touched: boolean,
  entry: JournalEntry,
  change: Change,
  parts: ChangeParts,
): Promise<ChangeOutcome> {
  const result = touched
    ? await restore(entry.before, entry.undo, parts, (percent, step) =>
        change.report({ phase: 'rolling-back', percent, step }),
      )
    : { restored: true, inForce: [] };
  if (result.restored) {
    try {
      parts.journal.close();
    } catch (error) {
      // Still open, the next start restores the same settings once more: harmless.
      parts.log.error('journal cannot be closed', { id: entry.id, why: failureOf(error).message });
    }
  }
  parts.log.warn('change rolled back', { id: entry.id, code: why.code, restored: result.restored });
  return { kind: 'rolled-back', why, ...result };
}

/** Undoes what it can before the process ends. The journal stays open: the next start verifies and tells. */
async function interrupt(undo: string | null, { backend, log }: ChangeParts): Promise<ChangeOutcome> {
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
