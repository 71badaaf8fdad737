/** The change a session has asked for, as it hears about it. Pure steps on the `Change` of the context. */
import type { Check } from '../appliance.ts';
import type { ApplyNetworkInput, ChangeEvent } from '../effects.ts';
import type { Settings } from '../settings/settings.ts';
import { FIRST, type Position } from '../turning.ts';
import type { Message, StepCode } from '../words/messages.ts';
import type { SpokenMessage } from './context.ts';

export interface Change extends ApplyNetworkInput {
  /** The settings as they were. */
  readonly before: Settings;
  readonly phase: 'checking' | 'applying' | 'verifying' | 'rolling-back';
  readonly percent: number;
  readonly step: Message<StepCode> | null;
  readonly checks: readonly Check[];
  readonly remaining_s: number;
}

/** No change yet: everything as it is. */
export function noChange(settings: Settings): Change {
  return {
    wanted: settings,
    title: 'lan',
    before: settings,
    phase: 'checking',
    percent: 0,
    step: null,
    checks: [],
    remaining_s: 0,
  };
}

type Told<Type> = Extract<ChangeEvent, { readonly type: Type }>;

/** The change after an event that does not end it. */
export function heardOf(
  change: Change,
  event: Told<'CHANGE.PROGRESS' | 'CHANGE.VERIFIED' | 'CHANGE.COUNTDOWN'>,
): Change {
  switch (event.type) {
    case 'CHANGE.PROGRESS': {
      const { phase, percent, step } = event;
      return { ...change, phase, percent, step };
    }
    case 'CHANGE.VERIFIED':
      return { ...change, checks: event.checks, remaining_s: event.remaining_s };
    case 'CHANGE.COUNTDOWN':
      return { ...change, remaining_s: event.remaining_s };
  }
}

/** What is said of a change that did not come to stay. */
export function outcomeOf(event: Told<'CHANGE.REFUSED' | 'CHANGE.ROLLED_BACK'>): SpokenMessage['said'] {
  if (event.type === 'CHANGE.REFUSED') {
    return ['notChanged', event.reason];
  }
  return event.restored ? ['rolledBack', event.reason] : [event.reason, 'runNetworkTest'];
}

/** Checks are looked at from the first that failed; from the summary when none did. */
export function firstFailed(checks: readonly Check[]): Position {
  return { ...FIRST, index: checks.findIndex((check) => check.result === 'failed') + 1 };
}
