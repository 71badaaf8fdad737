import { isUnderWay } from '../../menus/update.ts';
import type { ApplianceModel } from './appliance.ts';
import type { MachinePower, PowerHold } from './machine-power.ts';

/** What logind's list says of the hold. */
const WHY = 'a software update is not over';

/** Keeps other software from taking the power away while an update is not over: ssh, the power button, a timer. */
export class UpdateHold {
  readonly #machine: Pick<MachinePower, 'hold'>;
  readonly #appliance: ApplianceModel;
  #held: PowerHold | null = null;
  #isSuspended = false;
  #released: Promise<void> = Promise.resolve();

  constructor(appliance: ApplianceModel, machine: Pick<MachinePower, 'hold'>) {
    this.#appliance = appliance;
    this.#machine = machine;
    appliance.watch(() => this.#follow());
    this.#follow();
  }

  /** Lets go for a power action of the appliance itself. Resolves when nothing is held any more. */
  async suspend(): Promise<void> {
    this.#isSuspended = true;
    await this.#release();
  }

  /** Resolves when what was let go is no longer held: an updater may reboot as soon as it knows. */
  get released(): Promise<void> {
    return this.#released;
  }

  /** The action was not done: holds again if an update is still not over. */
  resume(): void {
    this.#isSuspended = false;
    this.#follow();
  }

  #follow(): void {
    if (this.#isSuspended || !isUnderWay(this.#appliance.value.update)) void this.#release();
    else this.#held ??= this.#machine.hold(WHY);
  }

  #release(): Promise<void> {
    if (this.#held !== null) this.#released = this.#held.release();
    this.#held = null;
    return this.#released;
  }
}
