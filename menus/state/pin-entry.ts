/** Entering a PIN, to open the menu or to set a new one. Pure functions on the context's `PinEntry`. */
import type { EditorState } from '../editors/editor.ts';
import { pinEditor } from '../editors/pin.ts';
import type { KeyEvent, PanelKeys } from '../keys.ts';
import { type Message, message } from '../words/messages.ts';

/** A PIN being entered. The digits are kept nowhere else and are cleared when the screen is left. */
export interface PinEntry {
  readonly editor: EditorState;
  readonly error: Message | null;
  /** The PIN to be repeated; empty: none entered yet. */
  readonly first: string;
  /** Seconds until the next attempt is allowed; 0: now. */
  readonly retryAfter_s: number;
}

export function emptyPin(keys: PanelKeys): PinEntry {
  return { editor: pinEditor.create(null, keys), error: null, first: '', retryAfter_s: 0 };
}

/** What a key does to the entry. */
export type PinOutcome = 'editing' | 'accepted' | 'left' | 'refused';

export function pinOutcome(entry: PinEntry, key: KeyEvent): PinOutcome {
  return pinEditor.reduce(entry.editor, key).kind;
}

/** The entry after a key that neither accepted nor left. */
export function editPin(entry: PinEntry, key: KeyEvent): PinEntry {
  const result = pinEditor.reduce(entry.editor, key);
  const editor = result.kind === 'left' ? entry.editor : result.state;
  return { ...entry, editor, error: result.kind === 'refused' ? result.error : null };
}

/** The PIN a key has just made complete; empty for any other key. */
export function acceptedPin(entry: PinEntry, key: KeyEvent): string {
  const result = pinEditor.reduce(entry.editor, key);
  return result.kind === 'accepted' ? result.value : '';
}

/** Asks to repeat the PIN. */
export function repeatPin(keys: PanelKeys, first: string): PinEntry {
  return { ...emptyPin(keys), first };
}

/** The two PINs differ: starts over, with the error. */
export function differingPin(keys: PanelKeys): PinEntry {
  return { ...emptyPin(keys), error: message('pin-differs') };
}
