import type { Check, TransactionStatus } from '../../menus/appliance.ts';
import type { ChangeEvent, OperatorChangeInput, TestEvent } from '../../menus/effects.ts';
import type { CheckName } from '../../menus/network-status.ts';
import { checkChange, checkSettings } from '../../menus/settings/rules.ts';
import { equalSettings, type Settings, secretsOf } from '../../menus/settings/settings.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { LastChanges } from '../appliance/last-change.ts';
import type { LastUsedValues } from '../appliance/last-used.ts';
import type { Notices } from '../appliance/notices.ts';
import type { FoundJournal } from '../state/journal.ts';
import type { Change, ChangeOutcome, Decision } from './change.ts';
import type { NetworkContext } from './context.ts';
import { type Countdown, startCountdown } from './countdown.ts';
import { failureOf, NetworkFailure } from './errors.ts';
import { notRestored } from './mismatch.ts';
import { recheck } from './recheck.ts';
import { Reconciler } from './reconciler.ts';
import { recoverNetwork } from './recovery.ts';
import type { Runner } from './runner.ts';
import { Surroundings } from './surroundings.ts';
import { targetOf } from './target.ts';
import { createNetworkRunner, type NetworkTask } from './tasks.ts';
import { type ChangeContext, carryOut } from './transaction.ts';
import { objectionTo } from './unattended.ts';

/** How a change without an operator ended. */
export type NetworkOutcome =
  | { readonly kind: 'kept' | 'nothing-to-do' | 'interrupted' }
  | { readonly kind: 'refused' | 'rolled-back'; readonly reason: Message; readonly log: string };

/** An operator's change while it runs. */
export interface OperatorChange {
  keep(): void;
  rollBack(): void;
}

interface NetworkParts extends ChangeContext {
  readonly appliance: ApplianceModel;
  readonly notices: Notices;
  /** Told of each change that is kept. */
  readonly lastChanges: Pick<LastChanges, 'record'>;
  readonly lastUsed: Pick<LastUsedValues, 'follow'>;
  /** A new id for a change, not used before. */
  readonly newId: () => string;
}

/** Why a change is refused. */
interface Refusal {
  readonly reason: Message;
  readonly log: string;
}

/**
 * The appliance's network: settings kept, the one change that may run, the state in force.
 * Everything that changes the network goes through here, one at a time (`runner.ts`).
 */
export class Network {
  readonly #parts: NetworkParts;
  readonly #context: NetworkContext;
  readonly #runner: Runner<NetworkTask> = createNetworkRunner();
  readonly #reconciler: Reconciler;
  readonly #surroundings: Surroundings;
  readonly #stopped = new AbortController();
  /** Whether what is in force is known to be what is stored: a change then carries out what differs only. */
  #isAsStored = false;

  constructor(parts: NetworkParts) {
    const { notices } = parts;
    this.#parts = parts;
    this.#context = {
      ...parts,
      report: (status) => this.#report(status),
      notify: (severity, what) => notices.add(severity, what),
      withdraw: (code) => notices.withdraw(code),
    };
    this.#surroundings = new Surroundings(this.#context);
    this.#reconciler = new Reconciler(this.#context, this.#runner, (isAsStored) => {
      this.#isAsStored = isAsStored;
      if (!isAsStored) return;
      this.#withdrawFaults();
      this.#lookAround();
    });
  }

  /** Waits for the backend, recovers what a crash left, corrects what drifted. Never rejects. */
  async start(): Promise<void> {
    const { backend, appliance, log, journal, clock, store } = this.#parts;
    backend.onForeignChange((why) => this.#reconciler.suspect(why));
    backend.onStatus((network) => appliance.change({ network, hasWan: network.wan !== null }));
    // A journal is not even read then: it would be set aside if it made no sense.
    const isForNewer = store.newerVersion !== null;
    const found: FoundJournal = isForNewer ? { state: 'closed' } : journal.find(clock.wallTime());
    await this.#startBackend();
    if (this.#stopped.signal.aborted) return;
    appliance.change({ network: backend.status(), hasWan: backend.status().wan !== null });
    this.#reconciler.reset();
    const { lan } = backend.status();
    const belonging = store.bindTo({ backend: backend.name, lan: lan.mac.toLowerCase() });
    try {
      this.#isAsStored = await recoverNetwork(found, belonging, this.#context);
    } catch (error) {
      log.error('recovery fails', { why: failureOf(error).message });
    }
    this.#report({ phase: 'none' });
    appliance.change({ wanted: store.settings });
    log.info('ready for changes', { asStored: this.#isAsStored });
    this.#runner.open();
    this.#lookAround();
  }

  /** Resolves when the network service is there. */
  async #startBackend(): Promise<void> {
    const { backend, log, notices } = this.#parts;
    try {
      await backend.start();
    } catch (error) {
      log.error('the network service does not answer; it is waited for', { why: failureOf(error).message });
      notices.add('fault', message('backend-absent'));
      await new Promise<void>((resolve) => {
        const stopWatching = backend.onStatus(() => {
          stopWatching();
          resolve();
        });
      });
      notices.withdraw('backend-absent');
    }
  }

  /** An operator's change; `tell` is called with everything up to and including its one final event. */
  change(input: OperatorChangeInput, tell: (event: ChangeEvent) => void): OperatorChange {
    const { wanted, title, by } = input;
    const refusal =
      this.#updating() ??
      this.#refusal(() => checkChange(this.#parts.store.settings, wanted, this.#status()));
    if (refusal !== null) {
      tell({ type: 'CHANGE.REFUSED', reason: refusal.reason });
      return { keep: () => undefined, rollBack: () => undefined };
    }
    let countdown: Countdown | null = null;
    const decide = async (first: readonly Check[]): Promise<Decision> => {
      const { clock, keepTimeout_s } = this.#parts;
      const decided = new AbortController();
      let checks = first;
      let left_s = keepTimeout_s;
      const showChecks = () => tell({ type: 'CHANGE.VERIFIED', checks, remaining_s: left_s });
      showChecks();
      countdown = startCountdown(clock, keepTimeout_s, this.#stopped.signal, (remaining_s) => {
        left_s = remaining_s;
        this.#report({ phase: 'keep', checks, remaining_s });
        tell({ type: 'CHANGE.COUNTDOWN', remaining_s });
      });
      const asking = recheck(targetOf(wanted), first, this.#context, decided.signal, (again) => {
        checks = again;
        showChecks();
      });
      try {
        return await countdown.decision;
      } finally {
        decided.abort(new NetworkFailure(message('cancelled'), 'the operator has decided'));
        await asking;
      }
    };
    const report = (status: TransactionStatus) => {
      this.#report(status);
      if (status.phase !== 'none' && status.phase !== 'keep') tell({ type: 'CHANGE.PROGRESS', ...status });
    };
    void this.#carryOut({ wanted, title, report, prepare: null, decide }, by).then((outcome) => {
      const last = finalEvent(outcome);
      if (last !== null) tell(last);
    });
    return { keep: () => countdown?.keep(), rollBack: () => countdown?.rollBack() };
  }

  /** A change without an operator: kept unless a check speaks against it (`objectionTo`), otherwise rolled back. */
  async changeUnattended(wanted: Settings, title: Change['title']): Promise<NetworkOutcome> {
    const { store, backend } = this.#parts;
    const before = store.settings;
    if (equalSettings(before, wanted)) return { kind: 'nothing-to-do' };
    const refusal = this.#refusal(() => checkSettings(wanted, this.#status()));
    if (refusal !== null) return { kind: 'refused', ...refusal };
    const passed = new Set<CheckName>();
    const outcome = await this.#carryOut(
      {
        wanted,
        title,
        report: (status) => this.#report(status),
        prepare: async (target, signal) => {
          const checks = await backend.verify(target, () => undefined, signal);
          for (const { name, result } of checks) if (result === 'ok') passed.add(name);
        },
        decide: async (checks, planned) => {
          const objection = objectionTo(checks, planned.checks, passed);
          if (objection === null) return { keep: true };
          const { name: check, log } = objection;
          return {
            keep: false,
            why: new NetworkFailure(message('not-verified', { check }), `${check}: ${log}`),
          };
        },
      },
      'platform',
    );
    switch (outcome.kind) {
      case 'kept':
      case 'interrupted':
        return { kind: outcome.kind };
      case 'refused':
      case 'rolled-back':
        return { kind: outcome.kind, reason: outcome.why.problem, log: outcome.why.message };
    }
  }

  /** TEST NETWORK. Returns how to cancel it. */
  test(tell: (event: TestEvent) => void): () => void {
    const refusal = this.#busy('test');
    if (refusal !== null) {
      tell(testFailed(refusal.reason, refusal.log));
      tell({ type: 'TEST.DONE' });
      return () => undefined;
    }
    const { backend, store } = this.#parts;
    const cancelled = new AbortController();
    void this.#runner.run('test', async (claim) => {
      const signal = AbortSignal.any([claim.signal, cancelled.signal]);
      const tellIfAwaited = (event: TestEvent) => {
        if (!signal.aborted) tell(event);
      };
      try {
        const report = (check: Check) => {
          logCheck(check, this.#parts.log);
          tellIfAwaited({ type: 'TEST.CHECK', check });
        };
        await this.#reconciler.compareNow(claim);
        await backend.test(targetOf(store.settings), report, signal);
      } catch (error) {
        const { problem, message: log } = failureOf(error);
        tellIfAwaited(testFailed(problem, log));
      }
      tellIfAwaited({ type: 'TEST.DONE' });
    });
    return () => cancelled.abort();
  }

  /** Cancels a running change and waits until it is undone as far as possible. */
  async stop(): Promise<void> {
    const why = 'the daemon stops';
    this.#stopped.abort(new NetworkFailure(message('cancelled'), why));
    this.#reconciler.stop();
    await this.#runner.close(why);
    await this.#parts.backend.stop();
  }

  #status() {
    return this.#parts.backend.status();
  }

  /**
   * RESET is refused as well: an undo would have to bring back what cannot be read, and the settings that the later
   * software has would be lost with it.
   */
  #laterSoftware(): Refusal | null {
    const version = this.#parts.store.newerVersion;
    if (version === null) return null;
    const log = 'the stored settings are of later software; they change only once it is back';
    return { reason: message('settings-newer', { version }), log };
  }

  /** An operator's change waits for the update: it may cut the network that the update loads over. */
  #updating(): Refusal | null {
    const { update } = this.#parts.appliance.value;
    if (update.state === 'silent') {
      const reason = message('update-silent', { after_s: update.after_s });
      return { reason, log: 'a software update is silent and may still run' };
    }
    if (update.state !== 'running') return null;
    return { reason: message('update-running'), log: 'a software update is running' };
  }

  #busy(task: 'change' | 'test'): Refusal | null {
    switch (this.#runner.blocker(task)) {
      case null:
        return null;
      case 'not-open':
        return { reason: message('still-starting'), log: 'the daemon is still starting' };
      default:
        return { reason: message('change-running'), log: 'another change is running' };
    }
  }

  /** Why a change may not begin; its rules are asked only where nothing else is in its way. */
  #refusal(rules: () => ReturnType<typeof checkChange>): Refusal | null {
    const obstacle = this.#laterSoftware() ?? this.#busy('change');
    if (obstacle !== null) return obstacle;
    const [error] = rules();
    if (error === undefined) return null;
    this.#parts.log.warn('change refused by the rules', { code: error.code, why: error.log });
    return { reason: error, log: error.log };
  }

  #carryOut(
    asked: Pick<Change, 'wanted' | 'title' | 'report' | 'prepare' | 'decide'>,
    by: string,
  ): Promise<ChangeOutcome> {
    const { log, newId } = this.#parts;
    return this.#runner.run('change', async () => {
      const id = newId();
      // A network service or the kernel may echo a secret in an error.
      for (const secret of secretsOf(asked.wanted)) log.redact(secret);
      log.info('change begins', { id, title: asked.title });
      const { signal } = this.#stopped;
      const change = { ...asked, id, startIsKnown: this.#isAsStored, signal };
      const before = this.#parts.store.settings;
      const outcome = await carryOut(change, this.#parts);
      this.#finish(outcome);
      if (outcome.kind === 'kept') {
        this.#parts.lastChanges.record({ title: asked.title, by });
        this.#parts.lastUsed.follow(before, asked.wanted, asked.title);
      }
      return outcome;
    });
  }

  #finish(outcome: ChangeOutcome): void {
    const { appliance, notices, store } = this.#parts;
    if (outcome.kind === 'interrupted') return;
    if (outcome.kind === 'kept') {
      this.#isAsStored = outcome.isAsStored;
      if (outcome.isAsStored) this.#withdrawFaults();
    }
    if (outcome.kind === 'rolled-back') {
      this.#isAsStored = outcome.isAsStored;
      if (!outcome.restored) notices.add('fault', notRestored(outcome.inForce));
    }
    appliance.change({ transaction: { phase: 'none' }, wanted: store.settings });
    this.#lookAround();
  }

  /** The network is what is stored. */
  #withdrawFaults(): void {
    for (const code of ['not-restored', 'interface-missing', 'not-managed'] as const)
      this.#parts.notices.withdraw(code);
  }

  /** Reads only, so it need not wait for its turn. */
  #lookAround(): void {
    const { store } = this.#parts;
    if (store.isKnown) void this.#surroundings.look(targetOf(store.settings), this.#stopped.signal);
  }

  #report(transaction: TransactionStatus): void {
    this.#parts.appliance.change({ transaction });
  }
}

/** What the panel shows in two rows, the log has whole. */
function logCheck({ name, result, problem, log: why }: Check, log: NetworkParts['log']): void {
  const level = result === 'failed' ? 'warn' : 'info';
  log[level]('network test', {
    check: name,
    result,
    ...(problem === null ? {} : { code: problem.code }),
    why,
  });
}

function testFailed(problem: Message, log: string): TestEvent {
  return { type: 'TEST.CHECK', check: { name: 'link', result: 'failed', problem, log } };
}

/** null: the process ends, no one is listening any more. */
function finalEvent(outcome: ChangeOutcome): ChangeEvent | null {
  switch (outcome.kind) {
    case 'kept':
      return { type: 'CHANGE.KEPT' };
    case 'refused':
      return { type: 'CHANGE.REFUSED', reason: outcome.why.problem };
    case 'rolled-back':
      return {
        type: 'CHANGE.ROLLED_BACK',
        reason: outcome.restored ? outcome.why.problem : notRestored(outcome.inForce),
        restored: outcome.restored,
      };
    case 'interrupted':
      return null;
  }
}
