/** An operator's hands on one editor, on each kind of panel. */
import { fc } from '@fast-check/vitest';
import type {
  Editor,
  EditorResult,
  EditorState,
  NaturalText,
  Rule,
} from '../../../../menus/editors/editor.ts';
import { type KeyEvent, PANEL_KEYS, type PanelKey, type PanelKeys } from '../../../../menus/keys.ts';
import type { EditorHint } from '../../../../menus/words/words.ts';

export const SIX_KEYS: PanelKeys = new Set(PANEL_KEYS);
export const WITHOUT_EXIT: PanelKeys = new Set(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER']);
export const WITHOUT_SIDEWAYS: PanelKeys = new Set(['UP', 'DOWN', 'ENTER', 'EXIT']);

export const key = (name: PanelKey): KeyEvent => ({ type: `KEY.${name}` });
export const held = (name: PanelKey): KeyEvent => ({ type: `KEY.${name}`, repeat: true });
export const character = (typed: string): KeyEvent => ({ type: 'KEY.CHARACTER', character: typed });
const BACKSPACE: KeyEvent = { type: 'KEY.BACKSPACE' };

function isPanelKey(name: string): name is PanelKey {
  return PANEL_KEYS.some((known) => known === name);
}

/** `UP UP RIGHT`, `UP*3`; `<` is Backspace. */
function eventsOf(names: string): readonly KeyEvent[] {
  return names.split(' ').flatMap((word) => {
    const [name = '', count = '1'] = word.split('*');
    const event = isPanelKey(name) ? key(name) : BACKSPACE;
    return Array.from({ length: Number(count) }, () => event);
  });
}

function bracketed({ text, cursor }: Pick<NaturalText, 'text' | 'cursor'>): string {
  return `${text.slice(0, cursor)}[${text.charAt(cursor)}]${text.slice(cursor + 1)}`;
}

/** One editor under the hands; every event must leave it editing. */
export class Hands<Value> {
  readonly #editor: Editor<Value>;
  #state: EditorState;

  constructor(editor: Editor<Value>, initial: Value | null, keys: PanelKeys = SIX_KEYS) {
    this.#editor = editor;
    this.#state = editor.create(initial, keys);
  }

  get state(): EditorState {
    return this.#state;
  }

  /** The field with the cursor's character in brackets: `[1]92`; `abc[]` at the end. */
  get field(): string {
    return bracketed(this.#editor.show(this.#state));
  }

  /** The same as a console shows it while it is edited. */
  get natural(): string {
    return bracketed(this.#editor.show(this.#state).natural);
  }

  /** As a console shows it while another field is edited. */
  get rest(): string {
    return this.#editor.show(this.#state).natural.rest;
  }

  get hint(): EditorHint {
    return this.#editor.show(this.#state).hint;
  }

  get dirty(): boolean {
    return this.#editor.isDirty(this.#state);
  }

  send(events: readonly KeyEvent[]): this {
    for (const event of events) {
      const result = this.#editor.reduce(this.#state, event);
      if (result.kind !== 'editing') throw new Error(`${event.type}: ${result.kind}`);
      this.#state = result.state;
    }
    return this;
  }

  press(names: string): this {
    return this.send(eventsOf(names));
  }

  /** As a console would, or a paste into it. */
  type(text: string): this {
    return this.send([...text].map(character));
  }

  /** The last key: what comes of it. A refused state is gone on with. */
  end(event: KeyEvent = key('ENTER'), rule?: Rule<Value>): EditorResult<Value> {
    const result = this.#editor.reduce(this.#state, event, rule);
    if (result.kind === 'refused') this.#state = result.state;
    return result;
  }

  /** The value, the error's code, or the kind of the result. */
  outcome(event: KeyEvent = key('ENTER'), rule?: Rule<Value>): unknown {
    const result = this.end(event, rule);
    if (result.kind === 'accepted') return result.value;
    return result.kind === 'refused' ? result.error.code : result.kind;
  }
}

const anyPanelKey = fc
  .tuple(fc.constantFrom(...PANEL_KEYS), fc.boolean())
  .map(([name, repeated]) => (repeated ? held(name) : key(name)));

/** Whatever a panel or a console can send. */
export const anyKeyEvent: fc.Arbitrary<KeyEvent> = fc.oneof(
  { weight: 6, arbitrary: anyPanelKey },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 0, maxLength: 1 }).map(character) },
  { weight: 2, arbitrary: fc.constantFrom(...'0123456789.aZ-:').map(character) },
  fc.constant<KeyEvent>(BACKSPACE),
  fc.constantFrom<KeyEvent>({ type: 'KEY.TAB' }, { type: 'KEY.BACKTAB' }),
);

export const anyPanel = fc.constantFrom(SIX_KEYS, WITHOUT_EXIT, WITHOUT_SIDEWAYS);
