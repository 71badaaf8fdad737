import type { PanelLink } from '../../drivers/panel.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import type { KeyEvent, PanelKeys } from '../../menus/keys.ts';
import type { View } from '../../menus/view.ts';

export interface SessionOptions {
  /** For the log and the list of sessions: `console tty1`. */
  readonly name: string;
  readonly keys: PanelKeys;
  /** How much one screen shows: a panel's glass, a console's terminal. */
  readonly geometry: Geometry;
  /** The letters this console's terminal shows. */
  readonly repertoire: Repertoire;
}

/** One operator at one panel or console: one running session machine. */
export interface OperatorSession {
  /** `panel`, `panel-2`, `console-1`...; not used twice by one daemon. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'panel' | 'console';
  view(): View;
  /** Hears each new view; returns how to stop. Not called when nothing an operator sees changed. */
  watch(listener: (view: View) => void): () => void;
  /** A key of this operator. */
  press(key: KeyEvent): void;
  /** What the panel was last asked to show; null for consoles, which lay views out themselves. */
  frame(): Frame | null;
  /** How the panel is; null for consoles. */
  link(): PanelLink | null;
  /** The operator is gone. A change waiting for ENTER rolls back when its time is up. */
  close(): void;
}
