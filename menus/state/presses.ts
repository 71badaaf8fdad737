import type { KeyEvent, PanelKeys } from '../keys.ts';

type NameOf<Type> = Type extends `KEY.${infer Name}` ? Name : never;
type PressName = NameOf<KeyEvent['type']>;

/**
 * A key event for the screens. The session makes it from the panel's key events, except those that only dismissed
 * the idle notice, and repeats of a held ENTER or EXIT, so that a key held too long never confirms, keeps or leaves
 * anything.
 */
export type Press = {
  [Name in PressName]: { readonly type: `PRESS.${Name}`; readonly key: KeyEvent };
}[PressName];

const PRESSES = {
  'KEY.UP': 'PRESS.UP',
  'KEY.DOWN': 'PRESS.DOWN',
  'KEY.LEFT': 'PRESS.LEFT',
  'KEY.RIGHT': 'PRESS.RIGHT',
  'KEY.ENTER': 'PRESS.ENTER',
  'KEY.EXIT': 'PRESS.EXIT',
  'KEY.CHARACTER': 'PRESS.CHARACTER',
  'KEY.TEXT': 'PRESS.TEXT',
  'KEY.BACKSPACE': 'PRESS.BACKSPACE',
  'KEY.TAB': 'PRESS.TAB',
  'KEY.BACKTAB': 'PRESS.BACKTAB',
} as const satisfies Record<KeyEvent['type'], Press['type']>;

export function pressOf(key: KeyEvent): Press {
  return { type: PRESSES[key.type], key };
}

/**
 * The key in an event, or behind a press.
 * @throws Error for any other event, which means a mistake in the chart.
 */
export function keyOf(event: KeyEvent | { readonly type: string }): KeyEvent {
  if (isPress(event)) {
    return event.key;
  }
  if (isKeyEvent(event)) {
    return event;
  }
  throw new Error(`${event.type} is no key`);
}

const PRESS_TYPES: ReadonlySet<string> = new Set(Object.values(PRESSES));
const KEY_TYPES: ReadonlySet<string> = new Set(Object.keys(PRESSES));

const isPress = (event: { readonly type: string }): event is Press => PRESS_TYPES.has(event.type);
const isKeyEvent = (event: { readonly type: string }): event is KeyEvent => KEY_TYPES.has(event.type);

/** Whether the event was made by holding the key down. */
export function isRepeat(key: KeyEvent): boolean {
  return 'repeat' in key && key.repeat === true;
}

/** ENTER and EXIT act once per press, however long they are held. */
export function isHeldCommand(key: KeyEvent): boolean {
  return isRepeat(key) && (key.type === 'KEY.ENTER' || key.type === 'KEY.EXIT');
}

/** Whether LEFT acts as EXIT: on a panel without EXIT, and not when held. */
export function leavesByLeft(key: KeyEvent, keys: PanelKeys): boolean {
  return key.type === 'KEY.LEFT' && !isRepeat(key) && !keys.has('EXIT');
}

/** Whether this letter was typed, in upper or lower case. @param letter in lower case; '' is none */
export function isLetterOf(key: KeyEvent, letter: string): boolean {
  return letter !== '' && key.type === 'KEY.CHARACTER' && key.character.toLowerCase() === letter;
}
