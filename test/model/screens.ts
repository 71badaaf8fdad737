/**
 * What the glass shows, as the manual and the golden frames have it. Rows are written as a person reads them:
 * without the blanks at their end. A pattern stands for a row that counts seconds.
 */
import { en } from '../../menus/words/en.ts';
import type { Message } from '../../menus/words/messages.ts';
import { textOf } from '../../menus/words/words.ts';

export type Row = string | RegExp;

export interface Screen {
  /** The glass of 20x4. */
  readonly large: readonly Row[];
  /** The glass of 16x2; left out where a model is not walked on it. */
  readonly small?: readonly Row[];
  /** Column of the cursor from 0; null: there is none. Left out: anywhere. */
  readonly cursor?: number | null;
  /** Lamps that are lit. */
  readonly lit?: readonly ('S1' | 'S2')[];
}

const { keep, keepTight, undoByExit, undoByExitTight } = en.glass.hints;

/** The last row of the question whether to keep a change: what the keys do, the second before ENTER counts. */
export const ANSWERS = {
  large: `${keep} ${undoByExit}`,
  small: `${keepTight} ${undoByExitTight}`,
  unread: undoByExit,
} as const;

/** A label of one row or two. */
export type Label = readonly [string] | readonly [string, string];

/** A heading with its place at the right edge. */
export function heading(text: string, place: number, count: number): string {
  const where = `${place}/${count}`;
  return `${text.padEnd(20 - where.length)}${where}`;
}

/** An item of a menu as each glass has it. */
export interface MenuItem {
  readonly large: Label;
  readonly small: Label;
}

export const menuItem = (large: Label, small: Label = large): MenuItem => ({ large, small });

/** The place of the first and the number of items on the page that has this place: as many whole ones as fit. */
function pageOf(heights: readonly number[], place: number, room: number): readonly number[] {
  let page: number[] = [];
  for (const [index, height] of heights.entries()) {
    const used = page.reduce((sum, each) => sum + (heights[each] ?? 0), 0);
    if (page.length > 0 && used + height > room) {
      if (index > place) return page;
      page = [];
    }
    page.push(index);
  }
  return page;
}

/** @param selected place in the menu, from 0 */
export function menuScreen(title: string, items: readonly MenuItem[], selected: number): Screen {
  const pointer = (index: number): string => (index === selected ? '→' : ' ');
  const large = pageOf(
    items.map((item) => item.large.length),
    selected,
    3,
  ).flatMap((index) => {
    const [first, second] = items[index]?.large ?? [''];
    return [`${pointer(index)}${first}`, ...(second === undefined ? [] : [` ${second}`])];
  });
  const free = 3 - large.length;
  const foot = free === 0 ? [] : [...Array.from({ length: free - 1 }, () => ''), '↕ MOVE  ↵ SELECT'];
  const isShort = ({ small: [first, second] }: MenuItem): boolean =>
    second === undefined && first.length < 15;
  const beside = pageOf(
    items.map((item) => (isShort(item) ? 1 : 2)),
    selected,
    2,
  );
  const [above, below] = items[selected]?.small ?? [''];
  const alone = [above, below ?? `${`${selected + 1}/${items.length}`.padStart(14)}`];
  const rows =
    beside.length > 1 ? beside.map((index) => `${pointer(index)}${items[index]?.small[0] ?? ''}`) : alone;
  return {
    large: [heading(title, selected + 1, items.length), ...large, ...foot],
    small: [`${(rows[0] ?? '').padEnd(15)}↕`, `${(rows[1] ?? '').padEnd(15)}↵`],
    cursor: null,
  };
}

export type Answer = 'NO' | 'YES';

export function question(answer: Answer, large: Label, small?: Label): Screen {
  const choice = answer === 'NO' ? '→NO  YES' : ' NO →YES';
  const [above, below = ''] = small ?? [''];
  return {
    large: [...rowsOf(large, 2), choice, '↕ CHOOSE  ↵ OK'],
    ...(small ? { small: [above, `${below.padEnd(15 - answer.length)}${answer}↕`] } : {}),
    cursor: null,
  };
}

export function message(large: readonly string[], small?: readonly string[], hint = 'PRESS A KEY'): Screen {
  return { large: [...rowsOf(large, 3), hint], ...(small ? { small } : {}), cursor: null };
}

/** What the glass says of a refusal, a failure or an outcome: which it is matters here, its words do not. */
export function glassRows(said: Message): readonly string[] {
  return textOf(en.glass, said).split('\n');
}

function rowsOf(rows: readonly string[], count: number): readonly string[] {
  return [...rows, ...Array.from({ length: count - rows.length }, () => '')];
}

/** The last row of the first status page: how LAN got its address, and the keys. */
export function homeFoot(method = 'DHCP'): string {
  return `${`LAN ${method}`.padEnd(12)}↵ MENU ↕`;
}

/** What leads out of a field that takes ENTER whole; where ENTER steps its hint says so. */
export function fieldWays(hint: string): string {
  return hint.includes('↵') ? 'EXIT: BACK' : '↵ NEXT  EXIT: BACK';
}

/** The status page of a new appliance, or with other values of its own. */
export function statusScreen(address = '192.168.1.100', method = 'DHCP'): Screen {
  return {
    large: ['scanner-1', address, 'PLATFORM: WAIT', homeFoot(method)],
    small: ['scanner-1', `${address.padEnd(15)}↓`],
    cursor: null,
  };
}
