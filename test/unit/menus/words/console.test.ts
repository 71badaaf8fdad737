/** Every text of every language reads on a console as people write: sentences, and values in their usual notation. */
import { describe, expect, it } from 'vitest';
import { GLYPHS } from '../../../../menus/frame.ts';
import { en } from '../../../../menus/words/en.ts';
import { textOf } from '../../../../menus/words/words.ts';
import { readershipsOf } from '../../../support/readers.ts';
import { MESSAGE_CODES, samplesOf } from '../../../support/word-samples.ts';
import { listed, textsOf, within } from './texts-of.ts';

const GLYPH = new RegExp(`[${Object.values(GLYPHS).join('')}]`);

/** Where a console has nothing to say, because keys are simply typed. */
const MAY_BE_EMPTY = ['hints.pinAdd', 'hints.textAdd'];

describe.each(await readershipsOf('console'))('$name', ({ words }) => {
  const texts = textsOf(words);
  const tips = within(texts, 'tips', 'itemTips', 'fieldTips');

  it('has no empty text, and none with blanks around it or rows in it', () => {
    const isWhole = (text: string): boolean => text !== '' && text === text.trim() && !/\n| {2}/.test(text);
    expect(
      listed(texts.filter(({ place, text }) => !MAY_BE_EMPTY.includes(place) && !isWhole(text))),
    ).toEqual([]);
  });

  it('names keys by what is printed on a keyboard, with no glyph of an LCD', () => {
    expect(listed(texts.filter(({ text }) => GLYPH.test(text)))).toEqual([]);
  });

  it('does not shout: nothing longer than an abbreviation is all in upper case', () => {
    expect(listed(texts.filter(({ text }) => /\p{Lu}{6,}/u.test(text)))).toEqual([]);
  });

  it('pads no number with zeros', () => {
    expect(listed(texts.filter(({ text }) => /(^|[^\d:])0\d{1,2}(?![\d:a-f])/.test(text)))).toEqual([]);
  });

  it('says what a screen wants in 160 characters', () => {
    expect(tips.length).toBeGreaterThan(0);
    expect(listed(tips.filter(({ text }) => text.length > 160))).toEqual([]);
  });

  it('speaks in whole sentences, of which one may end in what its colon announces', () => {
    const messages = within(texts, 'messages').filter(({ place }) => !place.startsWith('messages.step-'));
    expect(listed([...tips, ...messages].filter(({ text }) => !/[.?!。？！]$|: .+$/.test(text)))).toEqual([]);
  });

  it('asks its questions', () => {
    expect(listed(within(texts, 'questions').filter(({ text }) => !/[?？。]$/.test(text)))).toEqual([]);
  });
});

/** Addresses, names and numbers in a message, as far as the English text says them. */
function valuesSaid(values: unknown, text: string): readonly string[] {
  if (typeof values === 'object' && values !== null) {
    return Object.values(values).flatMap((value) => valuesSaid(value, text));
  }
  const said = String(values);
  return /\d/.test(said) && text.includes(said) ? [said] : [];
}

describe.each([...(await readershipsOf('glass')), ...(await readershipsOf('console'))])(
  '$audience.register, $name',
  ({ words }) => {
    it('says every address and every number that English says', () => {
      const english = en[words.register];
      const missing = MESSAGE_CODES.flatMap((code) =>
        samplesOf(code).flatMap((message) => {
          const text = textOf(words, message);
          const said = valuesSaid(message.values, textOf(english, message));
          return said.every((value) => text.includes(value)) ? [] : [{ code, said, text }];
        }),
      );
      expect(missing).toEqual([]);
    });
  },
);
