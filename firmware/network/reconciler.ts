import { Alarm } from '../../menus/alarm.ts';
import type { NetworkContext } from './context.ts';
import { correctDrift, DRIFTED, findDrift } from './drift.ts';
import { failureOf } from './errors.ts';
import type { Claim, Runner } from './runner.ts';
import { targetOf } from './target.ts';
import type { NetworkTask } from './tasks.ts';

/**
 * Between correcting drift and looking for it again, in milliseconds: where another program sets the network, too,
 * and neither gives way, LAN is torn down once a minute and not all the time.
 */
const REST_ms = 60_000;

/**
 * Compares the network with what is stored once something outside may have changed it, and sets it again if it
 * differs, as the start does. Comparing is preempted by whatever an operator asks for, and begun anew afterwards;
 * setting is not.
 */
export class Reconciler {
  readonly #context: NetworkContext;
  readonly #runner: Runner<NetworkTask>;
  readonly #onKnown: (isAsStored: boolean) => void;
  #restUntil_ms = 0;
  readonly #rest: Alarm;

  /** @param onKnown called with false when a comparison begins, with true when the network is known to be as stored */
  constructor(context: NetworkContext, runner: Runner<NetworkTask>, onKnown: (isAsStored: boolean) => void) {
    this.#context = context;
    this.#rest = new Alarm(context.clock);
    this.#runner = runner;
    this.#onKnown = onKnown;
  }

  /** The network may have drifted; it is compared as soon as nothing else uses it. */
  suspect(why: string): void {
    this.#context.log.info('the network may have been changed from outside', { why });
    this.#request();
  }

  /** Drop what was suspected: the network is about to be compared elsewhere. */
  reset(): void {
    this.#runner.forget('reconcile');
  }

  stop(): void {
    this.#rest.cancel();
  }

  #request(): void {
    this.#runner.whenFree('reconcile', (claim) =>
      this.#reconcile(claim).catch((error: unknown) =>
        this.#context.log.error('reconciling fails', { why: failureOf(error).message }),
      ),
    );
  }

  async #reconcile(claim: Claim): Promise<void> {
    const { clock } = this.#context;
    const rest_ms = this.#restUntil_ms - clock.now();
    if (rest_ms > 0) this.#rest.after(rest_ms, () => this.#request());
    else await this.compareNow(claim);
  }

  /** Compares within a task that has the network already, and sets again what differs, but not sooner than usual. */
  async compareNow(claim: Claim): Promise<void> {
    const { clock, journal, store } = this.#context;
    // Where nothing was ever stored, it is unknown what should be in force.
    if (!store.isKnown || this.#restUntil_ms > clock.now()) return;
    const target = targetOf(store.settings);
    this.#onKnown(false);
    const drift = await findDrift(target, this.#context, claim.signal);
    if (claim.signal.aborted || drift === null) return;
    if (drift.length > 0) {
      claim.disablePreemption();
      const isCorrected = await correctDrift(target, drift, DRIFTED, this.#context);
      this.#restUntil_ms = clock.now() + REST_ms;
      if (!isCorrected) return;
    }
    this.#onKnown(true);
    // A change whose undoing had failed is undone now.
    journal.close();
  }
}
