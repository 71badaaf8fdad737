/** Every language: its own name in itself, as LANGUAGE lists it, and its words, loaded when they are first wanted. */
import type { Language } from './words.ts';

export interface LanguageEntry {
  readonly glass: string;
  /** For a glass or a terminal without the characters of the others. */
  readonly ascii: string;
  readonly console: string;
  readonly load: () => Promise<Language>;
}

const ENTRIES = {
  en: {
    glass: 'ENGLISH',
    ascii: 'ENGLISH',
    console: 'English',
    load: async () => (await import('./en.ts')).en,
  },
  de: {
    glass: 'DEUTSCH',
    ascii: 'DEUTSCH',
    console: 'Deutsch',
    load: async () => (await import('./de.ts')).de,
  },
  fr: {
    glass: 'FRANÇAIS',
    ascii: 'FRANCAIS',
    console: 'Français',
    load: async () => (await import('./fr.ts')).fr,
  },
  es: {
    glass: 'ESPAÑOL',
    ascii: 'ESPANOL',
    console: 'Español',
    load: async () => (await import('./es.ts')).es,
  },
  ja: {
    glass: 'ﾆﾎﾝｺﾞ',
    ascii: 'NIHONGO',
    console: '日本語',
    load: async () => (await import('./ja.ts')).ja,
  },
} as const satisfies Record<string, LanguageEntry>;

export type LanguageId = keyof typeof ENTRIES;

export const LANGUAGES: Readonly<Record<LanguageId, LanguageEntry>> = ENTRIES;

// `keys` forgets which keys it was given; they are those of the table, English first.
export const LANGUAGE_IDS = Object.keys(ENTRIES) as [LanguageId, ...LanguageId[]];

export const DEFAULT_LANGUAGE: LanguageId = 'en';
