import { type Message, message, type NetworkErrorCode, type StepCode } from '../../menus/words/messages.ts';

/**
 * The only error a backend or the transaction rejects with: a message for the operator, and a sentence for the log,
 * which is `message`.
 */
export class NetworkFailure extends Error {
  readonly problem: Message<NetworkErrorCode>;

  constructor(problem: Message<NetworkErrorCode>, log: string, options?: ErrorOptions) {
    super(log, options);
    this.name = 'NetworkFailure';
    this.problem = problem;
  }

  get code(): NetworkErrorCode {
    return this.problem.code;
  }
}

/** What went wrong as a NetworkFailure, whatever was thrown. */
export function failureOf(thrown: unknown): NetworkFailure {
  if (thrown instanceof NetworkFailure) return thrown;
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new NetworkFailure(message('apply-failed', { step: null }), why, { cause: thrown });
}

/** A failure with the step it happened in, where its code names one and does not know it yet. */
export function duringStep(failure: NetworkFailure, step: Message<StepCode> | null): NetworkFailure {
  const { problem } = failure;
  if (step === null || (problem.code !== 'apply-failed' && problem.code !== 'timed-out')) return failure;
  if (problem.values.step !== null) return failure;
  return new NetworkFailure(message(problem.code, { step }), failure.message, { cause: failure.cause });
}
