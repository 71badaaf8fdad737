import type { PowerAction } from '../../menus/power-action.ts';

/** Who keeps the machine from rebooting or shutting down, and why, in their own words. */
export interface Blocker {
  readonly who: string;
  readonly why: string;
}

/** Other software is kept from rebooting or shutting down the machine until this is released. */
export interface PowerHold {
  /** Resolves when nothing is held back any more. Idempotent, never rejects. */
  release(): Promise<void>;
}

/** The machine's power, as the appliance uses it. */
export interface MachinePower {
  /** Rejects when the machine will not. Gives up when `signal` aborts. */
  act(action: PowerAction, signal: AbortSignal): Promise<void>;
  /** Never rejects: where nothing can be held back, the log says so. */
  hold(why: string): PowerHold;
  /** Others than this appliance that block; empty: nobody, or it cannot be found out. Never rejects. */
  blockers(): Promise<readonly Blocker[]>;
}

/** Power without a service manager: nobody else is there to be held back or to block. */
export function powerAlone(act: MachinePower['act']): MachinePower {
  return { act, hold: () => ({ release: async () => undefined }), blockers: async () => [] };
}
