import type { Display } from '../display.ts';
import type { SessionSnapshot } from '../session/machine.ts';

/**
 * Contrast and brightness as this session wants them now: while the operator tries values they differ from the
 * stored preferences, and revert by themselves when the screen is left in any way.
 */
export function displayOf({ context }: SessionSnapshot): Display {
  return context.trial ?? context.appliance.preferences;
}
