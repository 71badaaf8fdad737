/** The keys a front panel can have. A panel may lack LEFT/RIGHT or EXIT; the menus adapt (see `PanelKeys`). */
export const PANEL_KEYS = ['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT'] as const;
export type PanelKey = (typeof PANEL_KEYS)[number];

/** Which keys this panel has: decides how an editor is stepped through and left. */
export type PanelKeys = ReadonlySet<PanelKey>;

/** A key going down or coming up, as the line or pin reported it. */
export interface KeyEdge {
  readonly key: PanelKey;
  readonly edge: 'press' | 'release';
  /** Clock time in milliseconds. */
  readonly at_ms: number;
}

/**
 * A key event as the menus receive it. `repeat` marks events of a held key: they move and change, but never accept
 * or leave. The last five come from consoles only.
 */
export type KeyEvent =
  | { readonly type: `KEY.${PanelKey}`; readonly repeat?: true }
  | { readonly type: 'KEY.CHARACTER'; readonly character: string }
  /** The whole text of the field, as a person writes it: consoles edit a line by themselves. */
  | { readonly type: 'KEY.TEXT'; readonly text: string }
  | { readonly type: 'KEY.BACKSPACE' }
  | { readonly type: 'KEY.TAB' }
  | { readonly type: 'KEY.BACKTAB' };
