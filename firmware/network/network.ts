import type { Check, TransactionStatus } from '../../menus/appliance.ts';
import type { ApplyNetworkInput, ChangeEvent, TestEvent } from '../../menus/effects.ts';
import type { CheckName } from '../../menus/network-status.ts';
import { checkChange } from '../../menus/settings/rules.ts';
import { equalSettings, type Settings, secretsOf } from '../../menus/settings/settings.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import type { ChangeTitle } from '../../menus/words/words.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { Notices } from '../appliance/notices.ts';
import type { FoundJournal } from '../state/journal.ts';
import { type BootParts, recoverNetwork } from './boot.ts';
import { type Countdown, startCountdown } from './countdown.ts';
import { notRestored } from './drift.ts';
import { NetworkFailure } from './errors.ts';
import { failureOf } from './limits.ts';
import { Recheck } from './recheck.ts';
import { type Change, type ChangeOutcome, type ChangeParts, carryOut, type Decision } from './transaction.ts';
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

interface NetworkParts extends ChangeParts {
  readonly appliance: ApplianceModel;
  readonly notices: Notices;
  /** A new id for a change, not used before. */
  readonly newId: () => string;
}

/**
 * The appliance's network: settings kept, the one change that may run, the state in force.
 * Everything that changes the network goes through here, one at a time.
 */
export class Network {
  readonly #parts: NetworkParts;
  readonly #stop = new AbortController();
  #startIsKnown = false;
  /** null: nothing may be changed, the start is not over. */
  #running: Promise<unknown> | 'none' | 'starting' = 'starting';
  #test: AbortController | null = null;
  readonly #recheck: Recheck;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
    this.#recheck = new Recheck({
      ...this.#bootParts(),
      isFree: () => this.#running === 'none',
      occupy: async (work) => {
        this.#running = work;
        try {
          return await work;
        } finally {
          this.#running = 'none';
        }
      },
      learned: (asStored) => {
        this.#startIsKnown = asStored;
        if (asStored) parts.notices.withdraw('not-restored');
      },
    });
  }

  /** Waits for the backend, recovers what a crash left, mends what drifted. Never rejects. */
  async start(): Promise<void> {
    const { backend, appliance, log, notices, journal, clock, store } = this.#parts;
    backend.onDoubt((why) => this.#recheck.doubt(why));
    backend.onStatus((network) => appliance.change({ network, hasWan: network.wan !== null }));
    // A journal is not even looked at then: it would be set aside if it could not be read.
    const isForNewer = store.newerVersion !== null;
    const found: FoundJournal = isForNewer ? { state: 'closed' } : journal.find(clock.wallTime());
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
    if (this.#stop.signal.aborted) return;
    appliance.change({ network: backend.status(), hasWan: backend.status().wan !== null });
    this.#recheck.trust();
    try {
      this.#startIsKnown = await recoverNetwork(found, this.#bootParts());
    } catch (error) {
      log.error('recovery fails', { why: failureOf(error).message });
    }
    this.#report({ phase: 'none' });
    appliance.change({ wanted: store.settings });
    this.#running = 'none';
    log.info('ready for changes', { asStored: this.#startIsKnown });
    this.#recheck.consider();
  }

  /** An operator's change; `tell` hears everything up to and including its one final event. */
  change(input: ApplyNetworkInput, tell: (event: ChangeEvent) => void): OperatorChange {
    const refusal = this.#refusal(input.wanted);
    if (refusal !== null) {
      tell({ type: 'CHANGE.REFUSED', reason: refusal.reason });
      return { keep: () => undefined, rollBack: () => undefined };
    }
    let countdown: Countdown | null = null;
    const ask = (checks: readonly Check[]): Promise<Decision> => {
      const { clock, keepTimeout_s } = this.#parts;
      tell({ type: 'CHANGE.VERIFIED', checks, remaining_s: keepTimeout_s });
      countdown = startCountdown(clock, keepTimeout_s, this.#stop.signal, (remaining_s) => {
        this.#report({ phase: 'keep', checks, remaining_s });
        tell({ type: 'CHANGE.COUNTDOWN', remaining_s });
      });
      return countdown.decision;
    };
    const report = (status: TransactionStatus) => {
      this.#report(status);
      if (status.phase !== 'none' && status.phase !== 'keep') tell({ type: 'CHANGE.PROGRESS', ...status });
    };
    const { wanted, title } = input;
    void this.#run({ wanted, title, report, prepare: null, decide: ask }).then((outcome) => {
      const last = finalEvent(outcome);
      if (last !== null) tell(last);
    });
    return { keep: () => countdown?.keep(), rollBack: () => countdown?.rollBack() };
  }

  /** A change without an operator: kept unless a check speaks against it (`objectionTo`), otherwise rolled back. */
  async changeUnattended(wanted: Settings, title: ChangeTitle): Promise<NetworkOutcome> {
    const before = this.#parts.store.settings;
    const isSame = this.#laterSoftware() === null && equalSettings(before, wanted);
    if (isSame) return { kind: 'nothing-to-do' };
    const refusal = this.#refusal(wanted);
    if (refusal !== null) return { kind: 'refused', ...refusal };
    const passed = new Set<CheckName>();
    const outcome = await this.#run({
      wanted,
      title,
      report: (status) => this.#report(status),
      prepare: async (signal) => {
        const checks = await this.#parts.backend.verify(before, () => undefined, signal);
        for (const { name, result } of checks) if (result === 'ok') passed.add(name);
      },
      decide: async (checks) => {
        const failed = objectionTo({ before, wanted }, passed, checks);
        if (failed === null) return { keep: true };
        return {
          keep: false,
          why: new NetworkFailure(
            message('not-verified', { check: failed.name }),
            `${failed.name}: ${failed.log}`,
          ),
        };
      },
    });
    switch (outcome.kind) {
      case 'kept':
      case 'interrupted':
        return { kind: outcome.kind };
      case 'refused':
        return { kind: 'refused', reason: outcome.reason, log: outcome.reason.code };
      case 'rolled-back':
        return { kind: 'rolled-back', reason: outcome.why.detail.message, log: outcome.why.message };
    }
  }

  /** TEST NETWORK. Returns how to call it off. */
  test(tell: (event: TestEvent) => void): () => void {
    const { backend, store } = this.#parts;
    const controller = new AbortController();
    const finish = (problem: Message | null) => {
      if (controller.signal.aborted) return;
      if (problem !== null) {
        tell({
          type: 'TEST.CHECK',
          check: { name: 'link', result: 'failed', problem, log: problem.code },
        });
      }
      tell({ type: 'TEST.DONE' });
      if (this.#test === controller) this.#test = null;
    };
    const busy = this.#busy();
    if (busy !== null) {
      finish(busy);
      return () => undefined;
    }
    this.#test?.abort();
    this.#test = controller;
    const report = (check: Check) => {
      if (!controller.signal.aborted) tell({ type: 'TEST.CHECK', check });
    };
    backend.test(store.settings, report, controller.signal).then(
      () => finish(null),
      (error: unknown) => finish(failureOf(error).detail.message),
    );
    return () => controller.abort();
  }

  /** Calls off a running change and waits until it is undone as far as possible. */
  async stop(): Promise<void> {
    this.#stop.abort(new NetworkFailure('cancelled', 'the daemon stops'));
    this.#test?.abort();
    this.#recheck.stop();
    if (typeof this.#running === 'object') await this.#running;
    await this.#parts.backend.stop();
  }

  /**
   * RESET is refused as well: an undo would have to bring back what cannot be read, and the settings that the later
   * software has would be lost with it.
   */
  #laterSoftware(): Message | null {
    const { newerVersion } = this.#parts.store;
    return newerVersion === null ? null : message('settings-newer', { version: newerVersion });
  }

  #busy(): Message | null {
    if (this.#running === 'none') return null;
    return message(this.#running === 'starting' ? 'still-starting' : 'change-running');
  }

  #refusal(wanted: Settings): { readonly reason: Message; readonly log: string } | null {
    const obstacle = this.#laterSoftware() ?? this.#busy();
    if (obstacle !== null) return { reason: obstacle, log: obstacle.code };
    const [error] = checkChange(this.#parts.store.settings, wanted, this.#parts.backend.status());
    if (error === undefined) return null;
    this.#parts.log.warn('change refused by the rules', { code: error.code, why: error.log });
    return { reason: error, log: error.log };
  }

  async #run(
    asked: Pick<Change, 'wanted' | 'title' | 'report' | 'prepare' | 'decide'>,
  ): Promise<ChangeOutcome> {
    const { log, newId } = this.#parts;
    this.#test?.abort();
    this.#recheck.giveWay();
    const id = newId();
    // A network service may repeat a secret in an error.
    for (const secret of secretsOf(asked.wanted)) log.hide(secret);
    log.info('change begins', { id, title: asked.title });
    const change = { ...asked, id, startIsKnown: this.#startIsKnown, signal: this.#stop.signal };
    const running = carryOut(change, this.#parts);
    this.#running = running;
    const outcome = await running;
    if (outcome.kind !== 'interrupted') {
      this.#finish(outcome);
      this.#recheck.consider();
    }
    return outcome;
  }

  #bootParts(): BootParts {
    const { notices } = this.#parts;
    return {
      ...this.#parts,
      report: (status) => this.#report(status),
      notify: (severity, notice) => notices.add(severity, notice),
    };
  }

  #finish(outcome: ChangeOutcome): void {
    const { appliance, notices, store } = this.#parts;
    this.#running = 'none';
    if (outcome.kind === 'kept') this.#startIsKnown = true;
    if (outcome.kind === 'kept') notices.withdraw('not-restored');
    if (outcome.kind === 'rolled-back') {
      this.#startIsKnown = outcome.restored;
      if (!outcome.restored) notices.add('fault', notRestored(outcome.inForce));
    }
    appliance.change({ transaction: { phase: 'none' }, wanted: store.settings });
  }

  #report(transaction: TransactionStatus): void {
    this.#parts.appliance.change({ transaction });
  }
}

/** null: the process ends, nobody is told any more. */
function finalEvent(outcome: ChangeOutcome): ChangeEvent | null {
  switch (outcome.kind) {
    case 'kept':
      return { type: 'CHANGE.KEPT' };
    case 'refused':
      return { type: 'CHANGE.REFUSED', reason: outcome.reason };
    case 'rolled-back':
      return {
        type: 'CHANGE.ROLLED_BACK',
        reason: outcome.restored ? outcome.why.detail.message : notRestored(outcome.inForce),
        restored: outcome.restored,
      };
    case 'interrupted':
      return null;
  }
}
