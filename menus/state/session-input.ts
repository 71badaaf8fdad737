import type { Appliance } from '../appliance.ts';
import type { ChangeEvent, PinDelayEvent, TestEvent } from '../effects.ts';
import type { Geometry } from '../frame.ts';
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { Press } from '../state/presses.ts';
import type { Audience } from '../words/audience.ts';
import type { DraftEvent, Drafts } from './drafts.ts';

/** What a session is started with. */
export interface SessionInput {
  readonly appliance: Appliance;
  /** Where this operator is, for other operators to read: `panel`, `console tty1`. */
  readonly operator: string;
  readonly keys: PanelKeys;
  /** Size of the screen: UP/DOWN turn through what does not fit. Consoles pass their terminal's size. */
  readonly geometry: Geometry;
  /** Register and character repertoire of this screen. */
  readonly audience: Audience;
  /** Seconds without a key until the session goes back to STATUS; null: never. */
  readonly idle: { readonly menu_s: number | null; readonly edit_s: number | null };
  /** The previous session failed; the operator is informed. */
  readonly startedAfterFault?: boolean;
  /** What was entered in a session that was lost; absent: nothing. */
  readonly drafts?: Drafts;
}

/** All events a session receives from outside. */
export type SessionEvent =
  | KeyEvent
  | { readonly type: 'APPLIANCE.CHANGED'; readonly appliance: Appliance }
  | ChangeEvent
  | PinDelayEvent
  | TestEvent;

/** Events that the regions of a session raise for each other, and those of its wizards. */
export type InnerEvent = Press | DraftEvent | { readonly type: 'IDLE' };
