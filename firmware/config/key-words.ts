import type { ObjectEntries } from 'valibot';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';

/** A key as the configuration names it: `up`, `enter`. */
export type KeyWord = Lowercase<PanelKey>;

// `toLowerCase` returns any string; of these names it makes exactly these words.
export const keyWord = (key: PanelKey) => key.toLowerCase() as KeyWord;

/** In the order of `PANEL_KEYS`. */
export const KEY_WORDS: readonly KeyWord[] = PANEL_KEYS.map(keyWord);

/** The keys these words name. */
export function keysNamed(words: readonly KeyWord[]): ReadonlySet<PanelKey> {
  return new Set(PANEL_KEYS.filter((key) => words.includes(keyWord(key))));
}

/** One configuration key for each key of a panel. */
export function eachKeyWord<const Schema extends ObjectEntries[string]>(
  schema: Schema,
): Readonly<Record<KeyWord, Schema>> {
  return Object.fromEntries(KEY_WORDS.map((word) => [word, schema])) as Record<KeyWord, Schema>;
}
