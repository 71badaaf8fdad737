/** The pane beside the menu: the screen of a view as lines. Pure; `text-lines.tsx` gives each tone its colour. */
import type {
  ChecksScreen,
  CheckView,
  ConfirmationScreen,
  CountdownScreen,
  FieldScreen,
  MessageScreen,
  ProgressScreen,
  ProposalScreen,
  Screen,
  StatusScreen,
} from '../../menus/view.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import {
  bar,
  type Content,
  cellsOf,
  EMPTY_LINE,
  type Line,
  line,
  padCells,
  type Segment,
  type Tone,
  wrap,
} from './lines.ts';
import type { Terminal } from './terminal.ts';

/** The room to draw in; `width` in cells. */
export interface Pane {
  readonly width: number;
  readonly terminal: Terminal;
  readonly words: FaceWords;
}

/** Lines of a screen; empty for the menu, which is not drawn in the pane. */
export function detailOf(screen: Screen, pane: Pane): Content {
  switch (screen.kind) {
    case 'status':
      return statusLines(screen, pane);
    case 'menu':
      return top([]);
    case 'field':
      return fieldLines(screen, pane);
    case 'proposal':
      return proposalLines(screen, pane);
    case 'confirmation':
      return confirmationLines(screen, pane);
    case 'progress':
      return top(progressLines(screen, pane));
    case 'checks':
      return checksLines(screen, pane);
    case 'countdown':
      return countdownLines(screen, pane);
    case 'message':
      return top(messageLines(screen, pane));
  }
}

const top = (lines: readonly Line[]): Content => ({ lines, focus: 0 });

const paragraph = (text: string, pane: Pane, tone: Tone): readonly Line[] =>
  wrap(text, pane.width).map((part) => line(part, tone));

function statusLines(screen: StatusScreen, pane: Pane): Content {
  const tone: Tone = screen.tone === 'fault' ? 'bad' : screen.tone === 'update' ? 'busy' : 'value';
  const width = Math.max(0, ...screen.entries.map((entry) => cellsOf(entry.label)));
  const lines = screen.entries.map(
    (entry): Line => [
      { text: entry.label === '' ? '' : padCells(entry.label, width + 2), tone: 'plain' },
      { text: entry.value, tone },
    ],
  );
  const meter = screen.percent === null ? [] : [EMPTY_LINE, meterLine(screen.percent, pane)];
  const page = pane.words.page({ page: screen.index + 1, count: screen.count });
  const turning = screen.count > 1 ? [EMPTY_LINE, line(page, 'faint')] : [];
  return top([...lines, ...meter, ...turning]);
}

/** Explanations stand below their line, indented. */
const INDENT = '    ';

/** A form shows all its fields with all their errors; a single field shows only itself. */
function fieldLines(screen: FieldScreen, pane: Pane): Content {
  const form = screen.form ?? {
    title: '',
    fields: [{ label: screen.label, text: screen.text, error: screen.error }],
    index: 0,
  };
  const width = Math.max(...form.fields.map((field) => cellsOf(field.label)));
  const lines: Line[] = form.title === '' ? [] : [line(form.title, 'title'), EMPTY_LINE];
  let focus = 0;
  for (const [index, field] of form.fields.entries()) {
    const isCurrent = index === form.index;
    const label = `${padCells(field.label, width)}  `;
    const error = isCurrent ? screen.error : field.error;
    if (isCurrent) {
      focus = lines.length;
      lines.push([
        { text: '> ', tone: 'title' },
        { text: label, tone: 'title' },
        ...edited(screen, pane, cellsOf(label) + 2),
      ]);
    } else {
      lines.push([
        { text: `  ${label}`, tone: 'plain' },
        { text: field.text, tone: 'value' },
      ]);
    }
    const errorWidth = pane.width - INDENT.length;
    for (const text of error === null ? [] : wrap(error.join(' '), errorWidth)) {
      lines.push(line(INDENT + text, 'bad'));
    }
  }
  const { typeValue, typeValueNextField } = pane.words;
  const typing = form.fields.length > 1 ? typeValueNextField : typeValue;
  const keys = [`${typing} ${screen.hint}`.trim(), screen.ways].filter((text) => text !== '');
  const help = keys.flatMap((text) => paragraph(text, pane, 'faint'));
  return { lines: [...lines, EMPTY_LINE, ...help], focus };
}

/** The text with its cursor; on a terminal without attributes, brackets mark the character. */
function edited({ text, cursor }: FieldScreen, pane: Pane, used: number): readonly Segment[] {
  const under = text[cursor] ?? ' ';
  const brackets = pane.terminal.styled ? 0 : 2;
  const { from, to } = scrolled(text.length, cursor, pane.width - used - brackets);
  return [
    { text: from > 0 ? '<' : '', tone: 'faint' },
    { text: text.slice(from, cursor), tone: 'value' },
    { text: pane.terminal.styled ? under : `[${under}]`, tone: 'cursor' },
    { text: text.slice(cursor + 1, to), tone: 'value' },
    { text: to < text.length ? '>' : '', tone: 'faint' },
  ];
}

/**
 * The part of a long text that is shown, with the cursor in it; two cells are kept for the marks of what is cut off.
 * @param room in cells, the one after the text included, where the cursor may stand
 */
function scrolled(
  length: number,
  cursor: number,
  room: number,
): { readonly from: number; readonly to: number } {
  if (length < room) return { from: 0, to: length };
  const shown = Math.max(1, room - 3);
  const from = Math.max(0, Math.min(cursor - Math.floor(shown / 2), length - shown));
  return { from, to: Math.min(length, from + shown) };
}

/** Every value, the old one before a new one; `!` marks what needs the operator. Then APPLY and what the keys do. */
function proposalLines(screen: ProposalScreen, pane: Pane): Content {
  const width = Math.max(0, ...screen.rows.map(({ label }) => cellsOf(label)));
  const orNone = (text: string): string => (text === '' ? pane.words.none : text);
  const lines: Line[] = [...paragraph(screen.title, pane, 'title'), EMPTY_LINE];
  let focus = 0;
  for (const [index, row] of screen.rows.entries()) {
    const isSelected = index === screen.selected;
    focus = isSelected ? lines.length : focus;
    const pointer = isSelected ? '>' : row.needsYou ? '!' : ' ';
    const label: Segment = {
      text: `${pointer} ${padCells(row.label, width)}  `,
      tone: isSelected ? 'title' : 'plain',
    };
    const after = orNone(row.value);
    const before = row.before === null ? null : orNone(row.before);
    const used = cellsOf(label.text + (before === null ? '' : `${before} -> `) + after);
    if (used <= pane.width) {
      const was: readonly Segment[] =
        before === null
          ? []
          : [
              { text: before, tone: 'plain' },
              { text: ' -> ', tone: 'faint' },
            ];
      lines.push([label, ...was, { text: after, tone: 'value' }]);
    } else {
      lines.push([label]);
      if (before !== null) lines.push(...indented(before, pane, 'plain'));
      lines.push(...indented(before === null ? after : `-> ${after}`, pane, 'value'));
    }
    for (const text of row.reason === null ? [] : wrap(row.reason.join(' '), pane.width - INDENT.length)) {
      lines.push(line(INDENT + text, 'bad'));
    }
  }
  const isApply = screen.selected === screen.rows.length;
  focus = isApply ? lines.length + 1 : focus;
  const apply = line(
    `${isApply ? '>' : ' '} ${screen.apply} (${screen.summary}) `,
    isApply ? 'selected' : 'plain',
  );
  const help = paragraph(`${screen.hint} ${screen.ways}`, pane, 'faint');
  return { lines: [...lines, EMPTY_LINE, apply, EMPTY_LINE, ...help], focus };
}

/** A long value below its label, over as many lines as it takes. */
function indented(text: string, pane: Pane, tone: Tone): readonly Line[] {
  return wrap(text, pane.width - INDENT.length).map((part) => line(INDENT + part, tone));
}

function confirmationLines(screen: ConfirmationScreen, pane: Pane): Content {
  const warning = screen.warning === '' ? [] : [...paragraph(screen.warning, pane, 'bad'), EMPTY_LINE];
  const head = [...paragraph(screen.question, pane, 'title'), EMPTY_LINE, ...warning];
  const choices = screen.choices.map((choice, index) =>
    line(
      `${index === screen.selected ? '> ' : '  '}${choice} `,
      index === screen.selected ? 'selected' : 'plain',
    ),
  );
  return { lines: [...head, ...choices], focus: head.length + screen.selected };
}

function progressLines(screen: ProgressScreen, pane: Pane): readonly Line[] {
  const meter = screen.percent === null ? [] : [EMPTY_LINE, meterLine(screen.percent, pane)];
  return [
    ...paragraph(screen.title, pane, 'title'),
    EMPTY_LINE,
    ...paragraph(screen.step, pane, 'plain'),
    ...meter,
  ];
}

function checksLines(screen: ChecksScreen, pane: Pane): Content {
  const head = [...paragraph(screen.title, pane, 'title'), EMPTY_LINE];
  const running = screen.running ? [line(pane.words.testing, 'busy')] : [];
  return withChecks(head, screen, pane, running);
}

function countdownLines(screen: CountdownScreen, pane: Pane): Content {
  const head: readonly Line[] = [
    ...paragraph(screen.question, pane, 'title'),
    ...paragraph(pane.words.reverts({ seconds: screen.remaining_s }), pane, 'busy'),
    ...paragraph(screen.answers.map(({ hint }) => hint).join(' '), pane, 'faint'),
    EMPTY_LINE,
  ];
  return withChecks(head, screen, pane, []);
}

/** `index` 0 is the summary, n the n-th check. */
function withChecks(
  head: readonly Line[],
  { checks, index }: { readonly checks: readonly CheckView[]; readonly index: number },
  pane: Pane,
  foot: readonly Line[],
): Content {
  const lines: Line[] = [...head];
  let focus = 0;
  const width = Math.max(0, ...checks.map(({ label }) => cellsOf(label)));
  for (const [at, check] of checks.entries()) {
    focus = at === index - 1 ? lines.length : focus;
    lines.push(...checkLines(check, width, pane));
  }
  return { lines: [...lines, ...foot], focus };
}

const CHECK_TONES = { ok: 'good', failed: 'bad', skipped: 'faint' } as const;

function checkLines(
  { label, result, verdict, problem }: CheckView,
  labelWidth: number,
  pane: Pane,
): readonly Line[] {
  const explained = problem.length === 0 ? [] : wrap(problem.join(' '), pane.width - INDENT.length);
  return [
    [
      { text: padCells(label, labelWidth + 2), tone: 'plain' },
      { text: verdict, tone: CHECK_TONES[result] },
    ],
    ...explained.map((text) => line(INDENT + text, 'plain')),
  ];
}

const MESSAGE_TONES = { info: 'title', success: 'good', fault: 'bad' } as const;

function messageLines(screen: MessageScreen, pane: Pane): readonly Line[] {
  const [headline = '', ...rest] = screen.lines;
  const hint = screen.hint === '' ? [] : [EMPTY_LINE, line(screen.hint, 'faint')];
  return [
    ...paragraph(headline, pane, MESSAGE_TONES[screen.tone]),
    ...rest.flatMap((text) => paragraph(text, pane, 'plain')),
    ...hint,
  ];
}

function meterLine(percent: number, pane: Pane): Line {
  // A bar read aloud is noise.
  if (pane.terminal.mode === 'lines') return line(`${percent} %`);
  const { barFull, barEmpty } = pane.terminal.symbols;
  const width = Math.min(40, pane.width - 6);
  return [
    { text: bar(percent, width, barFull, barEmpty), tone: 'busy' },
    { text: `${percent} %`.padStart(6), tone: 'plain' },
  ];
}
