import * as fc from 'fast-check';
import type { Appliance } from './appliance.ts';
import { keep } from './changes.ts';
import { AS_DELIVERED, expectInForce, type Intended } from './intended.ts';
import type { Operation } from './operations.ts';

/** How a change ends: kept, left by EXIT, or the daemon is killed while it waits to be kept. */
type Ending = 'kept' | 'left' | 'killed';

interface Step {
  /** Which of the operations that are offered at that moment. */
  readonly choice: number;
  readonly ending: Ending;
}

/** More operations than are ever offered at once; a multiple of every number up to 16 gives each the same chance. */
const CHOICES = 720_720;

/** Longer than the slowest change takes, an address that is asked for twice and a lease among it. */
const CHANGE_LIMIT_ms = 60_000;

/** A few steps; most are kept, or a walk would stay where it began. */
export function anySteps(count: { readonly minLength: number; readonly maxLength: number }) {
  const ending = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Ending>('kept') },
    { weight: 2, arbitrary: fc.constant<Ending>('left') },
    { weight: 1, arbitrary: fc.constant<Ending>('killed') },
  );
  const step: fc.Arbitrary<Step> = fc.record({ choice: fc.nat(CHOICES - 1), ending });
  return fc.array(step, count);
}

/** An operator who does one thing after the other to an appliance, which must always have what was kept last. */
export class Walk {
  readonly #appliance: Appliance;
  readonly #operations: readonly Operation[];
  readonly #done: string[] = [];
  #now: Intended = AS_DELIVERED;

  constructor(appliance: Appliance, operations: readonly Operation[]) {
    this.#appliance = appliance;
    this.#operations = operations;
  }

  /** What the appliance must have now. */
  get now(): Intended {
    return this.#now;
  }

  /** A sequence of steps. @throws with all that was done before */
  async take(steps: readonly Step[]): Promise<void> {
    try {
      for (const { choice, ending } of steps) {
        const offered = this.#operations.filter(({ isOffered }) => isOffered(this.#now));
        const operation = offered[choice % offered.length];
        if (operation !== undefined) await this.do(operation, ending);
      }
    } catch (error) {
      throw new Error(`${this.#done.join('; ')}: ${error}`, { cause: error });
    }
  }

  /** One change, and how it ends. */
  async do(operation: Operation, ending: Ending): Promise<void> {
    const { operator, lab } = this.#appliance;
    this.#done.push(`${operation.name} ${ending}`);
    await operation.byHand(operator, this.#now);
    await operator.sees(operation.refusal ?? 'KEEP', CHANGE_LIMIT_ms);
    if (operation.refusal === null) await this.#end(ending);
    if (operation.refusal === null && ending === 'kept') this.#now = operation.after(this.#now);
    await expectInForce(lab.box, this.#now);
  }

  async #end(ending: Ending): Promise<void> {
    const { operator } = this.#appliance;
    switch (ending) {
      case 'kept':
        return keep(operator);
      case 'left':
        await operator.press('EXIT');
        await operator.sees('CHANGE UNDONE:');
        return;
      case 'killed':
        await this.#appliance.stopDaemon('SIGKILL');
        await this.#appliance.startDaemon();
        await operator.sees('CHANGE UNDONE');
    }
  }

  /** The daemon ends in good order and starts again. */
  async restart(): Promise<void> {
    this.#done.push('restart');
    await this.#appliance.stopDaemon('SIGTERM');
    await this.#appliance.startDaemon();
    await expectInForce(this.#appliance.lab.box, this.#now);
  }
}
