/**
 * Text of any length up to a limit, for panels that have no letters.
 *
 * UP and DOWN scroll the cell under the cursor through the alphabet. The cell after the last character is empty:
 * scrolling there adds a character. Inside the text three marks follow the alphabet (one DOWN from its first
 * character); a mark takes effect when the cursor leaves the cell, by RIGHT, LEFT or ENTER:
 *
 *   mark       RIGHT (or ENTER where there is no RIGHT)      ENTER with all keys
 *   █ delete   takes the character out, the rest closes up   the same, and accepts
 *   → insert   makes an empty cell before the character      accepts, nothing inserted
 *   ↵ end      the text ends here                            the same, and accepts
 *
 * Without RIGHT, ENTER steps over the text and accepts on the empty cell after it or on the end mark: the end mark
 * is the quick way to shorten a text that was already there.
 *
 * On a console characters are inserted at the cursor and Backspace takes out the one before it. In an
 * untouched field the first typed character replaces the text and Backspace clears it; any other key keeps it.
 *
 * A masked field shows `*` except for the character being scrolled. Scrolling there starts at the ends of the alphabet,
 * so that it never reveals the character a cell had before.
 */
import { GLYPHS } from '../frame.ts';
import type { KeyEvent } from '../keys.ts';
import type { Parsed } from '../values/errors.ts';
import type { EditorHint } from '../words/words.ts';
import { defineEditor, stepsByEnter } from './define-editor.ts';
import type { Editor, EditorShown, EditorState, ScrollingCell } from './editor.ts';

export interface TextOptions<Value extends string> {
  /** In scrolling order, without the marks. */
  readonly alphabet: string;
  readonly maxLength: number;
  readonly masked: boolean;
  /** The text of a value in the field; omitted: the value itself. */
  readonly display?: (value: Value) => string;
  /** Maps a typed character, such as to its capital; omitted: unchanged. */
  readonly typedAs?: (character: string) => string;
  readonly parse: (text: string) => Parsed<Value>;
  /** The text as a console shows it, of the same length; omitted: unchanged. */
  readonly natural?: (text: string) => string;
  /** Hints that replace the usual ones in this field. */
  readonly hints?: Partial<Record<EditorHint, EditorHint>>;
}

const DELETE = GLYPHS.block;
const INSERT = GLYPHS.right;
const END = GLYPHS.enter;

/** The text once the cell under the cursor is left. */
function settledText({ text, cursor, scrolling }: EditorState): string {
  if (scrolling === null || scrolling.shown === INSERT) return text;
  const before = text.slice(0, cursor);
  if (scrolling.shown === END) return before;
  const after = text.slice(scrolling.added ? cursor : cursor + 1);
  return before + (scrolling.shown === DELETE ? '' : scrolling.shown) + after;
}

function settle(state: EditorState): EditorState {
  return state.scrolling === null ? state : { ...state, text: settledText(state), scrolling: null };
}

function right(state: EditorState): EditorState {
  const shown = state.scrolling?.shown;
  if (shown === INSERT) return { ...state, scrolling: { shown: DELETE, added: true } };
  const settled = settle(state);
  const staysHere = shown === DELETE || shown === END || state.cursor === settled.text.length;
  return staysHere ? settled : { ...settled, cursor: state.cursor + 1 };
}

function left(state: EditorState): EditorState {
  const settled = settle(state);
  if (settled.cursor > 0) return { ...settled, cursor: settled.cursor - 1 };
  return settled.begins ? { ...settled, begins: false } : settled;
}

function backspace(state: EditorState): EditorState {
  if (state.begins) return state.text === '' ? state : { ...state, text: '' };
  const { text, cursor } = settle(state);
  if (cursor === 0) return settle(state);
  return { ...settle(state), text: text.slice(0, cursor - 1) + text.slice(cursor), cursor: cursor - 1 };
}

function insert(state: EditorState, character: string, maxLength: number): EditorState {
  if (state.begins) return { ...state, text: character, cursor: 1 };
  const { text, cursor } = settle(state);
  if (text.length >= maxLength) return state;
  return {
    ...settle(state),
    text: text.slice(0, cursor) + character + text.slice(cursor),
    cursor: cursor + 1,
  };
}

/** The cell under the cursor before it is scrolled; a hidden one shows nothing. */
function cellAtCursor({ text, cursor, scrolling }: EditorState, masked: boolean): ScrollingCell {
  if (scrolling) return scrolling;
  if (cursor === text.length) return { shown: DELETE, added: true };
  return { shown: masked ? '' : text.charAt(cursor), added: false };
}

function shownText({ text, cursor, scrolling }: EditorState, masked: boolean): string {
  const mask = (part: string) => (masked ? '*'.repeat(part.length) : part);
  if (scrolling === null) return mask(text);
  const { shown, added } = scrolling;
  const after = text.slice(added ? cursor : cursor + 1);
  // An empty cell at the end needs no mark: there is nothing to delete.
  const cell = shown === DELETE && added && after === '' ? '' : shown;
  return mask(text.slice(0, cursor)) + cell + mask(after);
}

function hintFor({ keys, text, cursor, scrolling }: EditorState): EditorHint {
  const steps = stepsByEnter(keys);
  if (scrolling?.shown === INSERT) return steps ? 'textInsertStep' : 'textInsert';
  if (scrolling?.shown === END) return 'textEnd';
  if (scrolling?.shown === DELETE && cursor < text.length) return steps ? 'textDeleteStep' : 'textDelete';
  if (cursor === text.length && (scrolling === null || scrolling.shown === DELETE)) return 'textAdd';
  return steps ? 'textNext' : 'textMove';
}

export function textEditor<Value extends string>(options: TextOptions<Value>): Editor<Value> {
  const { alphabet, maxLength, masked, parse, hints = {} } = options;
  const natural = options.natural ?? ((text: string): string => text);
  const display = options.display ?? ((value: Value): string => value);
  const typedAs = options.typedAs ?? ((character: string) => character);

  function scroll(state: EditorState, step: 1 | -1): EditorState {
    const cell = cellAtCursor(state, masked);
    const full = state.text.length >= maxLength;
    if (cell.added && full) return state;
    const marks = cell.added ? DELETE : full ? DELETE + END : DELETE + INSERT + END;
    const ring = alphabet + marks;
    const hidden = step === 1 ? -1 : alphabet.length;
    const index = (cell.shown === '' ? hidden : ring.indexOf(cell.shown)) + step;
    return { ...state, scrolling: { ...cell, shown: ring.charAt((index + ring.length) % ring.length) } };
  }

  function change(state: EditorState, event: KeyEvent): EditorState {
    switch (event.type) {
      case 'KEY.UP':
        return scroll(state, 1);
      case 'KEY.DOWN':
        return scroll(state, -1);
      case 'KEY.LEFT':
        return left(state);
      case 'KEY.RIGHT':
        return right(state);
      case 'KEY.BACKSPACE':
        return backspace(state);
      case 'KEY.CHARACTER': {
        const character = typedAs(event.character);
        const valid = character.length === 1 && alphabet.includes(character);
        return valid ? insert(state, character, maxLength) : state;
      }
      default:
        return state;
    }
  }

  function next(state: EditorState): EditorState | null {
    const nothingAdded = state.scrolling === null || state.scrolling.shown === DELETE;
    const atEnd = state.cursor === state.text.length && nothingAdded;
    return atEnd || state.scrolling?.shown === END ? null : right(state);
  }

  function show(state: EditorState): EditorShown {
    const { cursor } = state;
    const text = shownText(state, masked);
    const hint = hintFor(state);
    return {
      text,
      cursor,
      hint: hints[hint] ?? hint,
      isSecret: masked,
      natural: { text: natural(text), cursor, rest: natural(text) },
    };
  }

  /** Nothing is left out of what was written: a password without one of its characters is another one. */
  function written(text: string): Parsed<string> {
    const typed = [...text].map(typedAs);
    const isValid = typed.length <= maxLength && typed.every((character) => alphabet.includes(character));
    return isValid ? { ok: true, value: typed.join('') } : parse(text);
  }

  return defineEditor<Value>({
    written,
    initialText: (initial) => (initial === null ? '' : display(initial)),
    change,
    next,
    settle,
    parse,
    show,
  });
}
