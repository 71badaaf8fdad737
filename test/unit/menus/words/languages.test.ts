import { describe, expect, it } from 'vitest';
import {
  BASIC_REPERTOIRE,
  isBasicCharacter,
  LATIN_1_REPERTOIRE,
  WHOLE_REPERTOIRE,
} from '../../../../menus/frame.ts';
import { canShow, wordsFor } from '../../../../menus/words/audience.ts';
import { en } from '../../../../menus/words/en.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_IDS, LANGUAGES } from '../../../../menus/words/languages.ts';
import { listed, textsOf } from './texts-of.ts';

const entries = await Promise.all(
  LANGUAGE_IDS.map(async (id) => ({ id, ...LANGUAGES[id], words: await LANGUAGES[id].load() })),
);

const isBasic = (text: string): boolean => [...text].every(isBasicCharacter);
/** Letters without accents and with them: those that stand-ins can be given for. */
const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{Script=Common}]*$/u.test(text);

it('English is there, and is what a new appliance speaks', async () => {
  expect(DEFAULT_LANGUAGE).toBe('en');
  expect(await LANGUAGES.en.load()).toBe(en);
});

describe.each(entries)('$id', ({ id, glass, ascii, console, words }) => {
  it('goes by its two letters of ISO 639', () => {
    expect(id).toMatch(/^[a-z]{2}$/);
  });

  it('has its name in itself, which no other has, and one that every glass can show', () => {
    expect(glass).toBe(glass.toUpperCase());
    expect(isBasic(ascii)).toBe(true);
    for (const name of [glass, ascii]) expect(name.length, name).toBeLessThanOrEqual(15);
    for (const kind of ['glass', 'ascii', 'console'] as const) {
      const same = entries.filter((entry) => entry[kind] === { glass, ascii, console }[kind]);
      expect(same.map((entry) => entry.id)).toEqual([id]);
    }
  });

  it('is loaded once', async () => {
    expect(await LANGUAGES[id].load()).toBe(words);
  });

  it('is shown where all its letters are', () => {
    for (const register of ['glass', 'console'] as const) {
      expect(canShow(words, { register, repertoire: WHOLE_REPERTOIRE })).toBe(true);
    }
  });

  it('is shown everywhere if it is written in Latin letters', () => {
    for (const register of ['glass', 'console'] as const) {
      const texts = textsOf(words[register]);
      if (!texts.every(({ text }) => isLatin(text))) continue;
      expect(canShow(words, { register, repertoire: BASIC_REPERTOIRE })).toBe(true);
      expect(canShow(words, { register, repertoire: LATIN_1_REPERTOIRE })).toBe(true);
    }
  });

  it('has stand-ins that every glass has', () => {
    expect(Object.values(words.standIns).filter((standIn) => !isBasic(standIn))).toEqual([]);
  });

  it('can make every text of values wherever it can be shown, with no letter missing', () => {
    const marks = (text: string): number => text.split('?').length;
    for (const register of ['glass', 'console'] as const) {
      const whole = textsOf(wordsFor(words, register, WHOLE_REPERTOIRE));
      for (const repertoire of [BASIC_REPERTOIRE, LATIN_1_REPERTOIRE]) {
        if (!canShow(words, { register, repertoire })) continue;
        const shown = textsOf(wordsFor(words, register, repertoire));
        expect(
          listed(shown.filter(({ text }, index) => marks(text) !== marks(whole[index]?.text ?? ''))),
        ).toEqual([]);
      }
    }
  });
});
