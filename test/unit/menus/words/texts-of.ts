/** All texts of one register, each by its place in the table, made from every sample where they are made of values. */
import type { ConsoleWords, GlassWords, RegisterWords } from '../../../../menus/words/words.ts';
import { textOf } from '../../../../menus/words/words.ts';
import { FACE_SAMPLES, MESSAGE_CODES, PHRASE_SAMPLES, samplesOf } from '../../../support/word-samples.ts';

export interface Placed {
  /** `headlines.kept`, `messages.pin-wrong`. */
  readonly place: string;
  readonly text: string;
  /** Whether it is made of values. */
  readonly isMade: boolean;
}

/** What is no text: the name of the register, and single letters that are typed. */
const NO_TEXT = new Set(['register', 'letters']);

function plainTexts(table: object, place: string): readonly Placed[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): readonly Placed[] => {
    const here = place === '' ? key : `${place}.${key}`;
    if (NO_TEXT.has(here)) return [];
    if (typeof value === 'string') return [{ place: here, text: value, isMade: false }];
    return typeof value === 'object' && value !== null ? plainTexts(value, here) : [];
  });
}

/** The texts of a table whose values are functions, made of its samples. */
function madeTexts(
  place: string,
  table: Readonly<Record<string, unknown>>,
  samples: Readonly<Record<string, readonly unknown[]>>,
): readonly Placed[] {
  return Object.entries(samples).flatMap(([key, values]) => {
    const text = table[key];
    if (typeof text !== 'function') throw new Error(`${place}.${key} is made of no values`);
    return values.map((each) => ({ place: `${place}.${key}`, text: String(text(each)), isMade: true }));
  });
}

function madeMessages(words: RegisterWords): readonly Placed[] {
  return MESSAGE_CODES.filter((code) => typeof words.messages[code] !== 'string').flatMap((code) =>
    samplesOf(code).map((message) => ({
      place: `messages.${code}`,
      text: textOf(words, message),
      isMade: true,
    })),
  );
}

export function textsOf(words: GlassWords | ConsoleWords): readonly Placed[] {
  return [
    ...plainTexts(words, ''),
    ...madeTexts('phrases', words.phrases, PHRASE_SAMPLES),
    ...madeMessages(words),
    ...('face' in words ? madeTexts('face', { ...words.face }, FACE_SAMPLES) : []),
  ];
}

/** Those of some tables, by the first part of their place. */
export function within(texts: readonly Placed[], ...tables: readonly string[]): readonly Placed[] {
  return texts.filter(({ place }) =>
    tables.some((table) => place === table || place.startsWith(`${table}.`)),
  );
}

/** As a failing test shows them. */
export function listed(texts: readonly Placed[]): readonly string[] {
  return texts.map(({ place, text }) => `${place}: ${text}`);
}
