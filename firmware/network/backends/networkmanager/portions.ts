/**
 * Thousands of VLANs are gone through in portions, between which the event loop turns: a key press, a frame or a
 * signal that has come meanwhile does not wait for the last of them.
 */

/** So many items cost at most a few milliseconds with `--jitless`; then the event loop turns. */
const PORTION = 32;

/** The items in their order, a few at a time; what else is due runs before the next few. */
export async function* inPortions<Item>(items: Iterable<Item>): AsyncGenerator<readonly Item[]> {
  let portion: Item[] = [];
  for (const item of items) {
    if (portion.length === PORTION) {
      yield portion;
      portion = [];
      await nextTurn();
    }
    portion.push(item);
  }
  if (portion.length > 0) yield portion;
}

/** One turn of the event loop. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
