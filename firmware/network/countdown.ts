import type { Clock, TimerId } from '../../menus/clock.ts';
import { NetworkFailure } from './errors.ts';
import type { Decision } from './transaction.ts';

/** How an operator is asked to keep a change: silence means no. */
export interface Countdown {
  readonly decision: Promise<Decision>;
  keep(): void;
  rollBack(): void;
}

/**
 * Counts whole seconds down; `onTick` hears each, the first at once.
 * Rejects with the signal's reason when called off.
 */
export function startCountdown(
  clock: Clock,
  seconds: number,
  signal: AbortSignal,
  onTick: (remaining_s: number) => void,
): Countdown {
  const end_ms = clock.now() + seconds * 1000;
  let timer: TimerId | null = null;
  const { promise, resolve, reject } = withResolvers<Decision>();
  const callOff = () => {
    if (timer !== null) clock.clearTimeout(timer);
    reject(signal.reason);
  };
  const finish = (decision: Decision) => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
    // The signal outlives the change: it is the daemon's own.
    signal.removeEventListener('abort', callOff);
    resolve(decision);
  };
  const tick = (remaining_s: number) => {
    onTick(remaining_s);
    if (remaining_s <= 0) {
      finish({
        keep: false,
        why: new NetworkFailure('not-confirmed', `nobody kept the change in ${seconds} s`),
      });
      return;
    }
    // Each second is counted from the start, so that late timers do not add up.
    timer = clock.setTimeout(() => tick(remaining_s - 1), end_ms - (remaining_s - 1) * 1000 - clock.now());
  };
  signal.addEventListener('abort', callOff, { once: true });
  if (signal.aborted) reject(signal.reason);
  else tick(seconds);
  return {
    decision: promise,
    keep: () => finish({ keep: true }),
    rollBack: () =>
      finish({ keep: false, why: new NetworkFailure('undone-by-operator', 'the operator chose to go back') }),
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
