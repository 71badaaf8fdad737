/** Every language: its own name in itself, as LANGUAGE lists it, and its words, loaded when they are first wanted. */
import { en } from './en.ts';
import type { Language } from './words.ts';

export interface LanguageEntry {
  readonly glass: string;
  /** For a glass without the characters of `glass`. */
  readonly ascii: string;
  readonly console: string;
  load(): Promise<Language>;
}

export const LANGUAGES = {
  en: { glass: 'ENGLISH', ascii: 'ENGLISH', console: 'English', load: async () => en },
} as const satisfies Record<string, LanguageEntry>;

export type LanguageId = keyof typeof LANGUAGES;

export const LANGUAGE_IDS = Object.keys(LANGUAGES) as [LanguageId, ...LanguageId[]];

export const DEFAULT_LANGUAGE: LanguageId = 'en';
