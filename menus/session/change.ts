/** The change a session has asked for, as it hears about it. Pure steps on the `Change` of the context. */
import type { Check } from '../appliance.ts';
import type { ChangeEvent } from '../effects.ts';
import type { Settings } from '../settings/types.ts';
import { FIRST, type Position } from '../turning.ts';

export interface Change {
  readonly wanted: Settings;
  /** What it is called: `LAN STATIC`. */
  readonly title: string;
  /** The settings as they were. */
  readonly before: Settings;
  readonly phase: 'checking' | 'applying' | 'verifying' | 'rolling-back';
  readonly percent: number;
  readonly step: string;
  readonly checks: readonly Check[];
  readonly remaining_s: number;
}

export function beginChange(title: string, wanted: Settings, before: Settings): Change {
  return { wanted, title, before, phase: 'checking', percent: 0, step: '', checks: [], remaining_s: 0 };
}

/** The change after an event that does not end it. */
export function heardOf(change: Change, event: ChangeEvent): Change {
  switch (event.type) {
    case 'CHANGE.PROGRESS': {
      const { phase, percent, step } = event;
      return { ...change, phase, percent, step };
    }
    case 'CHANGE.VERIFIED':
      return { ...change, checks: event.checks, remaining_s: event.remaining_s };
    case 'CHANGE.COUNTDOWN':
      return { ...change, remaining_s: event.remaining_s };
    default:
      return change;
  }
}

/** Checks are looked at from the first that failed; from the summary when none did. */
export function firstFailed(checks: readonly Check[]): Position {
  return { ...FIRST, index: checks.findIndex((check) => check.result === 'failed') + 1 };
}
