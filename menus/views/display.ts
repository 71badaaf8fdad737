import type { PanelDisplay } from '../appliance.ts';
import type { SessionSnapshot } from '../session/machine.ts';

/**
 * Contrast and brightness as this session wants them now: while the operator tries values they differ from the
 * stored preferences, and go back by themselves when the screen is left in any way.
 */
export function displayOf({ context }: SessionSnapshot): PanelDisplay {
  return context.trial ?? context.appliance.preferences;
}
