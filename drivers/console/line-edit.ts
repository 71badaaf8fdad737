/** A field's text while it is edited on the console: keys to text, as every line editor has them. Pure. */
import type { FieldScreen, View } from '../../menus/view.ts';
import type { TerminalKey } from '../terminal/keys.ts';

export interface LineEdit {
  /** The field it belongs to. */
  readonly field: string;
  readonly text: string;
  /** Index in `text`, up to its length. */
  readonly cursor: number;
  /** The next character replaces the whole text: nothing was moved or changed yet. */
  readonly begins: boolean;
  /** `text` differs from what the daemon has. */
  readonly isChanged: boolean;
}

/** The field on the screen, if a console edits it as a line. */
export function lineField({ screen }: View): FieldScreen | null {
  return screen.kind === 'field' && screen.entry !== 'keys' && screen.form !== null ? screen : null;
}

/** The edit before the first key. A text that is not shown begins empty. */
function begun(screen: FieldScreen): LineEdit {
  const text = screen.entry === 'secret' ? '' : (screen.form?.fields[screen.form.index]?.text ?? '');
  return { field: fieldOf(screen), text, cursor: text.length, begins: true, isChanged: false };
}

/** The edit of a field that this character has opened from the list of values: it is the beginning of the new text. */
export function openedBy(screen: FieldScreen, character: string): LineEdit {
  return {
    field: fieldOf(screen),
    text: character,
    cursor: character.length,
    begins: false,
    isChanged: true,
  };
}

const fieldOf = ({ form, label }: FieldScreen): string => `${form?.title} ${form?.index} ${label}`;

/** The edit after a key; null: the key is none of a line's. @param edit null: none yet */
export function edited(screen: FieldScreen, edit: LineEdit | null, key: TerminalKey): LineEdit | null {
  const before = edit ?? begun(screen);
  const { text, cursor } = before;
  const moved = (to: number): LineEdit => ({
    ...before,
    cursor: Math.min(text.length, Math.max(0, to)),
    begins: false,
  });
  const changed = (next: string, to: number): LineEdit => ({
    ...before,
    text: next,
    cursor: to,
    begins: false,
    isChanged: true,
  });
  if (key.kind === 'character') {
    return before.begins
      ? changed(key.character, key.character.length)
      : changed(text.slice(0, cursor) + key.character + text.slice(cursor), cursor + key.character.length);
  }
  switch (key.kind === 'named' ? key.name : key.kind === 'control' ? `ctrl-${key.letter}` : '') {
    case 'left':
      return moved(cursor - 1);
    case 'right':
      return moved(cursor + 1);
    case 'home':
    case 'ctrl-a':
      return moved(0);
    case 'end':
    case 'ctrl-e':
      return moved(text.length);
    case 'delete':
      return changed(text.slice(0, cursor) + text.slice(cursor + 1), cursor);
    case 'backspace':
      if (before.begins) return changed('', 0);
      return changed(text.slice(0, Math.max(0, cursor - 1)) + text.slice(cursor), Math.max(0, cursor - 1));
    case 'ctrl-u':
      return changed('', 0);
    case 'ctrl-k':
      return changed(text.slice(0, cursor), cursor);
    default:
      return null;
  }
}

/**
 * The edit once the daemon has sent another view: kept while its field is on the screen and the daemon has not taken it,
 * so that a text that was refused can be corrected.
 * @param wasSent the text was sent with the last key
 */
export function keptEdit(view: View, edit: LineEdit | null, wasSent: boolean): LineEdit | null {
  const screen = lineField(view);
  if (edit === null || screen === null || fieldOf(screen) !== edit.field) return null;
  return wasSent && screen.error === null ? null : edit;
}

/** The view with the edit in its field. */
export function withEdit(view: View, edit: LineEdit | null): View {
  const screen = lineField(view);
  if (edit === null || screen === null) return view;
  const isSecret = screen.entry === 'secret';
  if (isSecret && !edit.isChanged) return view;
  const text = isSecret ? '*'.repeat(edit.text.length) : edit.text;
  return { ...view, screen: { ...screen, text, cursor: edit.cursor } };
}
