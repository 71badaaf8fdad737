import type { Appliance, Check } from '../appliance.ts';
import type { Display } from '../display.ts';
import type { MenuId } from '../tree.ts';
import { FIRST, type Position } from '../turning.ts';
import type { LanguageId } from '../words/languages.ts';
import { type Change, noChange } from './change.ts';
import { type Drafts, NO_DRAFTS } from './drafts.ts';
import { emptyPin, type PinEntry } from './pin-entry.ts';
import type { ScreenMessage } from './screen-message.ts';
import type { SessionInput } from './session-input.ts';

export interface SessionContext extends Omit<SessionInput, 'startedAfterFault' | 'drafts'> {
  readonly appliance: Appliance;
  readonly startedAfterFault: boolean;
  /** The PIN was entered and no idle timeout has passed since. */
  readonly unlocked: boolean;
  /** Notices this operator dismissed, until the appliance removes them. */
  readonly dismissed: readonly number[];
  /** The item the present screen was opened from; null on the status pages. */
  readonly opened: { readonly menu: MenuId; readonly item: string } | null;
  /** What was entered in wizards and is neither kept nor discarded. */
  readonly drafts: Drafts;
  /** The check shown, and the part of it. */
  readonly position: Position;
  readonly message: ScreenMessage;
  /** The last change this session asked for. */
  readonly change: Change;
  readonly checks: readonly Check[];
  readonly pin: PinEntry;
  /** Contrast and brightness on trial; null: the stored ones apply. */
  readonly trial: Display | null;
  /** The language selected in LANGUAGE. */
  readonly languageChoice: LanguageId;
  /** Seconds until the idle rule leaves; null: no notice is up. */
  readonly leavingIn_s: number | null;
}

export function initialContext(input: SessionInput): SessionContext {
  return {
    ...input,
    startedAfterFault: input.startedAfterFault ?? false,
    unlocked: false,
    dismissed: [],
    opened: null,
    drafts: input.drafts ?? NO_DRAFTS,
    position: FIRST,
    message: { tone: 'info', parts: [] },
    change: noChange(input.appliance.wanted),
    checks: [],
    pin: emptyPin(input.keys),
    trial: null,
    languageChoice: input.appliance.language.id,
    leavingIn_s: null,
  };
}

/** Whether the menu opens only after the PIN. */
export function isLocked({ appliance, unlocked }: Pick<SessionContext, 'appliance' | 'unlocked'>): boolean {
  return appliance.pinSet && !unlocked;
}
