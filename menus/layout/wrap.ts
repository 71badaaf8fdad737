import type { RegisterWords } from '../words/words.ts';

/** Where names, addresses and versions are best broken. */
const BREAK_AFTER = /[.:/@_-]/;

/** Where to break a word longer than `columns`: after punctuation if that costs no further row, else at the edge. */
function breakAt(word: string, columns: number): number {
  const rowsAfter = Math.ceil(word.length / columns) - 1;
  for (let end = columns; Math.ceil((word.length - end) / columns) <= rowsAfter; end--) {
    if (BREAK_AFTER.test(word.charAt(end - 1))) {
      return end;
    }
  }
  return columns;
}

/** Rows of at most `columns` characters, broken between words. Nothing is lost but the spaces at the breaks. */
export function wrap(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const joined = row === '' ? word : `${row} ${word}`;
    if (joined.length <= columns) {
      row = joined;
      continue;
    }
    if (row !== '') {
      rows.push(row);
    }
    let rest = word;
    while (rest.length > columns) {
      const end = breakAt(rest, columns);
      rows.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    row = rest;
  }
  return [...rows, row];
}

/** The text as it is if `fits` says so, else with as many abbreviations as it takes. */
export function abbreviate(
  text: string,
  abbreviations: RegisterWords['abbreviations'],
  fits: (text: string) => boolean,
): string {
  let shortened = text;
  for (const [long, short] of abbreviations) {
    if (fits(shortened)) {
      break;
    }
    shortened = shortened.replace(long, short);
  }
  return shortened;
}

/** `left` and `right` at the two ends of a row; `left` is cut when both do not fit. */
export function spread(left: string, right: string, columns: number): string {
  const room = Math.max(0, columns - right.length - (right === '' ? 0 : 1));
  return `${left.slice(0, room).padEnd(columns - right.length)}${right}`;
}
