import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that live on the heap after everything else was collected. */
export function livingBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  // Twice: what finalizers let go of falls to the second.
  for (let times = 0; times < 2; times++) if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
