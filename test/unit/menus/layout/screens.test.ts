import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../../../menus/frame.ts';
import { fieldWindow } from '../../../../menus/layout/field.ts';
import { layoutFrame, layoutPages, partCount } from '../../../../menus/layout/layout.ts';
import { LEDS_OFF } from '../../../../menus/leds.ts';
import type { CheckView, CountdownScreen, FieldScreen, ProposalRow, Screen } from '../../../../menus/view.ts';
import { en } from '../../../../menus/words/en.ts';
import { lit } from '../../../support/leds.ts';

const { glass } = en;

const pages = (screen: Screen, geometry: Geometry) =>
  layoutPages(screen, geometry, glass).map((page) => page.lines.map((line) => line.trimEnd()));

const failed: CheckView = {
  name: 'gateway',
  label: 'GATEWAY',
  result: 'failed',
  verdict: 'FAILED',
  problem: ['GATEWAY SILENT', 'CHECK ADDRESS'],
};
const fine: CheckView = { name: 'link', label: 'LINK', result: 'ok', verdict: 'OK', problem: [] };

const field = (changes: Partial<FieldScreen> = {}): FieldScreen => ({
  kind: 'field',
  label: 'LAN IP ADDRESS',
  text: '192.168.001.010',
  entry: 'keys',
  cursor: 4,
  error: null,
  hint: '↕ DIGIT ←→ MOVE',
  ways: '↵ NEXT  EXIT: CANCEL',
  form: { title: 'LAN STATIC', fields: [{ label: 'A', text: '', error: null }], index: 0 },
  ...changes,
});

describe('a field', () => {
  it('is label, value and hint on 20x4', () => {
    expect(pages(field(), GEOMETRY_20X4)).toEqual([
      ['LAN IP ADDRESS   1/1', '192.168.001.010', '↕ DIGIT ←→ MOVE', '↵ NEXT  EXIT: CANCEL'],
    ]);
  });

  it('shows the error below the value on 20x4', () => {
    const screen = field({ error: ['GATEWAY OUTSIDE', 'THIS SUBNET'], form: null });
    expect(pages(screen, GEOMETRY_20X4)).toEqual([
      ['LAN IP ADDRESS', '192.168.001.010', 'GATEWAY OUTSIDE', 'THIS SUBNET'],
    ]);
  });

  it('is label over value on 16x2, cursor in the value', () => {
    expect(pages(field(), GEOMETRY_16X2)).toEqual([['LAN IP ADDRESS', '192.168.001.010']]);
    expect(layoutPages(field(), GEOMETRY_16X2, glass)[0]?.cursor).toEqual({
      column: 4,
      row: 1,
      style: 'block',
    });
  });

  it('gives the label row to an error of one row, the whole glass to one of two', () => {
    expect(pages(field({ error: ['WRONG PIN'] }), GEOMETRY_16X2)).toEqual([['WRONG PIN', '192.168.001.010']]);
    const [page] = layoutPages(field({ error: ['PINS DIFFER', 'ENTER AGAIN'] }), GEOMETRY_16X2, glass);
    expect(page).toEqual({ lines: ['PINS DIFFER', 'ENTER AGAIN'], cursor: null });
  });

  it('moves a window over a text longer than the row, arrows where it goes on', () => {
    const text = 'PROXY.EXAMPLE.COM';
    expect(fieldWindow(text, 0, 8)).toEqual({ row: 'PROXY.E→', column: 0 });
    expect(fieldWindow(text, 6, 8)).toEqual({ row: 'PROXY.E→', column: 6 });
    expect(fieldWindow(text, 10, 8)).toEqual({ row: '←.EXAMP→', column: 6 });
    expect(fieldWindow(text, 17, 8)).toEqual({ row: '←LE.COM ', column: 7 });
  });

  it('lets every character of a long text come under the cursor unhidden', () => {
    const text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    for (let cursor = 0; cursor < text.length; cursor++) {
      const { row, column } = fieldWindow(text, cursor, 16);
      expect(row.charAt(column)).toBe(text.charAt(cursor));
      expect(row).toHaveLength(16);
    }
  });
});

describe('the list of a wizard', () => {
  const row = (changes: Partial<ProposalRow> = {}): ProposalRow => ({
    label: 'LAN IP ADDRESS',
    brief: 'LAN IP',
    value: '192.168.1.10',
    before: '192.168.1.77',
    needsYou: false,
    reason: null,
    ...changes,
  });
  const gateway = row({ label: 'LAN GATEWAY', brief: 'LAN GATEWAY', value: '192.168.1.1', before: null });
  const list = (rows: readonly ProposalRow[], selected = 0): Screen => ({
    kind: 'proposal',
    title: 'LAN STATIC',
    rows,
    apply: 'APPLY',
    summary: '1 CHANGE',
    selected,
    part: 0,
    hint: '↵ EDIT',
    ways: 'EXIT: CANCEL',
  });

  it('shows old and new of the selected value together on 20x4, one after the other on 16x2', () => {
    expect(pages(list([row(), gateway]), GEOMETRY_20X4)).toEqual([
      ['LAN IP ADDRESS   1/3', ' NOW 192.168.1.77', '→NEW 192.168.1.10', '↵ EDIT  EXIT: CANCEL'],
    ]);
    expect(pages(list([row(), gateway]), GEOMETRY_16X2)).toEqual([
      ['LAN IP ADDRESS', '→192.168.1.10'],
      ['LAN IP       NOW', '192.168.1.77'],
    ]);
  });

  it('shows the values that come next, going round, as far as the rows go', () => {
    expect(pages(list([row(), gateway], 1), GEOMETRY_20X4)).toEqual([
      ['LAN GATEWAY      2/3', '→192.168.1.1', 'LAN IP ADDRESS', ' 192.168.1.10'],
    ]);
    expect(pages(list([row(), gateway], 2), GEOMETRY_20X4)).toEqual([
      ['→APPLY           3/3', 'LAN IP ADDRESS', ' 192.168.1.10', '↵ EDIT  EXIT: CANCEL'],
    ]);
    expect(pages(list([row(), gateway], 2), GEOMETRY_16X2)).toEqual([['→APPLY       3/3', ' 1 CHANGE']]);
    expect(pages(list([], 0), GEOMETRY_20X4)).toEqual([
      ['→APPLY           1/1', '', '', '↵ EDIT  EXIT: CANCEL'],
    ]);
  });

  it('marks what needs the operator, where the row has room for the mark', () => {
    const marked = [row({ needsYou: true, before: null }), { ...gateway, needsYou: true }];
    expect(pages(list(marked), GEOMETRY_20X4)[0]).toEqual([
      'LAN IP ADDRESS ! 1/3',
      '→192.168.1.10',
      'LAN GATEWAY !',
      ' 192.168.1.1',
    ]);
    const long = row({ label: 'PIN WIEDERHOLEN.', needsYou: true });
    expect(pages(list([long]), GEOMETRY_16X2)[0]?.[0]).toBe('PIN WIEDERHOLEN.');
  });

  it('shows label, value and reason of what was refused: at once on 20x4, by DOWN on 16x2', () => {
    const refused = row({ before: null, reason: ['ADDRESS IN USE', '192.168.1.10'] });
    expect(pages(list([refused]), GEOMETRY_20X4)).toEqual([
      ['LAN IP ADDRESS   1/2', '→192.168.1.10', 'ADDRESS IN USE', '192.168.1.10'],
    ]);
    expect(pages(list([refused]), GEOMETRY_16X2)).toEqual([
      ['LAN IP ADDRESS', '→192.168.1.10'],
      ['ADDRESS IN USE', '192.168.1.10'],
    ]);
  });

  it.each([GEOMETRY_20X4, GEOMETRY_16X2])(
    'shows the whole of a long host name on $columns columns',
    (geometry) => {
      const host = 'A-VERY-LONG-NAME.OF-A-PROXY.IN-A-DEPARTMENT.EXAMPLE.COM';
      const shown = pages(list([row({ value: host, before: null })]), geometry)
        .flatMap((page) => page.slice(1))
        .map((line) =>
          line
            .replace(/[↓↕↑]$/, '')
            .replace('→', '')
            .trim(),
        )
        .join('');
      expect(shown).toContain(host);
    },
  );

  it('cuts a long value that is not selected', () => {
    const host = row({ label: 'PROXY HOST', value: 'PROXY.DEPARTMENT.EXAMPLE.COM', before: null });
    expect(pages(list([gateway, host]), GEOMETRY_20X4)[0]?.[3]).toBe(' PROXY.DEPARTMENT.E→');
  });
});

describe('a menu', () => {
  const menu = (labels: readonly string[], selected: number): Screen => ({
    kind: 'menu',
    list: { title: 'MENU', items: labels.map((label) => ({ id: label, label })), selected },
  });
  const labels = ['SETUP NETWORK', 'PANEL SETTINGS', 'ENABLE STATIC IP ON LAN', 'BACK'];

  it('shows as many items as the glass has rows for, in pages that stand still', () => {
    expect(pages(menu(labels, 0), GEOMETRY_20X4)).toEqual([
      ['MENU             1/4', '→SETUP NETWORK', ' PANEL SETTINGS', '↕ MOVE  ↵ SELECT'],
    ]);
    expect(pages(menu(labels, 1), GEOMETRY_20X4)[0]?.slice(1, 3)).toEqual([
      ' SETUP NETWORK',
      '→PANEL SETTINGS',
    ]);
    expect(pages(menu(labels, 3), GEOMETRY_20X4)).toEqual([
      ['MENU             4/4', ' ENABLE STATIC IP ON', ' LAN', '→BACK'],
    ]);
    expect(pages(menu(labels, 1), GEOMETRY_16X2)).toEqual([[' SETUP NETWORK ↕', '→PANEL SETTINGS↵']]);
  });

  it('shows an item of two rows, or a last one, alone on 16x2', () => {
    expect(pages(menu(labels, 2), GEOMETRY_16X2)).toEqual([['ENABLE STATIC  ↕', 'IP ON LAN      ↵']]);
    expect(pages(menu(labels, 3), GEOMETRY_16X2)).toEqual([['BACK           ↕', '           4/4 ↵']]);
  });
});

describe('checks', () => {
  const checks = (index: number, running = false): Screen => ({
    kind: 'checks',
    title: 'TEST NETWORK',
    checks: [fine, failed],
    index,
    part: 0,
    running,
  });

  it('start with a summary', () => {
    expect(pages(checks(0), GEOMETRY_20X4)).toEqual([
      ['TEST NETWORK', '1 CHECK FAILED', '', '↕ MORE  ↵ BACK'],
    ]);
    expect(pages(checks(0, true), GEOMETRY_16X2)).toEqual([['TEST NETWORK', 'TESTING...']]);
  });

  it('say what is wrong and what to look at', () => {
    expect(pages(checks(2), GEOMETRY_20X4)).toEqual([
      ['TEST NETWORK     2/2', 'GATEWAY FAILED', 'GATEWAY SILENT', 'CHECK ADDRESS'],
    ]);
    expect(pages(checks(2), GEOMETRY_16X2)).toEqual([
      ['1 CHECK FAILED', 'GATEWAY FAILED'],
      ['1 CHECK FAILED', 'GATEWAY SILENT'],
      ['1 CHECK FAILED', 'CHECK ADDRESS'],
    ]);
  });

  it('count what failed', () => {
    const two: Screen = {
      kind: 'checks',
      title: 'T',
      checks: [failed, failed],
      index: 0,
      part: 0,
      running: false,
    };
    const none: Screen = { ...two, checks: [fine] };
    expect(pages(two, GEOMETRY_16X2)).toEqual([['T', '2 CHECKS FAILED']]);
    expect(pages(none, GEOMETRY_16X2)).toEqual([['T', 'ALL CHECKS OK']]);
  });
});

describe('the countdown', () => {
  const countdown = (index: number): CountdownScreen => ({
    kind: 'countdown',
    question: 'KEEP THESE SETTINGS?',
    remaining_s: 118,
    checks: [fine, failed],
    index,
    part: 0,
    answers: [
      { hint: 'ENTER: KEEP', tight: '↵KEEP', key: '↵' },
      { hint: 'EXIT: UNDO', tight: 'EXIT UNDO', key: 'EXIT' },
    ],
  });

  it('asks, sums up, counts and says which keys answer', () => {
    expect(pages(countdown(0), GEOMETRY_20X4)).toEqual([
      ['KEEP THESE SETTINGS?', '1 CHECK FAILED', 'UNDO IN 118 S', '↵KEEP EXIT UNDO'],
    ]);
    expect(pages(countdown(0), GEOMETRY_16X2)).toEqual([
      ['KEEP?        118', '↵KEEP EXIT UNDO'],
      ['KEEP?        118', '1 CHECK FAILED'],
    ]);
  });

  it('says in full what the keys do where there is room', () => {
    const wide = { columns: 40, rows: 4 };
    expect(pages(countdown(0), wide)[0]?.[3]).toBe('ENTER: KEEP EXIT: UNDO');
  });

  it('says what is wrong and which keys answer on one screen of 20x4', () => {
    expect(pages(countdown(2), GEOMETRY_20X4)).toEqual([
      ['GATEWAY FAILED 118 ↕', 'GATEWAY SILENT', 'CHECK ADDRESS', '↵KEEP EXIT UNDO'],
    ]);
    expect(pages(countdown(1), GEOMETRY_20X4)).toEqual([['LINK OK        118 ↕', '', '', '↵KEEP EXIT UNDO']]);
  });

  it('leaves the arrow out rather than a digit of the seconds on 20x4', () => {
    const [[heading] = []] = pages({ ...countdown(2), remaining_s: 3600 }, GEOMETRY_20X4);
    expect(heading).toBe('GATEWAY FAILED  3600');
  });

  it('leaves the question out, and the keys last, rather than a digit of the seconds', () => {
    const heading = (remaining_s: number, columns: number) =>
      pages({ ...countdown(1), remaining_s }, { columns, rows: 2 })[0]?.[0];
    expect(heading(3600, 20)).toBe('3600 ↵KEEP EXIT UNDO');
    expect(heading(3600, 16)).toBe('3600      ↵/EXIT');
    expect(heading(3600, 8)).toBe('3600');
  });

  it('keeps counting beside each check', () => {
    expect(pages(countdown(2), GEOMETRY_16X2)).toEqual([
      ['KEEP? 118 ↵/EXIT', 'GATEWAY FAILED'],
      ['KEEP? 118 ↵/EXIT', 'GATEWAY SILENT'],
      ['KEEP? 118 ↵/EXIT', 'CHECK ADDRESS'],
    ]);
  });
});

describe('progress', () => {
  const progress = (percent: number | null, step: string): Screen => ({
    kind: 'progress',
    title: 'APPLYING',
    step,
    percent,
  });

  it('shows title, percentage and bar; the step where there is room', () => {
    expect(pages(progress(50, 'CONFIGURE LAN'), GEOMETRY_20X4)).toEqual([
      ['APPLYING         50%', 'CONFIGURE LAN', '', '██████████..........'],
    ]);
    expect(pages(progress(50, 'CONFIGURE LAN'), GEOMETRY_16X2)).toEqual([
      ['APPLYING     50%', 'CONFIGURE LAN'],
    ]);
    expect(pages(progress(50, ''), GEOMETRY_16X2)).toEqual([['APPLYING     50%', '████████........']]);
  });

  it('shows the step on two rows while nothing is known of how far it is', () => {
    expect(pages(progress(null, 'WAITING'), GEOMETRY_16X2)).toEqual([['APPLYING', 'WAITING']]);
  });
});

describe('a message', () => {
  const message = (lines: readonly string[], hint: string): Screen => ({
    kind: 'message',
    tone: 'fault',
    lines,
    hint,
    part: 0,
  });

  it('ends with its hint where a row is free', () => {
    expect(pages(message(['ROLLED BACK:', 'NO LINK'], 'PRESS A KEY'), GEOMETRY_20X4)).toEqual([
      ['ROLLED BACK:', 'NO LINK', '', 'PRESS A KEY'],
    ]);
    expect(pages(message(['ROLLED BACK:', 'NO LINK'], 'PRESS A KEY'), GEOMETRY_16X2)).toEqual([
      ['ROLLED BACK:', 'NO LINK'],
    ]);
  });

  it('turns where it is longer than the glass', () => {
    const screen = message(['ROLLED BACK:', 'GATEWAY SILENT', 'CHECK ADDRESS'], 'PRESS A KEY');
    expect(partCount(screen, GEOMETRY_16X2, glass)).toBe(2);
    expect(partCount(screen, GEOMETRY_20X4, glass)).toBe(1);
  });
});

describe('a menu', () => {
  const menu = (selected: number): Screen => ({
    kind: 'menu',
    list: {
      title: 'SETUP NETWORK',
      items: [
        { id: 'a', label: 'ENABLE STATIC IP ON LAN' },
        { id: 'b', label: 'TEST NETWORK' },
      ],
      selected,
    },
  });

  it('shows the items with title and place on 20x4', () => {
    expect(pages(menu(0), GEOMETRY_20X4)).toEqual([
      ['SETUP NETWORK    1/2', '→ENABLE STATIC IP ON', ' LAN', ' TEST NETWORK'],
    ]);
  });

  it('shows one item with the arrows of its keys on 16x2', () => {
    expect(pages(menu(0), GEOMETRY_16X2)).toEqual([['ENABLE STATIC  ↕', 'IP ON LAN      ↵']]);
    expect(pages(menu(1), GEOMETRY_16X2)).toEqual([['TEST NETWORK   ↕', '           2/2 ↵']]);
  });
});

describe('a question', () => {
  it('takes the row of the hint where it needs it', () => {
    const asked: Screen = {
      kind: 'confirmation',
      question: 'REALLY SHUT DOWN WITHOUT SAVING?',
      warning: 'SCAN IS RUNNING',
      choices: ['NO', 'YES'],
      selected: 0,
    };
    expect(pages(asked, GEOMETRY_20X4)).toEqual([
      ['SCAN IS RUNNING', 'REALLY SHUT DOWN', 'WITHOUT SAVING?', '→NO  YES'],
    ]);
  });
});

describe('what has nothing to show', () => {
  it('a selection that is not there is shown as empty', () => {
    const list = { title: 'MENU', items: [], selected: 0 };
    expect(pages({ kind: 'menu', list }, GEOMETRY_20X4)[0]?.[1]).toBe('');
    expect(pages({ kind: 'menu', list }, GEOMETRY_16X2)).toEqual([[]]);
    const asked: Screen = {
      kind: 'confirmation',
      question: 'REALLY?',
      warning: '',
      choices: [],
      selected: 0,
    };
    expect(pages(asked, GEOMETRY_16X2)).toEqual([['REALLY?', '               ↕']]);
  });

  it('a status page without entries is empty', () => {
    const page = {
      kind: 'status',
      index: 0,
      count: 1,
      tone: 'normal',
      entries: [],
      part: 0,
      board: [],
    } as const;
    expect(pages({ ...page, page: 'home', percent: null }, GEOMETRY_16X2)).toEqual([['']]);
    expect(pages({ ...page, page: 'update', percent: 0 }, GEOMETRY_16X2)).toEqual([
      ['              0%', '................'],
    ]);
  });
});

describe('layoutFrame', () => {
  const screen: Screen = { kind: 'message', tone: 'info', lines: ['A', 'B', 'C'], hint: '', part: 7 };
  const view = { screen, menu: null, tip: '', leavingIn_s: null };

  it('shows the last part when the one named is gone', () => {
    expect(layoutFrame(view, GEOMETRY_16X2, glass, LEDS_OFF).rows[0]).toBe('C               ');
  });

  it('shows nothing for a part that cannot be', () => {
    const odd = { ...view, screen: { ...screen, part: -1 } };
    expect(layoutFrame(odd, GEOMETRY_16X2, glass, LEDS_OFF).rows).toEqual([' '.repeat(16), ' '.repeat(16)]);
  });

  it('shows the notice of the idle rule in place of the screen', () => {
    const frame = layoutFrame({ ...view, leavingIn_s: 29 }, GEOMETRY_16X2, glass, lit('S1'));
    expect(frame.rows).toEqual(['CLOSING IN 29 S ', 'ANY KEY TO STAY ']);
    expect(frame.leds).toEqual(lit('S1'));
    const roomy = layoutFrame({ ...view, leavingIn_s: 29 }, GEOMETRY_20X4, glass, LEDS_OFF);
    expect(roomy.rows[1]?.trim()).toBe('CLOSING IN 29 S');
  });
});
