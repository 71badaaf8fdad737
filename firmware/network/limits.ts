import type { Clock } from '../../menus/clock.ts';
import { NetworkFailure } from './errors.ts';

/**
 * Runs something that may take too long or be called off. The signal given to `run` fires in both cases; a `run`
 * that does not listen to it is left behind, so that this never hangs.
 * @throws NetworkFailure `timed-out` after `limit_ms`, the signal's own reason when `outer` fires, or what `run` throws
 */
export async function within<Result>(
  clock: Clock,
  limit_ms: number,
  outer: AbortSignal,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const callOff = () => controller.abort(outer.reason);
  if (outer.aborted) throw reasonOf(outer);
  outer.addEventListener('abort', callOff, { once: true });
  const timer = clock.setTimeout(
    () => controller.abort(new NetworkFailure('timed-out', `not finished after ${limit_ms / 1000} s`)),
    limit_ms,
  );
  try {
    const called = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(reasonOf(controller.signal)), { once: true });
    });
    return await Promise.race([run(controller.signal), called]);
  } finally {
    clock.clearTimeout(timer);
    outer.removeEventListener('abort', callOff);
  }
}

function reasonOf(signal: AbortSignal): NetworkFailure {
  return signal.reason instanceof NetworkFailure
    ? signal.reason
    : new NetworkFailure('cancelled', 'called off');
}

/** What went wrong as a NetworkFailure, whatever was thrown. */
export function failureOf(thrown: unknown): NetworkFailure {
  if (thrown instanceof NetworkFailure) return thrown;
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new NetworkFailure('apply-failed', why, { cause: thrown });
}
