/** The board: all status pages of the appliance at once, in as many columns as the terminal has room for. Pure. */
import type { StatusBlock, StatusPage } from '../../menus/view.ts';
import { type Content, cellsOf, EMPTY_LINE, type Line, line, padCells, type Tone, wrap } from './lines.ts';

/** The room to draw in, in cells. */
interface BoardRoom {
  readonly width: number;
  readonly rows: number;
}

/** Label and an address with its prefix length side by side. */
const NARROWEST_COLUMN = 36;
/** An IPv6 address in one line; taken where all still fits. */
const COMFORTABLE_COLUMN = 50;
/** A wider one puts labels too far from their values. */
const WIDEST_COLUMN = 60;
const GAP = 2;

const TONES: Readonly<Record<StatusBlock['tone'], Tone>> = { normal: 'value', update: 'busy', fault: 'bad' };

/** @param page the page to keep in view where not all fit */
export function boardOf(blocks: readonly StatusBlock[], page: StatusPage, room: BoardRoom): Content {
  const layouts = [COMFORTABLE_COLUMN, NARROWEST_COLUMN].flatMap((least) =>
    [1, 0].map((space) => layoutOf(blocks, room.width, least, space)),
  );
  const fitting = layouts.find(({ columns }) => columns.every(({ lines }) => lines.length <= room.rows));
  const { columns: chosen, width } = fitting ?? layoutOf(blocks, room.width, NARROWEST_COLUMN, 0);
  const height = Math.max(0, ...chosen.map(({ lines }) => lines.length));
  const focus = Math.max(0, ...chosen.map(({ starts }) => starts.get(page) ?? 0));
  const lines = Array.from({ length: height }, (_, row) =>
    chosen.flatMap((column, index) =>
      cell(column.lines[row] ?? EMPTY_LINE, width, index < chosen.length - 1),
    ),
  );
  return { lines, focus };
}

/** @param least width of a column, in cells @param space empty lines between two blocks */
function layoutOf(blocks: readonly StatusBlock[], room: number, least: number, space: number) {
  const count = Math.max(1, Math.floor((room + GAP) / (least + GAP)));
  const width = Math.min(WIDEST_COLUMN, Math.floor((room + GAP) / count) - GAP);
  const drawn = blocks.map((block) => ({ page: block.page, lines: linesOf(block, width) }));
  return { columns: inColumns(drawn, count, space), width };
}

interface DrawnBlock {
  readonly page: StatusPage;
  readonly lines: readonly Line[];
}

interface Column {
  readonly lines: readonly Line[];
  /** The line each page begins at. */
  readonly starts: ReadonlyMap<StatusPage, number>;
}

/** The blocks in order, column after column, as even as they get. @param space empty lines between two blocks */
function inColumns(blocks: readonly DrawnBlock[], count: number, space: number): readonly Column[] {
  const total = blocks.reduce((sum, { lines }) => sum + lines.length + space, 0);
  for (let height = Math.ceil(total / count); ; height++) {
    const columns = filled(blocks, height, space);
    if (columns.length <= count) return columns;
  }
}

/** As many columns as it takes when none but a single block is higher than `height`. */
function filled(blocks: readonly DrawnBlock[], height: number, space: number): readonly Column[] {
  const columns: { lines: Line[]; starts: Map<StatusPage, number> }[] = [];
  for (const { page, lines } of blocks) {
    let column = columns.at(-1);
    if (column === undefined || column.lines.length + space + lines.length > height) {
      column = { lines: [], starts: new Map() };
      columns.push(column);
    } else {
      column.lines.push(...Array.from({ length: space }, () => EMPTY_LINE));
    }
    column.starts.set(page, column.lines.length);
    column.lines.push(...lines);
  }
  return columns;
}

/** The first label is the block's title. Long values go on below themselves. */
function linesOf({ tone, entries }: StatusBlock, width: number): readonly Line[] {
  const labelled = entries.map(({ label }) => cellsOf(label));
  const labels = Math.min(Math.floor(width / 2), Math.max(...labelled, 0)) + 2;
  return entries.flatMap(({ label, value }, index): readonly Line[] => {
    const labelTone: Tone = index === 0 ? 'title' : 'plain';
    if (label === '') {
      return wrap(value, width).map((part) =>
        line(part, index === 0 && tone === 'normal' ? 'title' : TONES[tone]),
      );
    }
    const room = width - labels;
    const isBeside = cellsOf(label) + 2 <= labels;
    const values = wrap(value, room).map((part) => ({ text: part, tone: TONES[tone] }));
    const [first, ...others] = values;
    const blank = ' '.repeat(labels);
    return isBeside
      ? [
          [{ text: padCells(label, labels), tone: labelTone }, ...(first === undefined ? [] : [first])],
          ...others.map((part): Line => [{ text: blank, tone: 'plain' }, part]),
        ]
      : [line(label, labelTone), ...values.map((part): Line => [{ text: blank, tone: 'plain' }, part])];
  });
}

/** One line of a column, filled up to where the next column begins. */
function cell(segments: Line, width: number, hasNext: boolean): Line {
  const used = segments.reduce((sum, { text }) => sum + cellsOf(text), 0);
  return hasNext ? [...segments, { text: ' '.repeat(width + GAP - used), tone: 'plain' }] : segments;
}
