/** Turning through things of which an LCD shows one at a time, or less: UP and DOWN. */

/** Which thing is shown, and which part of it where one screen cannot hold it. */
export interface Position {
  readonly index: number;
  readonly part: number;
}

export const FIRST: Position = { index: 0, part: 0 };

/** Parts of things may become fewer while one is shown; then the last one left is shown. */
export function partWithin(part: number, parts: number): number {
  return Math.min(part, Math.max(0, parts - 1));
}

/**
 * The next or the previous part, else the next or previous thing, round and round.
 * @param partsOf how many parts the thing at an index has, at least 1.
 */
export function turned(
  position: Position,
  step: 1 | -1,
  count: number,
  partsOf: (index: number) => number,
): Position {
  if (count === 0) {
    return FIRST;
  }
  const index = Math.min(position.index, count - 1);
  const part = partWithin(position.part, partsOf(index)) + step;
  if (part >= 0 && part < partsOf(index)) {
    return { index, part };
  }
  const next = (index + step + count) % count;
  return { index: next, part: step === 1 ? 0 : partsOf(next) - 1 };
}
