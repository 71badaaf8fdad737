import type { PinVerdict, PowerVerdict } from '../effects.ts';
import type { ScreenMessage } from '../state/screen-message.ts';

/** Seconds until the next attempt is allowed; 0 after a right PIN. */
export function retryAfter_s(verdict: PinVerdict): number {
  return verdict.ok ? 0 : verdict.retryAfter_s;
}

/** Why the power action is refused; empty when it is not. */
export function refusalOf(verdict: PowerVerdict): ScreenMessage['parts'] {
  return verdict.ok ? [] : [verdict.reason];
}
