/** Which of a language's words somebody reads: the glass register in the characters of one panel, or the console's. */
import { isBasicCharacter, type Repertoire } from '../frame.ts';
import { en } from './en.ts';
import type { ConsoleWords, GlassWords, Language, RegisterWords } from './words.ts';

export type Audience =
  | { readonly register: 'console' }
  /** `repertoire`: what this panel's character generator has beyond the basic characters. */
  | { readonly register: 'glass'; readonly repertoire: Repertoire };

const adapted = new WeakMap<Language, WeakMap<Repertoire, GlassWords>>();

/** The words for an audience. A glass that lacks the language's characters gets English; see `canShow`. */
export function wordsFor(language: Language, audience: Audience): RegisterWords {
  if (audience.register === 'console') return language.console;
  const known = adapted.get(language) ?? new WeakMap<Repertoire, GlassWords>();
  adapted.set(language, known);
  const words = known.get(audience.repertoire) ?? glassWords(language, audience.repertoire);
  known.set(audience.repertoire, words);
  return words;
}

/** What a screen is made for: an appliance's language and who reads it. */
export interface Reader {
  readonly appliance: { readonly language: { readonly words: Language } };
  readonly audience: Audience;
}

export function wordsOf({ appliance, audience }: Reader): RegisterWords {
  return wordsFor(appliance.language.words, audience);
}

/** The sentences that only consoles show; null for a glass. */
export function tipsOf({ appliance, audience }: Reader): ConsoleWords | null {
  return audience.register === 'console' ? appliance.language.words.console : null;
}

/** Whether every character of the language's glass words is in the repertoire or has a stand-in. */
export function canShow(language: Language, repertoire: Repertoire): boolean {
  return [...charactersIn(language.glass)].every(
    (character) => repertoire.has(character) || Object.hasOwn(language.standIns, character),
  );
}

function glassWords(language: Language, repertoire: Repertoire): GlassWords {
  const characters = charactersIn(language.glass);
  if (characters.size === 0) return language.glass;
  if (!canShow(language, repertoire)) return en.glass;
  const replaced = Object.entries(language.standIns).filter(([character]) => !repertoire.has(character));
  if (replaced.length === 0) return language.glass;
  const standIns = new Map(replaced);
  const substitute = (text: string): string => {
    let shown = '';
    for (const character of text) shown += standIns.get(character) ?? character;
    return shown;
  };
  return mapTexts(language.glass, substitute);
}

/** Characters beyond the basic ones in all texts that need no values; the others are made of the same. */
function charactersIn(words: GlassWords): ReadonlySet<string> {
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
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
  };
  // Every leaf is replaced by one of its own kind.
  return map(words) as Words;
}
