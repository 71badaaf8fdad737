/**
 * Every text of every language fits every glass, in each set of characters that a panel may have: with what stands in
 * for the letters it lacks, a language is longer than written.
 */
import { describe, expect, it } from 'vitest';
import {
  GEOMETRY_16X2,
  GEOMETRY_20X4,
  type Geometry,
  GLYPHS,
  isBasicCharacter,
} from '../../../../menus/frame.ts';
import { layoutPages } from '../../../../menus/layout/layout.ts';
import { wrap } from '../../../../menus/layout/wrap.ts';
import type { Screen } from '../../../../menus/view.ts';
import type { GlassWords } from '../../../../menus/words/words.ts';
import { readershipsOf } from '../../../support/readers.ts';
import { listed, type Placed, textsOf, within } from './texts-of.ts';

const rows = (text: string, columns: number): number => wrap(text, columns).length;
const besides = (texts: readonly Placed[], ...places: readonly string[]): readonly Placed[] =>
  texts.filter((each) => !within([each], ...places).length);

/** Wrapped where it is shown, and as long as its values. */
const ANY_LENGTH = ['messages.update-failed', 'messages.power-blocked'];

/** Hints that stand on glasses of 20 columns alone. */
const ROOMY_HINTS = [
  'menu',
  'edit',
  'turn',
  'turnOrLeave',
  'choose',
  'dismiss',
  'digitMove',
  'digitNext',
  'digitOk',
  'choice',
  'netmask',
  'pinAdd',
  'textMove',
  'textAdd',
  'textNext',
  'textDelete',
  'textDeleteStep',
  'textInsert',
  'textInsertStep',
  'textEnd',
].map((hint) => `hints.${hint}`);

/** Hints that a shorter one replaces where they do not fit. */
const WITH_SHORTER = ['hints.keep', 'hints.undoByExit', 'hints.undoByLeft'];

/** A text, and the same with the first abbreviation, with the first two, and so on. */
function shortForms(text: string, { abbreviations }: GlassWords): readonly string[] {
  let short = text;
  return [text, ...abbreviations.map(([long, abbreviated]) => (short = short.replace(long, abbreviated)))];
}

function linesOf(screen: Screen, geometry: Geometry, words: GlassWords): readonly string[] {
  const pages = layoutPages(screen, geometry, words);
  expect(pages).toHaveLength(1);
  return pages[0]?.lines ?? [];
}

const asOneText = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ').trim();

describe.each(await readershipsOf('glass'))('$name', ({ words, audience }) => {
  const texts = textsOf(words);

  it('has no empty text, and none with blanks around it', () => {
    // What is abbreviated may be a word with the blank after it.
    const whole = besides(texts, 'abbreviations');
    const isTrimmed = (text: string): boolean =>
      text.split('\n').every((line) => line !== '' && line === line.trim());
    expect(listed(whole.filter(({ text }) => !isTrimmed(text)))).toEqual([]);
  });

  it('is in upper case', () => {
    expect(listed(texts.filter(({ text }) => text !== text.toUpperCase()))).toEqual([]);
  });

  it('is made of characters that the panel has', () => {
    const isShown = (character: string): boolean =>
      isBasicCharacter(character) || audience.repertoire.has(character);
    expect(listed(texts.filter(({ text }) => ![...text.replace('\n', '')].every(isShown)))).toEqual([]);
  });

  it('fills one cell with each character', () => {
    const isWide = (text: string): boolean => !/^[\n -~\u00a1-\u00ff\uff61-\uff9f←-↕↵█⚿]*$/.test(text);
    expect(listed(texts.filter(({ text }) => isWide(text)))).toEqual([]);
  });

  it('says a message in one or two rows of 16', () => {
    const messages = besides(within(texts, 'messages'), ...ANY_LENGTH);
    const isTooLong = (text: string): boolean => {
      const lines = text.split('\n');
      return lines.length > 2 || lines.some((line) => line.length > 16);
    };
    expect(listed(messages.filter(({ text }) => isTooLong(text)))).toEqual([]);
  });

  it('says a step in one row', () => {
    const steps = texts.filter(({ place }) => place.startsWith('messages.step-'));
    expect(listed(steps.filter(({ text }) => text.length > 16 || text.includes('\n')))).toEqual([]);
  });

  it('fits two rows of 16, whatever it is', () => {
    // Questions are abbreviated and laid out below.
    const others = besides(texts, 'messages', 'questions', 'abbreviations', 'hints');
    expect(listed(others.filter(({ text }) => rows(text, 16) > 2))).toEqual([]);
  });

  it('leaves the last column beside an item free for its key arrow', () => {
    expect(listed(within(texts, 'items').filter(({ text }) => rows(text, 15) > 2))).toEqual([]);
  });

  it('says in one row of 16 what has one row', () => {
    const single = besides(
      within(
        texts,
        'titles',
        'fields',
        'methods',
        'changes',
        'phases',
        'phrases',
        'status',
        'values',
        'hints',
      ),
      'status.communicationFailure',
      'phrases.ignoredVlan',
      ...ROOMY_HINTS,
      ...WITH_SHORTER,
    );
    const headlines = ['keepShort', 'keeping', 'kept', 'rolledBack', 'notChanged'];
    const others = [
      'checkingPin',
      'saving',
      'scanRuns',
      'testing',
      'allOk',
      'oneFailed',
      'anyKeyStays',
      'apply',
    ];
    const places = [...headlines, ...others].map((name) => `headlines.${name}`);
    expect(listed([...single, ...within(texts, ...places)].filter(({ text }) => rows(text, 16) > 1))).toEqual(
      [],
    );
  });

  it('says in one row of 20 what only glasses of 20 columns show', () => {
    const roomy = within(texts, ...ROOMY_HINTS, 'headlines.keepQuestion');
    expect(listed(roomy.filter(({ text }) => text.length > 20))).toEqual([]);
  });

  /** Texts that share a row with something else, by what that is at its longest. */
  it.each([
    ['the title of a menu', ['titles'], ' 10/13', 20],
    ['the title of the network test', ['items.testNetwork'], ' 9/9', 20],
    ['a field', ['fields'], ' 6/6', 20],
    ['a line of a review', ['lines'], ' 9/9', 20],
    [
      'a phase',
      ['phases.checking', 'phases.applying', 'phases.verifying', 'phases.rolling-back'],
      ' 99%',
      16,
    ],
    ['a level', ['items.contrast', 'items.brightness'], ' 100%', 16],
    ['an update', ['status.updating'], ' 99%', 16],
    ['a change', ['status.change'], ' 99%', 20],
    ['the short question', ['headlines.keepShort'], ' 999 S', 16],
    ['APPLY', ['headlines.apply'], ' 12/12', 15],
  ] as const)('leaves room beside %s', (_name, places, beside, columns) => {
    const found = within(texts, ...places);
    expect(found.length).toBeGreaterThan(0);
    expect(listed(found.filter(({ text }) => `${text}${beside}`.length > columns))).toEqual([]);
  });

  it('names a check and its result in one row of 16', () => {
    const both = Object.values(words.checks).flatMap((check) =>
      Object.values(words.results).map((result) => `${check} ${result}`),
    );
    expect(both.filter((row) => row.length > 16)).toEqual([]);
  });

  it('names what the address on the first page comes from in one row of 16', () => {
    const { origins, status } = words;
    const both = [origins.dhcp, origins.static].map((origin) => `${status.lanOrigin} ${origin}`);
    expect(both.filter((row) => row.length > 16)).toEqual([]);
  });

  it('says which keys answer whether to keep a change, in one row of 16', () => {
    const { keepTight, undoByExitTight, undoByLeftTight } = words.hints;
    const both = [undoByExitTight, undoByLeftTight].map((undo) => `${keepTight} ${undo}`);
    expect(both.filter((row) => row.length > 16)).toEqual([]);
  });

  it('says the ways out of a field in one row of 20', () => {
    const { next, ok, edit, leaveByExit, leaveByLeft, backByExit, backByLeft } = words.hints;
    const ways = [next, ok, edit].flatMap((accept) =>
      [leaveByExit, leaveByLeft, backByExit, backByLeft].map((leave) => `${accept}  ${leave}`),
    );
    expect(ways.filter((row) => row.length > 20)).toEqual([]);
  });

  it('says the keys of a level in two rows of 20', () => {
    const { level, levelByExit, levelByLeft } = words.hints;
    const keys = [levelByExit, levelByLeft].map((leave) => `${level} ${leave}`);
    expect(keys.filter((text) => rows(text, 20) > 2)).toEqual([]);
  });

  it('opens the menu from the first page beside a short row', () => {
    expect(
      `${words.status.lanOrigin} ${words.origins.dhcp} ${words.hints.home} ${GLYPHS.upDown}`.length,
    ).toBeLessThanOrEqual(20);
  });

  const asked = Object.entries(words.questions).flatMap(([name, question]) => {
    const choices = [words.choices.no, words.choices.yes];
    const warnings = ['reboot', 'shutdown'].includes(name) ? ['', words.headlines.scanRuns] : [''];
    return warnings.map((warning) => ({ name, question, warning, choices }));
  });

  it.each(asked)('has the question $name whole beside "$warning" on 16x2, with each answer', (screen) => {
    for (const [selected, choice] of screen.choices.entries()) {
      const lines = linesOf({ kind: 'confirmation', ...screen, selected }, GEOMETRY_16X2, words);
      expect(lines).toHaveLength(2);
      expect(lines.filter((line) => line.length > 16)).toEqual([]);
      const shown = shortForms(screen.question, words).map((question) =>
        `${screen.warning} ${question} ${choice}${GLYPHS.upDown}`.trim(),
      );
      expect(shown).toContain(asOneText(lines));
    }
  });

  it.each(asked)('has the question $name whole beside "$warning" on 20x4, with all answers', (screen) => {
    const lines = linesOf({ kind: 'confirmation', ...screen, selected: 0 }, GEOMETRY_20X4, words);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines.filter((line) => line.length > 20)).toEqual([]);
    const answers = screen.choices.map((choice, index) => `${index === 0 ? GLYPHS.right : ''}${choice}`);
    expect(asOneText(lines)).toContain(asOneText([screen.warning, screen.question, ...answers]));
  });
});
