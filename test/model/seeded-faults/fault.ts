/**
 * A fault a programmer could make, planted into the product while it is bundled for one run. It has to be seen on the
 * glass by the models named with it; what none of them sees, no model promises.
 */
import type { ModelName } from '../models.ts';

/** Where the product is changed. */
export interface Place {
  readonly file: string;
  /** Occurs exactly once in the file, or the fault would not be the one that is meant. */
  readonly find: string;
  readonly replace: string;
}

export interface SeededFault {
  readonly name: string;
  /** More than one only where one wall stands behind another. */
  readonly places: readonly Place[];
  /** Models that can see it, the quickest first. */
  readonly seenBy: readonly [ModelName, ...ModelName[]];
}

type Told = readonly [name: string, find: string, replace: string, ...seenBy: SeededFault['seenBy']];

/** Faults of one place each in the same file. */
export function within(file: string, ...faults: readonly Told[]): readonly SeededFault[] {
  return faults.map(([name, find, replace, ...seenBy]) => ({
    name,
    places: [{ file, find, replace }],
    seenBy,
  }));
}
