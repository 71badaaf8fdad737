import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than any of these programs takes, even on a busy machine. */
const PATIENCE_ms = 120_000;
const LOOK_AGAIN_ms = 20;

/** Waits until `condition` holds; the failure names the condition and, if given, what was found instead. */
export async function until(
  what: string,
  condition: () => boolean,
  instead: () => unknown = () => undefined,
): Promise<void> {
  const begun_ms = performance.now();
  while (!condition()) {
    if (performance.now() - begun_ms > PATIENCE_ms) {
      const seen = instead();
      throw new Error(
        `waited in vain: ${what}${seen === undefined ? '' : `; instead: ${JSON.stringify(seen)}`}`,
      );
    }
    await sleep(LOOK_AGAIN_ms);
  }
}
