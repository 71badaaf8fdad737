/** What a key of the terminal means to the console: one of its own pages, leaving, or keys for the menus. Pure. */
import type { KeyEvent } from '../../menus/keys.ts';
import type { View } from '../../menus/view.ts';
import { type TerminalKey, toKeyEvent } from '../terminal/keys.ts';
import { itemOf } from './item-numbers.ts';

export type KeyMeaning =
  /** For the menus, in order; `repaints`: the whole screen is drawn anew for whoever joined a serial line late. */
  | { readonly kind: 'keys'; readonly events: readonly KeyEvent[]; readonly repaints: boolean }
  | { readonly kind: 'open'; readonly page: 'log' | 'qr' }
  /** Back from a page of the console's own. */
  | { readonly kind: 'close' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'nothing' };

/** What is on the screen when the key arrives. */
interface Before {
  readonly view: View | null;
  readonly isOwnPage: boolean;
  readonly canLeave: boolean;
}

const NOTHING: KeyMeaning = { kind: 'nothing' };

export function meaningOf(key: TerminalKey, { view, isOwnPage, canLeave }: Before): KeyMeaning {
  if (key.kind === 'control') {
    if (key.letter === ']') return canLeave ? { kind: 'leave' } : NOTHING;
    if (key.letter === 'l') return { kind: 'redraw' };
  }
  if (isOwnPage) return { kind: 'close' };
  if (key.kind === 'character' && view !== null) {
    const own = ownMeaning(key.character, view);
    if (own !== null) return own;
  }
  const event = toKeyEvent(key);
  return event === null ? NOTHING : { kind: 'keys', events: [event], repaints: event.type === 'KEY.ENTER' };
}

function ownMeaning(character: string, { screen }: View): KeyMeaning | null {
  if (screen.kind === 'status') {
    const letter = character.toLowerCase();
    return letter === 'l'
      ? { kind: 'open', page: 'log' }
      : letter === 'q'
        ? { kind: 'open', page: 'qr' }
        : null;
  }
  if (screen.kind !== 'menu') return null;
  const { selected, items } = screen.list;
  const item = itemOf(character, items.length);
  if (item === null) return null;
  const step: KeyEvent = { type: item > selected ? 'KEY.DOWN' : 'KEY.UP' };
  const steps = Array.from({ length: Math.abs(item - selected) }, () => step);
  return { kind: 'keys', events: [...steps, { type: 'KEY.ENTER' }], repaints: false };
}
