/**
 * Fields of a fixed number of digits, in one group or in several with dots between: `00443`, `192.168.001.010`.
 *
 * - UP/DOWN turn the digit under the cursor, 9 to 0 and back; the digits beside it stay.
 * - A digit typed at the first place of a group clears the group and is shown right-aligned, the next ones
 *   push it left; so ENTER always accepts the value the field shows: `1` over `192` shows `001`.
 *   A digit typed further right overwrites the one under the cursor and moves on.
 * - Digits after the last one are ignored. Once the value was refused, the next digit starts a new value.
 * - A full group moves the cursor to the next one, and so does a dot. A dot right after a full group is ignored, so
 *   `192.168.1.10` can be pasted as it is.
 * - Backspace takes the last digit off the group; at the first place, off the group before.
 */
import type { KeyEvent } from '../keys.ts';
import { stepsByEnter } from './define-editor.ts';
import type { EditorShown, EditorState, NaturalText } from './editor.ts';

export interface DigitLayout {
  readonly groups: number;
  /** Digits in a group, 2 or more. */
  readonly width: number;
}

function lastColumn({ groups, width }: DigitLayout): number {
  return groups * (width + 1) - 2;
}

/** Column of the first digit of the group that `column` is in. */
function groupStart({ width }: DigitLayout, column: number): number {
  return column - (column % (width + 1));
}

function withGroup({ width }: DigitLayout, text: string, start: number, digits: string): string {
  return text.slice(0, start) + digits + text.slice(start + width);
}

function moveTo(state: EditorState, cursor: number): EditorState {
  return cursor === state.cursor && state.typed === 0 ? state : { ...state, cursor, typed: 0 };
}

/** The digit to the right or left. A dot is skipped, the ends hold. */
function move(layout: DigitLayout, state: EditorState, step: 1 | -1): EditorState {
  const beside = state.cursor + step;
  const column = state.text[beside] === '.' ? beside + step : beside;
  return moveTo(state, Math.min(Math.max(column, 0), lastColumn(layout)));
}

function turn(state: EditorState, step: 1 | -1): EditorState {
  const { text, cursor } = state;
  const digit = (Number(text[cursor]) + step + 10) % 10;
  return { ...state, text: text.slice(0, cursor) + digit + text.slice(cursor + 1), typed: 0 };
}

/** After the last digit of a group. `typed` then is the width: the group before the cursor has just been filled. */
function leaveGroup(layout: DigitLayout, state: EditorState, start: number): EditorState {
  const next = start + layout.width + 1;
  const last = lastColumn(layout);
  return { ...state, cursor: Math.min(next, last), typed: layout.width };
}

const AT_THE_START = { cursor: 0, typed: 0 } as const;

function typeDigit(layout: DigitLayout, state: EditorState, digit: string): EditorState {
  const { width } = layout;
  const { text } = state;
  const { cursor, typed } = state.begins ? AT_THE_START : state;
  const start = groupStart(layout, cursor);
  const end = start + width - 1;
  if (typed === width && cursor === end) return state;
  if (cursor === start) {
    return {
      ...state,
      text: withGroup(layout, text, start, digit.padStart(width, '0')),
      cursor: end,
      typed: 1,
    };
  }
  if (typed > 0) {
    const digits = text.slice(start + 1, end + 1) + digit;
    const pushed = { ...state, text: withGroup(layout, text, start, digits), typed: typed + 1 };
    return pushed.typed === width ? leaveGroup(layout, pushed, start) : pushed;
  }
  const overwritten = { ...state, text: text.slice(0, cursor) + digit + text.slice(cursor + 1) };
  return cursor === end ? leaveGroup(layout, overwritten, start) : { ...overwritten, cursor: cursor + 1 };
}

function typeDot(layout: DigitLayout, state: EditorState): EditorState {
  const start = groupStart(layout, state.cursor);
  const next = start + layout.width + 1;
  const isFirstPlace = state.cursor === start;
  if (state.typed === layout.width && isFirstPlace) return { ...state, typed: 0 };
  return next > lastColumn(layout) ? state : moveTo(state, next);
}

function backspace(layout: DigitLayout, state: EditorState): EditorState {
  const { text, cursor } = state;
  if (cursor === 0) return state;
  const here = groupStart(layout, cursor);
  const start = cursor === here ? here - layout.width - 1 : here;
  const end = start + layout.width - 1;
  const digits = `0${text.slice(start, end)}`;
  const left = digits.replace(/^0+/, '').length;
  return {
    ...state,
    text: withGroup(layout, text, start, digits),
    cursor: left > 0 ? end : start,
    typed: left,
  };
}

export function changeDigits(layout: DigitLayout, state: EditorState, event: KeyEvent): EditorState {
  switch (event.type) {
    case 'KEY.UP':
      return turn(state, 1);
    case 'KEY.DOWN':
      return turn(state, -1);
    case 'KEY.LEFT':
      return move(layout, state, -1);
    case 'KEY.RIGHT':
      return move(layout, state, 1);
    case 'KEY.BACKSPACE':
      return backspace(layout, state);
    case 'KEY.CHARACTER':
      if (/^\d$/.test(event.character)) return typeDigit(layout, state, event.character);
      return event.character === '.' ? typeDot(layout, state) : state;
    default:
      return state;
  }
}

/** The next digit, or null on the last. */
export function nextDigit(layout: DigitLayout, state: EditorState): EditorState | null {
  return state.cursor === lastColumn(layout) ? null : move(layout, state, 1);
}

export function showDigits(layout: DigitLayout, state: EditorState): EditorShown {
  const { keys, text, cursor } = state;
  const step = cursor === lastColumn(layout) ? 'digitOk' : 'digitNext';
  const hint = stepsByEnter(keys) ? step : 'digitMove';
  return { text, cursor, hint, isSecret: false, natural: naturalOf(layout, text, cursor) };
}

/** `010.009.008.007` with the cursor in the second group is edited as `10.__9.8.7` and otherwise reads `10.9.8.7`. */
export function naturalOf({ width }: DigitLayout, text: string, cursor: number): NaturalText {
  const groups = text.split('.');
  const edited = Math.floor(cursor / (width + 1));
  const shown = groups.map((group, index) =>
    index === edited
      ? group.replace(/^0+(?=\d)/, (zeros) => '_'.repeat(zeros.length))
      : String(Number(group)),
  );
  const before = shown.slice(0, edited).reduce((cells, group) => cells + group.length + 1, 0);
  return { text: shown.join('.'), cursor: before + (cursor % (width + 1)), rest: withoutLeadingZeros(text) };
}

/** `192.168.001.010` -> `192.168.1.10` */
export function withoutLeadingZeros(text: string): string {
  return text.split('.').map(Number).join('.');
}
