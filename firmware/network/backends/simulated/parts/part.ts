import type { Mismatch } from '../../../mismatch.ts';
import type { Target } from '../../../target.ts';
import type { Asked, Question } from '../questions.ts';

/** What one part of the target is to the simulated network, beside the steps it executes. */
export interface SimulatedPart {
  compare(wanted: Target, configured: Target): readonly Mismatch[];
  /** What verification asks after a change, in its order. */
  verification(world: Asked, wanted: Target): readonly Question[];
  /** What TEST NETWORK asks beyond that. */
  test(world: Asked, wanted: Target): readonly Question[];
}
