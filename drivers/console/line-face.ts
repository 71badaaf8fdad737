/**
 * The console on a terminal that cannot move its cursor (TERM=dumb): changed lines are printed below the old ones.
 * Pure: given the lines printed last and the new ones, returns those to print.
 */
import type { View } from '../../menus/view.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import { detailOf } from './detail.ts';
import { numberOf } from './item-numbers.ts';
import { textOf } from './lines.ts';
import type { Headline } from './messages.ts';
import type { OwnPage } from './own-page.ts';
import { qrText } from './qr-page.ts';
import { ledsLine, statusBlock } from './status-block.ts';
import { inSymbols, type Terminal } from './terminal.ts';

/** Seconds between two printed lines of one countdown. */
const COUNTDOWN_STEP_s = 10;

/** Everything a screen says, as plain lines. */
export function plainLines(
  headline: Headline | null,
  view: View | null,
  terminal: Terminal,
  words: FaceWords,
  columns: number,
): readonly string[] {
  if (headline === null || view === null) {
    return [];
  }
  const screen =
    view.screen.kind === 'countdown'
      ? { ...view.screen, remaining_s: calm(view.screen.remaining_s) }
      : view.screen;
  const menu = screen.kind === 'menu' ? screen.list : null;
  const leaving = view.leavingIn_s === null ? [] : [words.closes({ seconds: calm(view.leavingIn_s) })];
  return [
    `${headline.name}  ${textOf(ledsLine(headline, words))}`,
    ...statusBlock(headline, terminal, words).map(textOf),
    ...(menu === null
      ? []
      : [
          menu.title,
          ...menu.items.map(
            (item, index) => `${numberOf(index)} ${index === menu.selected ? '>' : ' '} ${item.label}`,
          ),
        ]),
    ...detailOf(screen, { width: columns - 1, terminal, words }).lines.map(textOf),
    ...leaving,
    view.tip,
  ]
    .map((text) => inSymbols(text, terminal.symbols).trimEnd())
    .filter((text) => text !== '');
}

/** A page of the console's own as lines: the log as it is, the QR code as what it says. */
export function ownPageLines(page: OwnPage, headline: Headline, words: FaceWords): readonly string[] {
  if (page.kind === 'qr') return [words.qrCode, ...qrText(headline).split(' ')];
  const { lines } = page;
  return [words.log, ...(lines === null ? [words.logLocked] : lines.length === 0 ? [words.logEmpty] : lines)];
}

/** Lines that stand above every screen: name and LEDs, addresses and platform, update or version. */
const HEAD_LINES = 3;

/** The lines to print: all of a new screen but for the head if that is the same, only what changed of the same screen. */
export function newLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = new Set(before);
  const fresh = after.filter((text) => !known.has(text));
  // More than half of the lines are new: print it as another screen.
  const isAnother = fresh.length * 2 > after.length;
  const isNews = (text: string, index: number): boolean => index >= HEAD_LINES || !known.has(text);
  return isAnother ? ['', ...after.filter(isNews)] : fresh.filter((text) => !isDeselected(text, before));
}

/** Where an item without the pointer has a blank; of a form's field that is its first character. */
const UNSELECTED = /^(?:[0-9] )? /;

/** An item that has just lost the pointer is not new. */
const isDeselected = (text: string, before: readonly string[]): boolean =>
  UNSELECTED.test(text) && before.includes(text.replace(UNSELECTED, (start) => start.replace(/ $/, '>')));

const calm = (seconds: number): number => Math.ceil(seconds / COUNTDOWN_STEP_s) * COUNTDOWN_STEP_s;
