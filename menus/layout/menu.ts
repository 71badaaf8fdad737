import { type Geometry, GLYPHS } from '../frame.ts';
import type { MenuScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { isRoomy, type Page, pageOf } from './page.ts';
import { spread, wrap } from './wrap.ts';

/** One item at a time, with its place in the menu and what the keys do. */
export function layoutMenu(
  screen: MenuScreen,
  geometry: Geometry,
  { hints }: RegisterWords,
): readonly Page[] {
  const { columns } = geometry;
  const { title, items, selected } = screen.list;
  const label = items[selected]?.label ?? '';
  const position = `${selected + 1}/${items.length}`;
  const [first = '', second = ''] = wrap(label, columns - 1);
  if (isRoomy(geometry)) {
    const rows = [`${GLYPHS.right}${first}`, second === '' ? '' : ` ${second}`];
    return [pageOf([spread(title, position, columns), ...rows, hints.menu])];
  }
  // Two rows: the item itself, the arrows of its keys in the last column.
  const place = second === '' ? position.padStart(columns - 2) : second;
  return [
    pageOf([
      first.padEnd(columns - 1) + GLYPHS.upDown,
      `${place.padEnd(columns - 1).slice(0, columns - 1)}${GLYPHS.enter}`,
    ]),
  ];
}
