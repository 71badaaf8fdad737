import { type Geometry, GLYPHS } from '../frame.ts';
import type { StatusScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { type Block, bar, isRoomy, type Page, pageOf, paginate, percentText } from './page.ts';
import { spread, wrap } from './wrap.ts';

type Entry = StatusScreen['entries'][number];

/** A MAC address with its separators: 17 characters, one too many for the narrowest glass. */
const MAC_ADDRESS = /^(..[:-]){5}..$/;
/** Half of it, the separator included. */
const MAC_HALF = 9;

/** Label and value in one row if they fit, else the label over the value. */
function entryBlock({ label, value }: Entry, columns: number): Block {
  if (label === '') {
    return wrap(value, columns);
  }
  const row = `${label} ${value}`;
  if (row.length <= columns) return [row];
  if (value.length > columns && MAC_ADDRESS.test(value)) {
    const half = value.slice(0, MAC_HALF);
    return [spread(label, half, columns), value.slice(MAC_HALF).padStart(columns)];
  }
  return [...wrap(label, columns), ...wrap(value, columns)];
}

/**
 * The serial number is read aloud over the noise of fans: its characters stand apart, or else in fours, as far as the
 * row has room.
 */
function layoutSerial(screen: StatusScreen, geometry: Geometry): readonly Page[] {
  const { columns } = geometry;
  const blocks = screen.entries.map(({ label, value }): Block => {
    if (label === '') return wrap(value, columns);
    const apart = [[...value].join(' '), value.replaceAll(/.{4}(?=.)/g, '$& ')];
    const shown = apart.find((text) => text.length <= columns) ?? value;
    const rows = wrap(shown, columns).map((row) => row.padStart(Math.floor((columns + row.length) / 2)));
    return [...wrap(label, columns), ...(isRoomy(geometry) ? [''] : []), ...rows];
  });
  return paginate(blocks, geometry);
}

/** Under a heading with the percentage: what fits, then the bar; the rest on further pages. */
function layoutProgress(screen: StatusScreen, percent: number, geometry: Geometry): readonly Page[] {
  const { columns, rows } = geometry;
  const [heading, ...others] = screen.entries;
  const blocks = others.map((entry) => entryBlock(entry, columns));
  const room = rows - 2;
  // As many as fit whole, in order.
  const shown = blocks.findIndex((_, index) => blocks.slice(0, index + 1).flat().length > room);
  const beside = (shown === -1 ? blocks : blocks.slice(0, shown)).flat();
  const beyond = shown === -1 ? [] : blocks.slice(shown);
  const filler = Array.from({ length: room - beside.length }, () => '');
  const first = [
    spread(heading?.value ?? '', percentText(percent), columns),
    ...beside,
    ...filler,
    bar(percent, columns),
  ];
  return [pageOf(first), ...(beyond.length === 0 ? [] : paginate(beyond, geometry))];
}

/** On the home page a long name is cut to one row, so that the address stays visible; the full name comes last. */
function homeBlocks(screen: StatusScreen, columns: number): readonly Block[] {
  const [name, ...others] = screen.entries;
  const blocks = others.map((entry) => entryBlock(entry, columns));
  if (name === undefined || name.value.length <= columns) {
    return [[name?.value ?? ''], ...blocks];
  }
  return [[`${name.value.slice(0, columns - 1)}${GLYPHS.right}`], ...blocks, wrap(name.value, columns)];
}

/** The page with the key that opens the menu, where a row has room for it. */
function withMenuKey({ lines, cursor }: Page, { columns, rows }: Geometry, { hints }: RegisterWords): Page {
  const whole = Array.from({ length: rows }, (_, index) => lines[index] ?? '');
  const row = whole.slice(-1).join('');
  // The arrow that marks a further part stays in the last column.
  const arrow = /[↓↑↕]$/.test(row) ? row.slice(-1) : GLYPHS.upDown;
  const text = row.replace(/ *[↓↑↕]?$/, '');
  const hint = `${hints.home} ${arrow}`;
  const fits = text.length + 1 + hint.length <= columns;
  return pageOf([...whole.slice(0, -1), fits ? spread(text, hint, columns) : row], cursor);
}

export function layoutStatus(
  screen: StatusScreen,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  if (screen.percent !== null) {
    return layoutProgress(screen, screen.percent, geometry);
  }
  if (screen.page === 'serial') return layoutSerial(screen, geometry);
  const { columns } = geometry;
  const blocks =
    screen.page === 'home'
      ? homeBlocks(screen, columns)
      : screen.entries.map((entry) => entryBlock(entry, columns));
  const hint = screen.page === 'notice' && isRoomy(geometry) ? [['', words.hints.dismiss]] : [];
  const pages = paginate([...blocks, ...hint], geometry);
  return screen.page === 'home' && isRoomy(geometry)
    ? pages.map((page) => withMenuKey(page, geometry, words))
    : pages;
}
