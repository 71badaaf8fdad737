import { describe, expect, it } from 'vitest';
import { GLYPHS, toPanelText } from '../../../menus/frame.ts';
import * as tables from '../../../menus/labels.ts';
import { layoutConfirmation, layoutPrompt } from '../../../menus/layout/questions.ts';
import { wrap } from '../../../menus/layout/wrap.ts';

const { ABBREVIATIONS: _only, ...TABLES } = tables;
const all = Object.entries(TABLES).flatMap(([table, labels]) =>
  Object.entries(labels).map(([name, text]: [string, string]) => ({ label: `${table}.${name}`, text })),
);
const entries = (table: Readonly<Record<string, string>>): readonly [string, string][] =>
  Object.entries(table);
const rows = (text: string, columns: number): number => wrap(text, columns).length;

describe('the label table', () => {
  it.each(all)('$label is upper case and made of panel characters', ({ text }) => {
    expect(text).toBe(text.toUpperCase());
    expect(toPanelText(text)).toBe(text);
    expect(text.trim()).toBe(text);
  });

  it.each(all.filter(({ label }) => !/^(PROMPTS|QUESTIONS|MESSAGES.notRestoredHelp)/.test(label)))(
    '$label fits two rows of 16',
    ({ text }) => {
      expect(rows(text, 16)).toBeLessThanOrEqual(2);
    },
  );

  it.each(entries(tables.ITEMS))('item %s leaves the last column free for its key arrow', (_name, text) => {
    expect(rows(text, 15)).toBeLessThanOrEqual(2);
  });

  it.each([
    ...entries(tables.TITLES),
    ...entries(tables.FIELDS),
    ...entries(tables.CHANGES),
    ...entries(tables.HINTS),
    ...entries(tables.STATUS).filter(([name]) => name !== 'communicationFailure'),
  ])('%s fits one row of 16', (_name, text) => {
    expect(text.length).toBeLessThanOrEqual(16);
  });

  it.each(entries(tables.TITLES))('title %s leaves room for 10/13 beside it on 20 columns', (_name, text) => {
    expect(text.length + ' 10/13'.length).toBeLessThanOrEqual(20);
  });

  it.each(entries(tables.FIELDS))('field %s leaves room for its place in the form', (_name, text) => {
    expect(text.length + ' 6/6'.length).toBeLessThanOrEqual(20);
  });

  it.each(entries(tables.PHASES).filter(([name]) => name !== 'keep'))(
    'phase %s leaves room for its percentage on 16 columns',
    (_name, text) => {
      expect(text.length + ' 99%'.length).toBeLessThanOrEqual(16);
    },
  );

  it('a check and its result fit one row of 16', () => {
    for (const [, name] of entries(tables.CHECKS)) {
      for (const [, result] of entries(tables.RESULTS)) {
        expect(`${name} ${result}`.length).toBeLessThanOrEqual(16);
      }
    }
  });

  it.each([16, 20])('every prompt is whole on %i columns', (columns) => {
    const geometry = columns === 16 ? { columns, rows: 2 } : { columns, rows: 4 };
    for (const [, text] of entries(tables.PROMPTS)) {
      const [page] = layoutPrompt({ kind: 'prompt', text }, geometry);
      const shown = (page?.lines ?? []).slice(0, 2).join(' ').trim();
      expect([text, text.replace('CONFIG ', 'CFG ')]).toContain(shown);
      expect(page?.lines.length).toBeLessThanOrEqual(geometry.rows);
    }
  });

  const questions = entries(tables.QUESTIONS).flatMap(([name, question]) => [
    { name, question, warning: '' },
    ...(['reboot', 'shutdown'].includes(name) ? [{ name, question, warning: tables.MESSAGES.scanRuns }] : []),
  ]);
  it.each(questions)('question $name with its answers and warning "$warning" is whole on 16x2', (asked) => {
    const choices = [
      tables.CHOICES.no,
      tables.CHOICES.yes,
      ...(asked.name === 'discard' ? [tables.CHOICES.goBack] : []),
    ];
    for (const selected of choices.keys()) {
      const [page] = layoutConfirmation(
        { kind: 'confirmation', ...asked, choices, selected },
        { columns: 16, rows: 2 },
      );
      const lines = page?.lines ?? [];
      expect(lines).toHaveLength(2);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(16);
      const text = lines.join(' ').replaceAll(/\s+/g, ' ');
      const short = asked.warning === '' ? asked.question : asked.question.replace('REALLY ', '');
      expect(text).toBe(`${asked.warning} ${short} ${choices[selected]}${GLYPHS.upDown}`.trim());
    }
  });
});
