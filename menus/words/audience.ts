/** Selects a language's words for a screen: by register, in the characters that the glass or terminal has. */
import { isBasicCharacter, type Repertoire } from '../frame.ts';
import { en } from './en.ts';
import type { ConsoleWords, GlassWords, Language, RegisterWords } from './words.ts';

export interface Audience {
  readonly register: 'glass' | 'console';
  /** What can be shown beyond the basic characters. */
  readonly repertoire: Repertoire;
}

type Adapted = { readonly [Register in Audience['register']]: WeakMap<Repertoire, Language[Register]> };

/** Adapting goes through all texts, so the result is cached for each language and repertoire. */
const adapted = new WeakMap<Language, Adapted>();

/** The words for an audience. One that lacks the language's characters gets English; see `canShow`. */
export function wordsFor<Register extends Audience['register']>(
  language: Language,
  register: Register,
  repertoire: Repertoire,
): Language[Register] {
  const known: Adapted = adapted.get(language) ?? { glass: new WeakMap(), console: new WeakMap() };
  adapted.set(language, known);
  const words = known[register].get(repertoire) ?? adapt(language, register, repertoire);
  known[register].set(repertoire, words);
  return words;
}

/** What a screen's words depend on: the appliance's language and the screen's audience. */
export interface Reader {
  readonly appliance: { readonly language: { readonly words: Language } };
  readonly audience: Audience;
}

export function wordsOf({ appliance, audience }: Reader): RegisterWords {
  return wordsFor(appliance.language.words, audience.register, audience.repertoire);
}

/** The sentences that only consoles show; null for a glass. */
export function tipsOf({ appliance, audience }: Reader): ConsoleWords | null {
  return audience.register === 'glass'
    ? null
    : wordsFor(appliance.language.words, 'console', audience.repertoire);
}

/** Whether every character of the language is in the repertoire or has a stand-in there. */
export function canShow(language: Language, { register, repertoire }: Audience): boolean {
  return [...charactersIn(language[register])].every(
    (character) => repertoire.has(character) || standInFor(language, character) !== null,
  );
}

function adapt<Register extends Audience['register']>(
  language: Language,
  register: Register,
  repertoire: Repertoire,
): Language[Register] {
  const words = language[register];
  if (charactersIn(words).size === 0) return words;
  if (!canShow(language, { register, repertoire })) return en[register];
  const isShown = (character: string): boolean =>
    character === '\n' || isBasicCharacter(character) || repertoire.has(character);
  return mapTexts(words, (text) => {
    let shown = '';
    for (const character of text)
      shown += isShown(character) ? character : (standInFor(language, character) ?? '?');
    return shown;
  });
}

/** The language's own, in the letter's case, else the letter without its accent; null: there is none. */
function standInFor({ standIns }: Language, character: string): string | null {
  const own = standIns[character] ?? standIns[character.toUpperCase()]?.toLowerCase();
  if (own !== undefined) return own;
  const base = character.normalize('NFD').replace(/\p{M}/gu, '');
  return [...base].every(isBasicCharacter) ? base : null;
}

/** Characters beyond the basic ones in all texts that need no values: `canShow` decides by them. */
function charactersIn(words: GlassWords | ConsoleWords): ReadonlySet<string> {
  const found = new Set<string>();
  mapTexts(words, (text) => {
    for (const character of text)
      if (character !== '\n' && !isBasicCharacter(character)) found.add(character);
    return text;
  });
  return found;
}

/** The same words with each text changed, those made from values included. */
function mapTexts<Words>(words: Words, change: (text: string) => string): Words {
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (typeof value === 'function') return (values: unknown) => map(value(values));
    if (Array.isArray(value)) return value.map(map);
    // The only other values are tables.
    return Object.fromEntries(
      Object.entries<unknown>(Object(value)).map(([key, inner]) => [key, map(inner)]),
    );
  };
  // Every leaf is replaced by one of its own kind.
  return map(words) as Words;
}
