/** Who reads what: a language in the characters that a glass or a terminal has, or English where that cannot be. */
import { describe, expect, it } from 'vitest';
import {
  BASIC_REPERTOIRE,
  LATIN_1_REPERTOIRE,
  type Repertoire,
  WHOLE_REPERTOIRE,
} from '../../../../menus/frame.ts';
import { canShow, tipsOf, wordsFor, wordsOf } from '../../../../menus/words/audience.ts';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { type Language, textOf } from '../../../../menus/words/words.ts';

/** English with a few words of another language in it. */
function speaking(kept: string, standIns: Language['standIns'] = {}): Language {
  const headlines = { ...en.glass.headlines, kept };
  const messages = {
    ...en.glass.messages,
    'vlan-refused': ({ id }: { readonly id: number }) => `${kept} ${id}`,
    'pin-set': 'PIN\nSET',
  };
  return {
    standIns,
    glass: { ...en.glass, headlines, messages },
    console: { ...en.console, headlines: { ...en.console.headlines, kept: kept.toLowerCase() } },
  };
}

const german = speaking('GEÄNDERT', { Ä: 'AE' });
const french = speaking('GARDÉ');
const japanese = speaking('ﾎｿﾞﾝ');

const kept = (language: Language, repertoire: Repertoire): string =>
  wordsFor(language, 'glass', repertoire).headlines.kept;

describe('a glass that lacks a letter', () => {
  it('shows what the language puts in its place', () => {
    expect(kept(german, BASIC_REPERTOIRE)).toBe('GEAENDERT');
  });

  it('shows the letter without its accent where the language names nothing', () => {
    expect(kept(french, BASIC_REPERTOIRE)).toBe('GARDE');
  });

  it('shows English where nothing can stand for it', () => {
    expect(wordsFor(japanese, 'glass', BASIC_REPERTOIRE)).toBe(en.glass);
  });

  it('replaces it in texts that are made of values as well', () => {
    const words = wordsFor(german, 'glass', BASIC_REPERTOIRE);
    expect(textOf(words, message('vlan-refused', { id: 7 }))).toBe('GEAENDERT 7');
  });

  it('replaces letters that come from outside, and marks those that nothing stands for', () => {
    const failed = message('update-failed', { message: 'größe Ω' });
    expect(textOf(wordsFor(german, 'glass', BASIC_REPERTOIRE), failed)).toBe('UPDATE FAILED\nGROSSE ?');
  });

  it('leaves rows as they are divided', () => {
    expect(textOf(wordsFor(german, 'glass', BASIC_REPERTOIRE), message('pin-set'))).toBe('PIN\nSET');
  });
});

describe('a glass that has the letters', () => {
  it('shows the language as it is written', () => {
    expect(kept(german, LATIN_1_REPERTOIRE)).toBe('GEÄNDERT');
    expect(kept(japanese, WHOLE_REPERTOIRE)).toBe('ﾎｿﾞﾝ');
    expect(wordsFor(en, 'glass', BASIC_REPERTOIRE)).toBe(en.glass);
  });

  it('shows those it has, and what stands for the others', () => {
    const some = speaking('ÄÖ', { Ä: 'AE', Ö: 'OE' });
    expect(kept(some, new Set('Ö'))).toBe('AEÖ');
  });
});

describe('a terminal', () => {
  it('reads what stands for a letter in the case of that letter', () => {
    expect(wordsFor(german, 'console', BASIC_REPERTOIRE).headlines.kept).toBe('geaendert');
  });

  it('reads English where nothing can stand for it', () => {
    expect(wordsFor(japanese, 'console', LATIN_1_REPERTOIRE)).toBe(en.console);
  });
});

describe('whether a language can be shown', () => {
  it.each([
    ['German', german, BASIC_REPERTOIRE, true],
    ['French', french, BASIC_REPERTOIRE, true],
    ['Japanese', japanese, BASIC_REPERTOIRE, false],
    ['Japanese', japanese, new Set('ﾎｿﾞﾝ'), true],
  ] as const)('%s', (_name, language, repertoire, can) => {
    expect(canShow(language, { register: 'glass', repertoire })).toBe(can);
  });
});

describe('the words for a reader', () => {
  const reader = (register: 'glass' | 'console') => ({
    appliance: { language: { words: german } },
    audience: { register, repertoire: BASIC_REPERTOIRE },
  });

  it('are those of the register', () => {
    expect(wordsOf(reader('glass')).register).toBe('glass');
    expect(wordsOf(reader('console')).register).toBe('console');
  });

  it('are made once for each language, register and repertoire', () => {
    expect(wordsOf(reader('glass'))).toBe(wordsOf(reader('glass')));
    expect(wordsOf(reader('console'))).toBe(wordsOf(reader('console')));
    expect(wordsFor(german, 'glass', new Set('Ä'))).not.toBe(wordsOf(reader('glass')));
  });

  it('have tips on a console alone', () => {
    expect(tipsOf(reader('glass'))).toBeNull();
    expect(tipsOf(reader('console'))?.tips).toEqual(german.console.tips);
  });
});
