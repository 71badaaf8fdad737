import type { Appliance } from '../appliance.ts';
import type { EditorResult, EditorShown, EditorState } from '../editors/editor.ts';
import type { KeyEvent } from '../keys.ts';
import type { FieldError, SettingsError } from '../values/errors.ts';
import type { ReviewValue } from '../values/review.ts';
import type { NoteLabel } from '../words/words.ts';
import type { Field, FormField, Scene } from './field.ts';

/** The editors of a form by field. They are its whole state: the draft is read from them. */
export type Entries = Readonly<Record<string, EditorState>>;

/** What was entered, by field: the texts of those that differ from their proposal. May hold secrets. */
export type Texts = Readonly<Record<string, string>>;

/** The errors of a form by field; a field without an entry has none. */
export type FieldErrors = Readonly<Record<string, SettingsError>>;

/** What a key did in a field. `refused` comes with the reason. */
export interface FieldOutcome {
  readonly kind: EditorResult<unknown>['kind'];
  readonly entries: Entries;
  readonly error: SettingsError | null;
}

/** The parts of a form of `Draft`. */
export interface FormDefinition<Draft> {
  /** A draft without any value. */
  readonly empty: Draft;
  readonly fields: readonly Field<Draft>[];
  /** Errors between fields, each reported at the field where the operator can see it. */
  check(draft: Draft, appliance: Appliance): readonly FieldError<string>[];
}

/** A form of any draft, as the wizard machine and the views use it. */
export interface Form<Draft> {
  readonly fields: readonly FormField[];
  /** @throws Error for a field the form does not have, as all that take an `id` do. */
  describe(id: string): FormField;
  /** Every field with its proposal, or with what was entered in it before. */
  open(scene: Scene, texts?: Texts): Entries;
  /** The proposals anew, given what is entered now: fields that nobody has changed follow the others. */
  follow(entries: Entries, scene: Scene): Entries;
  draft(entries: Entries, appliance: Appliance): Draft;
  /** Ids of the fields the draft needs, in order. */
  included(entries: Entries, appliance: Appliance): readonly string[];
  /** Ids of the included fields whose proposal is a guess, changed or not. */
  guesses(entries: Entries, scene: Scene): readonly string[];
  press(entries: Entries, id: string, key: KeyEvent, scene: Scene): FieldOutcome;
  /** All errors of the form at once, the first of each field. */
  errors(entries: Entries, scene: Scene): FieldErrors;
  /** The field with its cursor at the first position, as a field is entered. */
  enter(entries: Entries, id: string): Entries;
  show(entries: Entries, id: string): EditorShown;
  /** The value as a list shows it; null while there is none. */
  value(entries: Entries, id: string): ReviewValue | null;
  note(entries: Entries, id: string, appliance: Appliance): NoteLabel | null;
  /** What the operator has entered. */
  texts(entries: Entries): Texts;
}

/** `10.9.8.7/16` */
const CIDR_TEXT = /^[\d.]+\/\d+$/;

function isIncluded<Draft>(field: Field<Draft>, draft: Draft, appliance: Appliance): boolean {
  return field.included === null || field.included(draft, appliance);
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

  /** Field by field: what a field starts with depends on the values before it. */
  function build(appliance: Appliance, make: (field: Field<Draft>, before: Draft) => EditorState): Entries {
    const entries: Record<string, EditorState> = {};
    let draft = definition.empty;
    for (const field of fields) {
      const state = make(field, draft);
      entries[field.id] = state;
      draft = isIncluded(field, draft, appliance) ? field.read(state, draft) : draft;
    }
    return entries;
  }

  function draft(entries: Entries, appliance: Appliance): Draft {
    let read = definition.empty;
    for (const field of fields) {
      read = isIncluded(field, read, appliance) ? field.read(find(entries, field.id)[1], read) : read;
    }
    return read;
  }

  function includedFields(entries: Entries, appliance: Appliance): readonly Field<Draft>[] {
    const whole = draft(entries, appliance);
    return fields.filter((field) => isIncluded(field, whole, appliance));
  }

  return {
    fields,
    describe: (id) => sure(byId.get(id), id),
    draft,
    open: (scene, texts = {}) =>
      build(scene.appliance, (field, before) => {
        const state = field.open(before, scene);
        return { ...state, text: texts[field.id] ?? state.text };
      }),
    follow: (entries, scene) =>
      build(scene.appliance, (field, before) => {
        const [, state] = find(entries, field.id);
        const proposed = field.open(before, scene);
        if (field.isDirty(state)) return { ...state, initial: proposed.initial };
        return proposed.text === state.text ? state : proposed;
      }),
    included: (entries, appliance) => includedFields(entries, appliance).map((field) => field.id),
    guesses(entries, { appliance }) {
      const whole = draft(entries, appliance);
      return includedFields(entries, appliance)
        .filter((field) => field.isGuess(whole, appliance))
        .map((field) => field.id);
    },

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
        const found = definition.check(withValue(draft(entries, scene.appliance)), scene.appliance);
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
      for (const { field, error } of definition
        .check(draft(entries, scene.appliance), scene.appliance)
        .toReversed()) {
        errors[field] = error;
      }
      for (const field of includedFields(entries, scene.appliance)) {
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
    value(entries, id) {
      const [field, state] = find(entries, id);
      return field.value(state);
    },
    note(entries, id, appliance) {
      return find(entries, id)[0].note?.(draft(entries, appliance)) ?? null;
    },
    texts: (entries) =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const [, state] = find(entries, field.id);
          return field.isDirty(state) ? [[field.id, state.text]] : [];
        }),
      ),
  };
}
