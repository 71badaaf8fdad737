/** The behaviour all editors share: when ENTER steps, accepts or is refused, and which keys leave. */
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { Parsed, SettingsError } from '../values/errors.ts';
import type { Editor, EditorResult, EditorShown, EditorState, Rule } from './editor.ts';

/** Where editors differ. */
export interface EditorParts<Value> {
  /** The editor's text for one a person wrote: `10.9.8.7`, `/16`; or why it cannot be one. */
  written(text: string): Parsed<string>;
  /** The text to start with. */
  initialText(initial: Value | null): string;
  /** UP, DOWN, LEFT, RIGHT, typed characters and Backspace; the very same state when the key means nothing. */
  change(state: EditorState, event: KeyEvent): EditorState;
  /** Where ENTER steps to on a panel without RIGHT; null on the last position, where it accepts. */
  next(state: EditorState): EditorState | null;
  /** The state with nothing pending. */
  settle(state: EditorState): EditorState;
  parse(text: string): Parsed<Value>;
  show(state: EditorState): EditorShown;
}

/** On a panel without RIGHT, only ENTER can move the cursor on. */
export function stepsByEnter(keys: PanelKeys): boolean {
  return !keys.has('RIGHT');
}

function refuse(state: EditorState, error: SettingsError): EditorResult<never> {
  const refused = stepsByEnter(state.keys)
    ? { ...state, cursor: 0, typed: 0 }
    : { ...state, begins: state.begins || state.typed > 0 };
  return { kind: 'refused', state: refused, error };
}

/** A whole editor from its parts. */
export function defineEditor<Value>(parts: EditorParts<Value>): Editor<Value> {
  const parse = (state: EditorState) => parts.parse(parts.settle(state).text);

  function accept(state: EditorState, rule?: Rule<Value>): EditorResult<Value> {
    const settled = parts.settle(state);
    const parsed = parts.parse(settled.text);
    if (!parsed.ok) return refuse(settled, parsed.error);
    const error = rule?.(parsed.value) ?? null;
    if (error) return refuse(settled, error);
    return { kind: 'accepted', state: settled, value: parsed.value };
  }

  function reduce(state: EditorState, event: KeyEvent, rule?: Rule<Value>): EditorResult<Value> {
    if (event.type === 'KEY.TEXT') {
      const written = parts.written(event.text);
      if (!written.ok) return { kind: 'refused', state, error: written.error };
      const text = written.value;
      return {
        kind: 'editing',
        state: { ...state, text, cursor: 0, typed: 0, begins: true, scrolling: null },
      };
    }
    const held = 'repeat' in event;
    if (event.type === 'KEY.EXIT') return held ? { kind: 'editing', state } : { kind: 'left' };
    if (event.type === 'KEY.LEFT' && state.cursor === 0 && !state.keys.has('EXIT')) {
      return held ? { kind: 'editing', state } : { kind: 'left' };
    }
    if (event.type === 'KEY.ENTER') {
      if (held) return { kind: 'editing', state };
      const next = stepsByEnter(state.keys) ? parts.next(state) : null;
      return next ? { kind: 'editing', state: { ...next, begins: false } } : accept(state, rule);
    }
    const changed = parts.change(state, event);
    return { kind: 'editing', state: changed === state ? state : { ...changed, begins: false } };
  }

  return {
    create(initial, keys) {
      const text = parts.initialText(initial);
      return { keys, text, cursor: 0, initial: text, begins: true, typed: 0, scrolling: null };
    },
    reduce,
    accept,
    parse,
    show: parts.show,
    isDirty: (state) => parts.settle(state).text !== state.initial,
  };
}
