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

export function menuScreen(title: string, place: number, count: number, large: Label, small: Label): Screen {
  const [first, second] = large;
  const [above, below] = small;
  return {
    large: [
      heading(title, place, count),
      `→${first}`,
      second === undefined ? '' : ` ${second}`,
      '↕ MOVE  ↵ SELECT',
    ],
    small: [
      `${above.padEnd(15)}↕`,
      below === undefined ? `${`${place}/${count}`.padStart(14)} ↵` : `${below.padEnd(15)}↵`,
    ],
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
  return hint.includes('↵') ? 'EXIT: CANCEL' : '↵ NEXT  EXIT: CANCEL';
}

/** The status page of a new appliance, or with other values of its own. */
export function statusScreen(address = '192.168.1.100', method = 'DHCP'): Screen {
  return {
    large: ['scanner-1', address, 'PLATFORM: WAIT', homeFoot(method)],
    small: ['scanner-1', `${address.padEnd(15)}↓`],
    cursor: null,
  };
}
