import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { message } from '../../menus/words/messages.ts';
import { NetworkFailure } from './errors.ts';

/**
 * Runs something that may take too long or be cancelled. The signal given to `run` fires in both cases; a `run`
 * that does not listen to it is abandoned, so that this never hangs.
 * @throws NetworkFailure `timed-out` after `limit_ms`, the signal's own reason when `outer` fires, or what `run` throws
 */
export async function within<Result>(
  clock: Clock,
  limit_ms: number,
  outer: AbortSignal,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const cancel = () => controller.abort(outer.reason);
  if (outer.aborted) throw cancellationOf(outer);
  outer.addEventListener('abort', cancel, { once: true });
  const limit = new Alarm(clock);
  limit.after(limit_ms, () =>
    controller.abort(
      new NetworkFailure(message('timed-out', { step: null }), `not finished after ${limit_ms / 1000} s`),
    ),
  );
  try {
    const called = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(cancellationOf(controller.signal)), {
        once: true,
      });
    });
    return await Promise.race([run(controller.signal), called]);
  } finally {
    limit.cancel();
    outer.removeEventListener('abort', cancel);
  }
}

/** Why a signal fired, as a NetworkFailure. */
export function cancellationOf(signal: AbortSignal): NetworkFailure {
  return signal.reason instanceof NetworkFailure
    ? signal.reason
    : new NetworkFailure(message('cancelled'), 'cancelled');
}

/** For reading what is in force; a network service that has just started takes some seconds to know it itself. */
const READ_LIMIT_s = 60;

/** Asks the backend with a time limit: a network service that hangs must not keep anything from ending. */
export function withinReadLimit<Result>(
  clock: Clock,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return within(clock, READ_LIMIT_s * 1000, signal, ask);
}
