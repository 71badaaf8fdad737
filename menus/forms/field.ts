/** One field of a form: its editor, what it starts with, and how its value reads in a list. */
import type { Appliance } from '../appliance.ts';
import type { Editor, EditorResult, EditorShown, EditorState } from '../editors/editor.ts';
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { ReviewLine } from '../settings/settings.ts';
import type { Parsed, SettingsError } from '../values/errors.ts';
import type { ReviewValue } from '../values/review.ts';
import type { FieldLabel, FieldTip, NoteLabel } from '../words/words.ts';

/** The context the operator's entries are checked in. */
export interface Scene {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
}

/** What all forms know of a field, whatever its draft. */
export interface FormField {
  readonly id: string;
  readonly label: FieldLabel;
  /** Its tip on a console. */
  readonly tip: FieldTip;
  /** The lines of a review that show what it changes. */
  readonly lines: readonly ReviewLine[];
  /** ENTER in the list goes to its next value; it is not edited on a screen of its own. */
  readonly isToggle: boolean;
  /** Forgotten with the session that entered it. */
  readonly isSecret: boolean;
}

/** One field for a draft of a certain shape; made by `fieldOf`. */
export interface Field<Draft> extends FormField {
  /** The field that the prefix length of an address in CIDR text goes to; null: there is none. */
  readonly prefixField: string | null;
  /** Whether the draft needs this field now; null: always. */
  readonly included: ((draft: Draft, appliance: Appliance) => boolean) | null;
  /** Shown once the field is accepted, on a screen of its own; null: no note. */
  readonly note: ((draft: Draft) => NoteLabel | null) | null;
  /** Whether what it starts with is a guess that the operator has to look at. */
  isGuess(draft: Draft, appliance: Appliance): boolean;
  /** The editor with what is proposed after the fields before it. */
  open(draft: Draft, scene: Scene): EditorState;
  reduce(
    state: EditorState,
    key: KeyEvent,
    check: (withValue: (draft: Draft) => Draft) => SettingsError | null,
  ): EditorResult<unknown>;
  /** The draft with this field's value, or as it was while the field holds none. */
  read(state: EditorState, draft: Draft): Draft;
  parse(state: EditorState): Parsed<unknown>;
  show(state: EditorState): EditorShown;
  /** The value as a list shows it; null while there is none. */
  value(state: EditorState): ReviewValue | null;
  isDirty(state: EditorState): boolean;
}

export interface FieldOptions<Draft, Value> {
  readonly label: FieldLabel;
  readonly tip: FieldTip;
  readonly editor: Editor<Value>;
  /** How a value reads in a list. */
  readonly value: (value: Value) => ReviewValue;
  readonly lines: readonly ReviewLine[];
  /**
   * The value the field starts with, and follows until the operator changes it; null: none.
   * `draft` has the values of the fields before it.
   */
  readonly initial: (appliance: Appliance, draft: Draft) => Value | null;
  /** Omitted: it never is. */
  readonly isGuess?: (appliance: Appliance, draft: Draft) => boolean;
  readonly prefixField?: string;
  readonly included?: (draft: Draft, appliance: Appliance) => boolean;
  readonly note?: (draft: Draft) => NoteLabel | null;
  readonly isToggle?: boolean;
  readonly isSecret?: boolean;
}

/** A field whose value goes into `draft[id]`. */
export function fieldOf<Draft extends object, Id extends keyof Draft & string>(
  id: Id,
  options: FieldOptions<Draft, Exclude<Draft[Id], undefined>>,
): Field<Draft> {
  const { editor, label, tip, lines } = options;
  const put = (draft: Draft, value: Exclude<Draft[Id], undefined>): Draft => ({ ...draft, [id]: value });
  return {
    id,
    label,
    tip,
    lines,
    isToggle: options.isToggle ?? false,
    isSecret: options.isSecret ?? false,
    prefixField: options.prefixField ?? null,
    included: options.included ?? null,
    note: options.note ?? null,
    isGuess: (draft, appliance) => options.isGuess?.(appliance, draft) ?? false,
    open: (draft, { appliance, keys }) => editor.create(options.initial(appliance, draft), keys),
    reduce: (state, key, check) => editor.reduce(state, key, (value) => check((draft) => put(draft, value))),
    read(state, draft) {
      const parsed = editor.parse(state);
      return parsed.ok ? put(draft, parsed.value) : draft;
    },
    parse: (state) => editor.parse(state),
    show: (state) => editor.show(state),
    value(state) {
      const parsed = editor.parse(state);
      return parsed.ok ? options.value(parsed.value) : null;
    },
    isDirty: (state) => editor.isDirty(state),
  };
}
