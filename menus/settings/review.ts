/** What changes between two settings values, as an operator reads it in a review. */
import type { NetworkStatus } from '../network-status.ts';
import type { Difference } from '../values/review.ts';
import {
  equalPart,
  PART_IDS,
  PARTS,
  type PartId,
  partValues,
  type ReviewLine,
  type Settings,
} from './settings.ts';

/**
 * Every line that changes, in the order of the menus. Secrets are in none.
 * @param network what is in force: a value that came by DHCP is then the old one, and a line only if it changes
 */
export function differences(
  before: Settings,
  after: Settings,
  network: NetworkStatus | null = null,
): readonly Difference<ReviewLine>[] {
  const [was, will] = [partValues(before), partValues(after)];
  const review = <Id extends PartId>(id: Id): readonly Difference<ReviewLine>[] =>
    equalPart(id, was, will) ? [] : PARTS[id].review(was[id], will[id], network);
  return PART_IDS.flatMap(review);
}
