/** The change a session asked for, followed from the transaction's events. Pure functions on the context's `Change`. */
import type { Check } from '../appliance.ts';
import type { ApplyNetworkInput, ChangeEvent } from '../effects.ts';
import type { Settings } from '../settings/settings.ts';
import { FIRST, type Position } from '../turning.ts';
import type { Message, StepCode } from '../words/messages.ts';
import type { ScreenMessage } from './screen-message.ts';

export interface Change extends ApplyNetworkInput {
  /** The settings before the change. */
  readonly before: Settings;
  readonly phase: 'checking' | 'applying' | 'verifying' | 'rolling-back';
  readonly percent: number;
  readonly step: Message<StepCode> | null;
  readonly checks: readonly Check[];
  readonly remaining_s: number;
}

/** The initial value, before any change. */
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

type EventOf<Type> = Extract<ChangeEvent, { readonly type: Type }>;

/** The change after an event that does not end it. */
export function changeAfter(
  change: Change,
  event: EventOf<'CHANGE.PROGRESS' | 'CHANGE.VERIFIED' | 'CHANGE.COUNTDOWN'>,
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

/** The message for a change that was refused or rolled back. */
export function outcomeOf(event: EventOf<'CHANGE.REFUSED' | 'CHANGE.ROLLED_BACK'>): ScreenMessage['parts'] {
  if (event.type === 'CHANGE.REFUSED') {
    return ['notChanged', event.reason];
  }
  return event.restored ? ['rolledBack', event.reason] : [event.reason, 'runNetworkTest'];
}

/** What a change failed for: an operator who undoes it does so because of the check that failed first. */
export function blameOf(reason: Message, checks: readonly Check[]): Message {
  const failed = checks.find(({ result }) => result === 'failed');
  return (reason.code === 'undone-by-operator' && failed?.problem) || reason;
}

/** Results are shown from the first failed check; from the summary when none failed. */
export function firstFailed(checks: readonly Check[]): Position {
  return { ...FIRST, index: checks.findIndex((check) => check.result === 'failed') + 1 };
}
