import type { Appliance } from '../appliance.ts';
import type { ChangeEvent, PinDelayEvent, TestEvent } from '../effects.ts';
import type { Geometry } from '../frame.ts';
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { Press } from '../state/presses.ts';
import type { Audience } from '../words/audience.ts';

/** What a session is started with. */
export interface SessionInput {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
  /** How much one screen shows, so that UP/DOWN turn what does not fit. Consoles give their terminal's size. */
  readonly geometry: Geometry;
  /** Which words are read here, and in which characters. */
  readonly audience: Audience;
  /** Seconds without a key until the session goes back to STATUS; null: never. */
  readonly idle: { readonly menu_s: number | null; readonly edit_s: number | null };
  /** The session before this one failed: say so. */
  readonly startedAfterFault?: boolean;
}

/** Everything a session is sent. */
export type SessionEvent =
  | KeyEvent
  | { readonly type: 'APPLIANCE.CHANGED'; readonly appliance: Appliance }
  | ChangeEvent
  | PinDelayEvent
  | TestEvent;

/** What the regions of a session tell each other besides. */
export type InnerEvent = Press | { readonly type: 'IDLE' };
