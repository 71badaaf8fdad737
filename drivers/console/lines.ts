/** Text as the console shows it: lines of segments, each with a tone that `text-lines.tsx` gives a colour. */

/** `value` is what an operator entered or reads, `faint` what explains it. */
export type Tone = 'plain' | 'title' | 'value' | 'selected' | 'cursor' | 'faint' | 'good' | 'bad' | 'busy';

export interface Segment {
  readonly text: string;
  readonly tone: Tone;
}
export type Line = readonly Segment[];

/** Lines with the one that must stay visible when there is no room for all. */
export interface Content {
  readonly lines: readonly Line[];
  readonly focus: number;
}

export const line = (text: string, tone: Tone = 'plain'): Line => [{ text, tone }];
export const EMPTY_LINE: Line = [];

export const textOf = (segments: Line): string => segments.map((segment) => segment.text).join('');

/** Words of a sentence on lines of at most `width` characters; a longer word is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (joined.length <= width) {
      current = joined;
      continue;
    }
    if (current !== '') {
      lines.push(current);
    }
    current = word;
    while (current.length > width) {
      lines.push(current.slice(0, width));
      current = current.slice(width);
    }
  }
  return [...lines, current];
}

/** At most `rows` of the lines, the focus among them and where possible the line after it. */
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
