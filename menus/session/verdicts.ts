import type { PinVerdict, PowerVerdict } from '../effects.ts';
import type { ScreenMessage } from '../state/screen-message.ts';
import { type Message, message } from '../words/messages.ts';

/** Seconds until the next attempt is allowed; 0 after a right PIN. */
export function retryAfter_s(verdict: PinVerdict): number {
  return verdict.ok ? 0 : verdict.retryAfter_s;
}

/** What to say of a PIN that was not accepted; null while it has to be waited, which is said instead. */
export function wrongPinOf(verdict: PinVerdict): Message | null {
  return verdict.ok || verdict.retryAfter_s > 0 ? null : message('pin-wrong', { tries: verdict.tries });
}

/** Why the power action is refused; empty when it is not. */
export function refusalOf(verdict: PowerVerdict): ScreenMessage['parts'] {
  return verdict.ok ? [] : [verdict.reason];
}
