/** UP and DOWN turn through lists of which an LCD shows one element, or one part of it, at a time. */

/** The element shown, and the part of it where one screen cannot hold it. */
export interface Position {
  readonly index: number;
  readonly part: number;
}

export const FIRST: Position = { index: 0, part: 0 };

/** When the parts become fewer while one is shown, the last one left is shown. */
export function partWithin(part: number, parts: number): number {
  return Math.min(part, Math.max(0, parts - 1));
}

/**
 * The next or previous part or, past the last one, the next or previous element; cyclic.
 * @param partsOf number of parts of the element at an index, at least 1.
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
