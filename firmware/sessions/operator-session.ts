import type { AskedNumbers } from '../../drivers/keys/sight.ts';
import type { PanelLink } from '../../drivers/panel.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import type { KeyEvent, PanelKeys } from '../../menus/keys.ts';
import type { View } from '../../menus/view.ts';

export interface SessionOptions {
  /** For the log and the list of sessions: `console tty1`. */
  readonly name: string;
  readonly keys: PanelKeys;
  /** Columns and rows that one screen shows. */
  readonly geometry: Geometry;
  /** The characters this console's terminal can show. */
  readonly repertoire: Repertoire;
}

/** One operator at one panel or console: one running session machine. */
export interface OperatorSession {
  /** `panel`, `panel-2`, `console-1`...; never reused within one run of the daemon. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'panel' | 'console';
  view(): View;
  /** Called with each view that differs from the last; returns the function that unsubscribes. */
  watch(listener: (view: View) => void): () => void;
  /**
   * A key of this operator. Without `seen` it counts for what is shown now.
   * @param seen for a console that tells what its terminal shows: number of the view there when the key was pressed
   */
  press(key: KeyEvent, seen?: number): void;
  /** What the view asks, in numbers, for a console that tells what was seen; null: nothing. */
  asked(): AskedNumbers | null;
  /** A PIN is set and was not entered here. */
  isLocked(): boolean;
  /** The last frame sent to the panel; null for consoles, which lay views out themselves. */
  frame(): Frame | null;
  /** The state of the panel's connection; null for consoles. */
  link(): PanelLink | null;
  /** The operator is gone. A change waiting for ENTER rolls back when its time is up. */
  close(): void;
}
