/**
 * A wizard's list on a glass: the selected row whole, then as many of those after it as fit. On four rows a reason takes
 * the place of the old value: label, value and reason are read at once.
 */
import { type Geometry, GLYPHS } from '../frame.ts';
import type { ProposalRow, ProposalScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { type Block, isRoomy, type Page, pageOf, paginate } from './page.ts';
import { spread, wrap } from './wrap.ts';

/** Marks a value that needs the operator. */
const NEEDS_YOU = '!';

/** Label and place, with the mark where the row has room for it. */
function headOf(label: string, needsYou: boolean, place: string, columns: number): string {
  const marked = `${label} ${NEEDS_YOU}`;
  const fits = marked.length + (place === '' ? 0 : place.length + 1) <= columns;
  return spread(needsYou && fits ? marked : label, place, columns);
}

/** A value behind the arrow, in as many rows as it takes. */
function selectedValue(text: string, columns: number): readonly string[] {
  return wrap(text, columns - 1).map((row, index) => `${index === 0 ? GLYPHS.right : ' '}${row}`);
}

/** A row that is not selected: label and value, a long value cut. */
function besideRows({ label, value, needsYou }: ProposalRow, columns: number): Block {
  const room = columns - 1;
  const shown = value.length > room ? `${value.slice(0, room - 1)}${GLYPHS.right}` : value;
  return [headOf(label, needsYou, '', columns).trimEnd(), ` ${shown}`];
}

function roomyPages(
  screen: ProposalScreen,
  geometry: Geometry,
  { was, will }: RegisterWords,
): readonly Page[] {
  const { columns, rows } = geometry;
  const place = `${screen.selected + 1}/${screen.rows.length + 1}`;
  const row = screen.rows[screen.selected];
  const heading = row ? [headOf(row.label, row.needsYou, place, columns)] : [];
  const blocks: readonly Block[] = row
    ? [
        ...(row.before === null || row.reason !== null
          ? [selectedValue(row.value, columns)]
          : [
              wrap(`${was} ${row.before}`, columns - 1).map((line) => ` ${line}`),
              selectedValue(`${will} ${row.value}`, columns),
            ]),
        ...(row.reason === null ? [] : [row.reason.flatMap((line) => wrap(line, columns))]),
      ]
    : [[spread(`${GLYPHS.right}${screen.apply}`, place, columns)]];
  const pages = paginate(blocks, geometry, heading);
  const [only] = pages;
  return pages.length > 1 || only === undefined ? pages : [pageOf(filled(screen, only.lines, columns, rows))];
}

/** Rows that are left: the next values going round, and what the keys do in a last one. */
function filled(
  screen: ProposalScreen,
  lines: readonly string[],
  columns: number,
  rows: number,
): readonly string[] {
  const after = [...screen.rows.slice(screen.selected + 1), ...screen.rows.slice(0, screen.selected)];
  const blocks = after.map((row) => besideRows(row, columns));
  const room = Math.floor((rows - lines.length) / 2);
  const shown = [...lines, ...blocks.slice(0, room).flat()];
  const hint = `${screen.hint}  ${screen.ways}`;
  return shown.length < rows ? [...shown, ...Array(rows - shown.length - 1).fill(''), hint] : shown;
}

/** One value at a time: its label and it, then what it is now, then why it was refused. */
function tightPages(
  screen: ProposalScreen,
  { columns, rows }: Geometry,
  { was }: RegisterWords,
): readonly Page[] {
  const row = screen.rows[screen.selected];
  if (row === undefined) {
    const place = `${screen.selected + 1}/${screen.rows.length + 1}`;
    return [pageOf([spread(`${GLYPHS.right}${screen.apply}`, place, columns), ` ${screen.summary}`])];
  }
  const head = headOf(row.label, row.needsYou, '', columns);
  const values = selectedValue(row.value, columns).map((value) => pageOf([head, value]));
  const before = row.before === null ? [] : wrap(row.before, columns);
  const olds = before.map((value) => pageOf([spread(row.brief, was, columns), value]));
  const reasons = row.reason === null ? [] : row.reason.flatMap((line) => wrap(line, columns));
  const why = reasons.flatMap((_line, index) =>
    index % rows === 0 ? [pageOf(reasons.slice(index, index + rows))] : [],
  );
  return [...values, ...why, ...olds];
}

export function layoutProposal(
  screen: ProposalScreen,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  return isRoomy(geometry) ? roomyPages(screen, geometry, words) : tightPages(screen, geometry, words);
}
