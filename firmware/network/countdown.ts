import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { message } from '../../menus/words/messages.ts';
import type { Decision } from './change.ts';
import { NetworkFailure } from './errors.ts';

/** How an operator is asked to keep a change: silence means no. */
export interface Countdown {
  readonly decision: Promise<Decision>;
  keep(): void;
  rollBack(): void;
}

/**
 * Counts whole seconds down; `onTick` is called with each, the first at once.
 * Rejects with the signal's reason when cancelled.
 */
export function startCountdown(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  onTick: (remaining_s: number) => void,
): Countdown {
  const end_ms = clock.now() + seconds * 1000;
  const next = new Alarm(clock);
  const { promise, resolve, reject } = withResolvers<Decision>();
  const cancel = () => {
    next.cancel();
    reject(signal.reason);
  };
  const finish = (decision: Decision) => {
    next.cancel();
    // The signal outlives the change: it is the daemon's own.
    signal.removeEventListener('abort', cancel);
    resolve(decision);
  };
  const tick = (remaining_s: number) => {
    onTick(remaining_s);
    if (remaining_s <= 0) {
      finish({
        keep: false,
        why: new NetworkFailure(message('not-confirmed'), `not kept within ${seconds} s`),
      });
      return;
    }
    // Each second is counted from the start, so that late timers do not add up.
    next.after(end_ms - (remaining_s - 1) * 1000 - clock.now(), () => tick(remaining_s - 1));
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) reject(signal.reason);
  else tick(seconds);
  return {
    decision: promise,
    keep: () => finish({ keep: true }),
    rollBack: () =>
      finish({
        keep: false,
        why: new NetworkFailure(message('undone-by-operator'), 'the operator chose to go back'),
      }),
  };
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}
