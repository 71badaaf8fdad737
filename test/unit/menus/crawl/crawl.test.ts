/** Goes through every screen an operator can come to, by every key, and looks at each on every glass. */
import { describe, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { frameOf, GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../../../menus/frame.ts';
import { layoutPages } from '../../../../menus/layout/layout.ts';
import { layoutLeaving } from '../../../../menus/layout/messages.ts';
import type { Page } from '../../../../menus/layout/page.ts';
import { sessionMachine } from '../../../../menus/session/machine.ts';
import { WIZARD_IDS } from '../../../../menus/setup-network/setup-network.ts';
import type { View } from '../../../../menus/view.ts';
import { viewOf } from '../../../../menus/views/view-of.ts';
import { wizardMachineOf } from '../../../../menus/wizards/wizards.ts';
import { en } from '../../../../menus/words/en.ts';
import type { RegisterWords } from '../../../../menus/words/words.ts';
import { Operator } from '../../../support/operator.ts';
import { readBy, readershipsOf } from '../../../support/readers.ts';
import { Crawl } from './crawl.ts';
import { SETTINGS, type Setting, UPDATING } from './panels.ts';

/** States that show something, by their ids. */
function screensOf(machine: { readonly root: AnyStateNode }): readonly string[] {
  const walk = (node: AnyStateNode): readonly string[] => [
    ...(node.meta === undefined ? [] : [node.id]),
    ...Object.values(node.states).flatMap(walk),
  ];
  return walk(machine.root);
}

function shownBy({ snapshot }: Operator): readonly string[] {
  const wizard = snapshot.children.wizard?.getSnapshot();
  const inWizard = wizard ? Object.keys(wizard.getMeta()).map(inAnyWizard) : [];
  return [...Object.keys(snapshot.getMeta()), ...inWizard];
}

/** A state of a wizard, without which wizard it is: all have the same. */
function inAnyWizard(id: string): string {
  return `wizard: ${id.replace(/^[^.]+\./, '')}`;
}

const EVERY_SCREEN = [
  ...screensOf(sessionMachine),
  ...new Set(WIZARD_IDS.flatMap((id) => screensOf(wizardMachineOf(id)).map(inAnyWizard))),
];

/** The two that are promised, and others that a configuration may name. */
const GLASSES: readonly Geometry[] = [
  GEOMETRY_16X2,
  GEOMETRY_20X4,
  { columns: 16, rows: 4 },
  { columns: 20, rows: 2 },
  { columns: 40, rows: 4 },
];

/** What no key brings up here: another operator's doing, an update, an effect that fails; each has a test of its own. */
const NOT_BY_KEYS = /: (nothing|refused)$|^gateFailed$|^changed-failed$|^status-update$/;

/** No key leaves these: an answer is on its way, or a change runs. */
const NO_WAY_OUT = /"changing"|"checking"|"storing"|"clearingPin"|"asking"|"dismissing"/;

const BESIDE_ENGLISH: readonly Geometry[] = [GEOMETRY_16X2, GEOMETRY_20X4];

const AT_THE_GLASS = await readershipsOf('glass');
const AT_A_CONSOLE = await readershipsOf('console');

/** What of a page does not fit its glass, or says nothing. */
function misfits({ lines, cursor }: Page, geometry: Geometry): readonly string[] {
  const { columns, rows } = geometry;
  const shown = frameOf(geometry, lines).rows;
  return [
    lines.length > rows ? 'more rows' : '',
    lines.some((line) => line.length > columns) ? 'a longer row' : '',
    lines.join('').trim() === '' ? 'nothing shown' : '',
    lines.some((line, row) => line.padEnd(columns) !== shown[row]) ? 'a character no panel has' : '',
    (cursor?.column ?? 0) >= columns ? 'a cursor beside it' : '',
  ].filter((wrong) => wrong !== '');
}

/** The screen as it is on a glass, every part of it. */
function expectFits({ screen, leavingIn_s }: View, geometry: Geometry, words: RegisterWords): void {
  const pages =
    leavingIn_s === null ? layoutPages(screen, geometry, words) : layoutLeaving(leavingIn_s, geometry, words);
  const wrong = pages.flatMap((page) => {
    const found = misfits(page, geometry);
    return found.length === 0 ? [] : [{ screen, geometry, lines: page.lines, found }];
  });
  expect(wrong).toEqual([]);
}

const looked = new Set<string>();

/** A screen that has been walked to, in every language, on every glass and on consoles. */
function look(operator: Operator): void {
  expect(operator.errors).toEqual([]);
  const view = JSON.stringify(operator.view);
  if (looked.has(view)) {
    return;
  }
  looked.add(view);
  for (const reader of AT_THE_GLASS) {
    const seen = viewOf(readBy(operator.snapshot, reader));
    const glasses = reader.words === en.glass ? GLASSES : BESIDE_ENGLISH;
    for (const geometry of glasses) expectFits(seen, geometry, reader.words);
    expect(seen.tip).toBe('');
  }
  for (const reader of AT_A_CONSOLE) {
    const { screen, tip } = viewOf(readBy(operator.snapshot, reader));
    expect(tip.length, JSON.stringify(screen)).toBeGreaterThan(0);
    expect(tip.length, tip).toBeLessThanOrEqual(160);
  }
}

/** Leaves by EXIT, or LEFT where there is no EXIT, and YES where that asks. */
async function leaves(operator: Operator): Promise<boolean> {
  const exit = operator.snapshot.context.keys.has('EXIT') ? 'EXIT' : 'LEFT';
  // The longest way: LEFT through every digit of five addresses.
  for (let presses = 0; presses < 100; presses++) {
    const { screen } = operator.view;
    if (screen.kind === 'status') {
      return true;
    }
    // EXIT never discards: what was entered is given up by YES alone.
    const asksToDiscard = screen.kind === 'confirmation' && screen.question === en.glass.questions.discard;
    operator.press(asksToDiscard ? 'DOWN ENTER' : exit);
    await operator.settled();
  }
  return false;
}

const crawls = new Map<Setting, Promise<{ readonly crawl: Crawl; readonly shown: ReadonlySet<string> }>>();

/** Each panel is gone through once, however many tests ask. */
function crawled(setting: Setting): Promise<{ readonly crawl: Crawl; readonly shown: ReadonlySet<string> }> {
  const running = async () => {
    const shown = new Set<string>();
    const crawl = new Crawl(setting, (operator) => {
      look(operator);
      for (const id of shownBy(operator)) {
        shown.add(id);
      }
    });
    await crawl.everything();
    return { crawl, shown };
  };
  const crawl = crawls.get(setting) ?? running();
  crawls.set(setting, crawl);
  return crawl;
}

describe.each(SETTINGS)('on a panel with $name', (setting) => {
  it('every screen fits every glass, whole', async () => {
    const { crawl } = await crawled(setting);
    expect(crawl.places.size).toBeGreaterThan(setting.fewestPlaces ?? 80);
  });

  it('every screen can be left, and leaving changes nothing', async () => {
    const { crawl } = await crawled(setting);
    let left = 0;
    for (const place of crawl.places.keys()) {
      const operator = NO_WAY_OUT.test(place) ? null : await crawl.visit(place);
      if (operator !== null) {
        const before = operator.applied.length;
        expect(await leaves(operator), place).toBe(true);
        expect(operator.applied.length, place).toBe(before);
        left++;
      }
    }
    expect(left).toBeGreaterThan(crawl.places.size / 2);
  });
});

it('every page fits every glass while an update runs', () => {
  const operator = new Operator({ appliance: UPDATING() });
  for (let page = 0; page < 30; page++) look(operator.press('DOWN'));
  expect(operator.press('EXIT').text).toContain('UPDATING');
});

it('every screen of every chart is come to by some panel', async () => {
  const shown = new Set<string>();
  for (const setting of SETTINGS) {
    for (const id of (await crawled(setting)).shown) {
      shown.add(id);
    }
  }
  expect(EVERY_SCREEN.filter((id) => !shown.has(id) && !NOT_BY_KEYS.test(id))).toEqual([]);
});
