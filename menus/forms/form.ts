import type { Appliance } from '../appliance.ts';
import type { Editor, EditorResult, EditorShown, EditorState } from '../editors/editor.ts';
import type { KeyEvent, PanelKeys } from '../keys.ts';
import type { FieldError, Parsed, SettingsError } from '../values/errors.ts';
import type { FieldLabel, FieldTip, NoteLabel, RegisterWords } from '../words/words.ts';

/** The context the operator's entries are checked in. */
export interface Scene {
  readonly appliance: Appliance;
  readonly keys: PanelKeys;
}

/** The editors of a form by field. They are its whole state: the draft is read from them. */
export type Entries = Readonly<Record<string, EditorState>>;

/** The errors of a form by field; a field without an entry has none. */
export type FieldErrors = Readonly<Record<string, SettingsError>>;

/** What a key did in a field. `refused` comes with the reason. */
export interface FieldOutcome {
  readonly kind: EditorResult<unknown>['kind'];
  readonly entries: Entries;
  readonly error: SettingsError | null;
}

/** The name of a choice's value in the words of a register. */
export type ChoiceNames = (words: RegisterWords, value: string) => string;

/** One field for a draft of a certain shape; made by `fieldOf`. */
export interface Field<Draft> {
  readonly id: string;
  readonly label: FieldLabel;
  /** Its tip on a console. */
  readonly tip: FieldTip;
  /** Translates the values of a choice; null: the value is shown as it is. */
  readonly choices: ChoiceNames | null;
  /** The field that the prefix length of an address in CIDR text goes to; null: there is none. */
  readonly prefixField: string | null;
  /** Whether the draft needs this field now; null: always. */
  readonly included: ((draft: Draft) => boolean) | null;
  /** Shown once the field is accepted, on a screen of its own; null: no note. */
  readonly note: ((draft: Draft) => NoteLabel | null) | null;
  open(scene: Scene): EditorState;
  reduce(
    state: EditorState,
    key: KeyEvent,
    check: (withValue: (draft: Draft) => Draft) => SettingsError | null,
  ): EditorResult<unknown>;
  /** The draft with this field's value, or as it was while the field holds none. */
  read(state: EditorState, draft: Draft): Draft;
  parse(state: EditorState): Parsed<unknown>;
  show(state: EditorState): EditorShown;
  isDirty(state: EditorState): boolean;
}

export interface FieldOptions<Draft, Value> {
  readonly label: FieldLabel;
  readonly tip: FieldTip;
  readonly editor: Editor<Value>;
  /** For a choice: the name of a value in some language. */
  readonly choices?: (words: RegisterWords, value: Value & string) => string;
  /** The value the field starts with; null: none. */
  readonly initial: (appliance: Appliance) => Value | null;
  readonly prefixField?: string;
  readonly included?: (draft: Draft) => boolean;
  readonly note?: (draft: Draft) => NoteLabel | null;
}

/** A field whose value goes into `draft[id]`. */
export function fieldOf<Draft extends object, Id extends keyof Draft & string>(
  id: Id,
  options: FieldOptions<Draft, Exclude<Draft[Id], undefined>>,
): Field<Draft> {
  const { editor } = options;
  const put = (draft: Draft, value: Exclude<Draft[Id], undefined>): Draft => ({ ...draft, [id]: value });
  return {
    id,
    label: options.label,
    tip: options.tip,
    choices: (options.choices as ChoiceNames | undefined) ?? null,
    prefixField: options.prefixField ?? null,
    included: options.included ?? null,
    note: options.note ?? null,
    open: ({ appliance, keys }) => editor.create(options.initial(appliance), keys),
    reduce: (state, key, check) => editor.reduce(state, key, (value) => check((draft) => put(draft, value))),
    read(state, draft) {
      const parsed = editor.parse(state);
      return parsed.ok ? put(draft, parsed.value) : draft;
    },
    parse: (state) => editor.parse(state),
    show: (state) => editor.show(state),
    isDirty: (state) => editor.isDirty(state),
  };
}

/** The parts of a form of `Draft`. */
export interface FormDefinition<Draft> {
  /** A draft without any value. */
  readonly empty: Draft;
  readonly fields: readonly Field<Draft>[];
  /** Errors between fields, each reported at the field where the operator can see it. */
  check(draft: Draft, appliance: Appliance): readonly FieldError<string>[];
}

export interface FormField {
  readonly id: string;
  readonly label: FieldLabel;
  readonly tip: FieldTip;
  readonly choices: ChoiceNames | null;
  /** Whether every draft needs it. */
  readonly isCertain: boolean;
  /** Whether it can show a note once it is accepted. */
  readonly mayNote: boolean;
}

/** A form of any draft, as the wizard machine and the views use it. */
export interface Form<Draft> {
  readonly fields: readonly FormField[];
  /** @throws Error for a field the form does not have, as all that take an `id` do. */
  describe(id: string): FormField;
  open(scene: Scene): Entries;
  draft(entries: Entries): Draft;
  /** Ids of the fields the draft needs, in order. */
  included(entries: Entries): readonly string[];
  press(entries: Entries, id: string, key: KeyEvent, scene: Scene): FieldOutcome;
  /** All errors of the form at once, the first of each field. */
  errors(entries: Entries, scene: Scene): FieldErrors;
  /** The field with its cursor at the first position, as a field is entered. */
  enter(entries: Entries, id: string): Entries;
  show(entries: Entries, id: string): EditorShown;
  note(entries: Entries, id: string): NoteLabel | null;
  isDirty(entries: Entries): boolean;
}

/** `10.9.8.7/16` */
const CIDR_TEXT = /^[\d.]+\/\d+$/;

function isIncluded<Draft>(field: Field<Draft>, draft: Draft): boolean {
  return field.included === null || field.included(draft);
}

function described<Draft>({ id, label, tip, choices, included, note }: Field<Draft>): FormField {
  return { id, label, tip, choices, isCertain: included === null, mayNote: note !== null };
}

export function formOf<Draft>(definition: FormDefinition<Draft>): Form<Draft> {
  const { fields } = definition;
  const byId = new Map(fields.map((field) => [field.id, field]));

  function sure<Thing>(thing: Thing | undefined, id: string): Thing {
    if (thing === undefined) {
      throw new Error(`the form has no field ${id}`);
    }
    return thing;
  }

  function find(entries: Entries, id: string): readonly [Field<Draft>, EditorState] {
    return [sure(byId.get(id), id), sure(entries[id], id)];
  }

  function draft(entries: Entries): Draft {
    let read = definition.empty;
    for (const field of fields) {
      read = isIncluded(field, read) ? field.read(find(entries, field.id)[1], read) : read;
    }
    return read;
  }

  function includedFields(entries: Entries): readonly Field<Draft>[] {
    const whole = draft(entries);
    return fields.filter((field) => isIncluded(field, whole));
  }

  return {
    fields: fields.map(described),
    describe: (id) => described(sure(byId.get(id), id)),
    draft,
    open: (scene) => Object.fromEntries(fields.map((field) => [field.id, field.open(scene)])),
    included: (entries) => includedFields(entries).map((field) => field.id),

    press(entries, id, key, scene) {
      const [field, state] = find(entries, id);
      if (field.prefixField !== null && key.type === 'KEY.TEXT' && CIDR_TEXT.test(key.text)) {
        const address = key.text.replace(/\/.*/, '');
        const prefix = { type: 'KEY.TEXT', text: key.text.slice(address.length) } as const;
        const masked = this.press(entries, field.prefixField, prefix, scene);
        return masked.kind === 'refused'
          ? masked
          : this.press(masked.entries, id, { type: 'KEY.TEXT', text: address }, scene);
      }
      const result = field.reduce(state, key, (withValue) => {
        const found = definition.check(withValue(draft(entries)), scene.appliance);
        return found.find((error) => error.field === id)?.error ?? null;
      });
      const after = result.kind === 'left' ? state : result.state;
      return {
        kind: result.kind,
        entries: after === state ? entries : { ...entries, [id]: after },
        error: result.kind === 'refused' ? result.error : null,
      };
    },

    errors(entries, scene) {
      const errors: Record<string, SettingsError> = {};
      for (const { field, error } of definition.check(draft(entries), scene.appliance).toReversed()) {
        errors[field] = error;
      }
      for (const field of includedFields(entries)) {
        const parsed = field.parse(find(entries, field.id)[1]);
        if (!parsed.ok) {
          errors[field.id] = parsed.error;
        }
      }
      return errors;
    },

    enter(entries, id) {
      const [, state] = find(entries, id);
      return { ...entries, [id]: { ...state, cursor: 0, typed: 0 } };
    },
    show(entries, id) {
      const [field, state] = find(entries, id);
      return field.show(state);
    },
    note(entries, id) {
      return find(entries, id)[0].note?.(draft(entries)) ?? null;
    },
    isDirty: (entries) => fields.some((field) => field.isDirty(find(entries, field.id)[1])),
  };
}
