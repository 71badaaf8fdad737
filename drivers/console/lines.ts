/** Text as the console shows it: lines of segments, each with a tone that `text-lines.tsx` gives a colour. */
import stringWidth from 'string-width';

/** `value`: what an operator entered or reads; `faint`: an explanation. */
export type Tone =
  | 'plain'
  | 'title'
  | 'value'
  | 'selected'
  | 'cursor'
  | 'faint'
  | 'good'
  | 'bad'
  | 'busy'
  /** Light modules of a QR code: white on black on any terminal. */
  | 'code';

export interface Segment {
  readonly text: string;
  readonly tone: Tone;
}
export type Line = readonly Segment[];

/** Lines, and the one that must stay visible if not all fit. */
export interface Content {
  readonly lines: readonly Line[];
  readonly focus: number;
}

export const line = (text: string, tone: Tone = 'plain'): Line => [{ text, tone }];
export const EMPTY_LINE: Line = [];

export const textOf = (segments: Line): string => segments.map((segment) => segment.text).join('');

/** Cells a text takes on the screen: two for each full-width character. */
export const cellsOf = (text: string): number => stringWidth(text);

/** Filled with blanks to `width` cells; a longer text stays as it is. */
export const padCells = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - cellsOf(text)));

/**
 * Where a line may be broken: at a blank, which is dropped, and before a kana or kanji. Japanese punctuation and the
 * long vowel mark never begin a line.
 */
function breakable(text: string): readonly string[] {
  return text.split(/ |(?=[\u3040-\u9fff])(?![\u30fc])|(?<=[\u3001\u3002])(?! )/u);
}

/** Wraps a sentence to lines of at most `width` cells, between words; a word longer than a line is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  let place = 0;
  for (const part of breakable(text)) {
    const at = text.indexOf(part, place);
    const gap = current !== '' && at > place ? ' ' : '';
    place = at + part.length;
    const joined = current + gap + part;
    if (cellsOf(joined) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') {
      lines.push(current);
    }
    current = part;
    while (cellsOf(current) > width) {
      lines.push(current.slice(0, width));
      current = current.slice(width);
    }
  }
  return [...lines, current];
}

/** At most `rows` of the lines, including the focus and if possible the line after it. */
export function windowed(
  content: Content,
  rows: number,
): { readonly lines: readonly Line[]; readonly first: number } {
  const last = Math.max(0, content.lines.length - rows);
  const first = Math.min(last, Math.max(0, content.focus - rows + 2));
  return { lines: content.lines.slice(first, first + rows), first };
}

/** A bar of `width` cells for 0-100 percent. */
export function bar(percent: number, width: number, full: string, empty: string): string {
  const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
  return full.repeat(filled) + empty.repeat(width - filled);
}
