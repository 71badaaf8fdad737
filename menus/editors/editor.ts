/**
 * An editor is a pure reducer from keys to one value. It stores nothing; its whole state is the
 * `EditorState` it is passed, so a wizard can keep, compare and drop it.
 *
 * Keys, the same in every editor:
 * - UP/DOWN change what is under the cursor, LEFT/RIGHT move the cursor, ENTER accepts the whole value.
 * - A panel without LEFT and RIGHT steps: ENTER moves to the next position and accepts on the last one. After a
 *   refusal the cursor goes back to the first position, because no key could move it back.
 * - With all keys the cursor stays where it is when a value is refused, so that Backspace, LEFT and UP/DOWN can correct
 *   it; a digit typed then starts a new value.
 * - EXIT leaves. On a panel without EXIT, LEFT at the first position leaves.
 * - Events of a held key (`repeat`) change and move; they never accept, step or leave.
 * - TAB and BACKTAB belong to the form: editors ignore them. A form that goes on by TAB calls `accept`.
 */
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { Parsed, SettingsError } from '../values/errors.ts';
import type { EditorHint } from '../words/words.ts';

/** The character cell under the cursor of a text field while UP/DOWN scroll it; see `text.ts`. */
export interface ScrollingCell {
  /** A character of the alphabet or one of the marks; empty: nothing. */
  readonly shown: string;
  /** True: the cell is not in the text yet, it stands before the character at the cursor. */
  readonly added: boolean;
}

/** One editor at work. Made by `create`, changed by `reduce`; read it through `show`, `parse` and `isDirty`. */
export interface EditorState {
  readonly keys: PanelKeys;
  /** The field's text without masking, as it was when the cursor came to where it is. May hold a secret. */
  readonly text: string;
  /** Index in `text`, 0 up to and including its length. */
  readonly cursor: number;
  /** `text` as `create` made it. */
  readonly initial: string;
  /** The next typed character replaces the whole value: true before the first key and after digits were refused. */
  readonly begins: boolean;
  /** How many digits were typed into the group of digits under the cursor; see `digits.ts`. */
  readonly typed: number;
  /** Null while nothing is being scrolled. */
  readonly scrolling: ScrollingCell | null;
}

/** What an editor shows: `text` is masked where it must be, `cursor` is an index in it or its length. */
export interface EditorShown {
  readonly text: string;
  readonly cursor: number;
  /** What the keys do here. */
  readonly hint: EditorHint;
  /** `text` is masked. */
  readonly isSecret: boolean;
  /** The same as a person writes it, for consoles: no padding; see `naturalOf`. */
  readonly natural: NaturalText;
}

/** A field's text without the zeros that a fixed number of digits pads it with. */
export interface NaturalText {
  /** While it is edited: the group under the cursor keeps its places, an unused one shows `_`. */
  readonly text: string;
  readonly cursor: number;
  /** While it is not. */
  readonly rest: string;
}

export type EditorResult<Value> =
  | { readonly kind: 'editing'; readonly state: EditorState }
  | { readonly kind: 'accepted'; readonly state: EditorState; readonly value: Value }
  | { readonly kind: 'refused'; readonly state: EditorState; readonly error: SettingsError }
  /** The operator leaves; the wizard asks whether to discard changes (`isDirty`). */
  | { readonly kind: 'left' };

/** A rule beyond the value's own syntax, such as `gateway inside the subnet`; null when it holds. */
export type Rule<Value> = (value: Value) => SettingsError | null;

export interface Editor<Value> {
  /** `initial` null: no value yet; the field starts with zeros or empty. */
  create(initial: Value | null, keys: PanelKeys): EditorState;
  /** A key that means nothing here gives back the very same state. `rule` is checked once the value parses. */
  reduce(state: EditorState, event: KeyEvent, rule?: Rule<Value>): EditorResult<Value>;
  /** What ENTER does on a panel with all keys: accepted or refused, wherever the cursor stands. */
  accept(state: EditorState, rule?: Rule<Value>): EditorResult<Value>;
  /** The present text as a value, or why it is not one. */
  parse(state: EditorState): Parsed<Value>;
  show(state: EditorState): EditorShown;
  /** Whether the text differs from the one the editor was created with. */
  isDirty(state: EditorState): boolean;
}
