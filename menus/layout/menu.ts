import { type Geometry, GLYPHS } from '../frame.ts';
import type { MenuScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { type Block, isRoomy, type Page, pageOf } from './page.ts';
import { spread, wrap } from './wrap.ts';

/** As many items as the glass has rows for, in pages that stand still while the arrow moves; an item is never cut. */
export function layoutMenu(screen: MenuScreen, geometry: Geometry, words: RegisterWords): readonly Page[] {
  return [isRoomy(geometry) ? roomyPage(screen, geometry, words) : tightPage(screen, geometry)];
}

/** Under title and place; what the keys do in a row that is left. */
function roomyPage({ list }: MenuScreen, { columns, rows }: Geometry, { hints }: RegisterWords): Page {
  const { title, items, selected } = list;
  const blocks = items.map(({ label }) => wrap(label, columns - 1));
  const shown = pageWith(blocks, selected, rows - 1).flatMap(({ block, index }) =>
    block.map((row, at) => `${at === 0 && index === selected ? GLYPHS.right : ' '}${row}`),
  );
  const free = rows - 1 - shown.length;
  const foot = free === 0 ? [] : [...Array.from({ length: free - 1 }, () => ''), hints.menu];
  return pageOf([spread(title, `${selected + 1}/${items.length}`, columns), ...shown, ...foot]);
}

/** Items of one row share the glass; the arrows of the keys stand in the last column. */
function tightPage({ list: { items, selected } }: MenuScreen, { columns, rows }: Geometry): Page {
  const blocks = items.map(({ label }): Block => {
    const isShort = label.length <= columns - 2;
    return isShort
      ? [label]
      : [...wrap(label, columns - 1), ...Array.from({ length: rows }, () => '')].slice(0, rows);
  });
  const page = pageWith(blocks, selected, rows);
  const place = `${selected + 1}/${items.length}`.padStart(columns - 2);
  // An item alone on the glass has it whole; a row it leaves free says where in the menu it stands.
  const shown =
    page.length === 1
      ? page.flatMap(({ block }) => (block.slice(1).join('') === '' ? [...block.slice(0, 1), place] : block))
      : page.map(({ block, index }) => `${index === selected ? GLYPHS.right : ' '}${block.join('')}`);
  const keys = [GLYPHS.upDown, GLYPHS.enter];
  return pageOf(shown.map((row, at) => row.padEnd(columns - 1).slice(0, columns - 1) + (keys[at] ?? ' ')));
}

/** The blocks of the page that has the selected one; each page takes as many whole ones as its rows hold. */
function pageWith(
  blocks: readonly Block[],
  selected: number,
  room: number,
): readonly { readonly block: Block; readonly index: number }[] {
  let page: { readonly block: Block; readonly index: number }[] = [];
  for (const [index, block] of blocks.entries()) {
    const used = page.reduce((rows, each) => rows + each.block.length, 0);
    if (page.length > 0 && used + block.length > room) {
      if (index > selected) return page;
      page = [];
    }
    page.push({ block, index });
  }
  return page;
}
