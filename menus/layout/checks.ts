import { type Geometry, GLYPHS } from '../frame.ts';
import type { ChecksScreen, CheckView, CountdownScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { isRoomy, type Page, pageOf, paginate } from './page.ts';
import { spread, wrap } from './wrap.ts';

/** `ALL CHECKS OK`, `1 CHECK FAILED`, `3 CHECKS FAILED`. */
function checksSummary(checks: readonly CheckView[], { headlines, phrases }: RegisterWords): string {
  const failed = checks.filter((check) => check.result === 'failed').length;
  if (failed === 0) {
    return headlines.allOk;
  }
  return failed === 1 ? headlines.oneFailed : phrases.manyFailed({ count: failed });
}

function summaryOf({ checks, running }: ChecksScreen, words: RegisterWords): string {
  return running ? words.headlines.testing : checksSummary(checks, words);
}

const resultOf = ({ label, verdict }: CheckView): string => `${label} ${verdict}`;

const wrapped = (lines: readonly string[], columns: number): readonly string[] =>
  lines.flatMap((line) => wrap(line, columns));

/** One check under a fixed heading: its result, then the problem, then the keys if a row is left. */
function layoutCheck(
  screen: ChecksScreen,
  check: CheckView,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  const { title, index, checks, running } = screen;
  const { columns, rows } = geometry;
  const result = resultOf(check);
  const advice = wrapped(check.problem, columns);
  if (!isRoomy(geometry)) {
    return [result, ...advice].map((row) => pageOf([summaryOf(screen, words), row]));
  }
  const free = rows - 2 - advice.length;
  const hint = running ? words.headlines.testing : words.hints.turnOrLeave;
  const below = free < 1 ? [] : [...Array.from({ length: free - 1 }, () => ''), hint];
  return paginate([[result, ...advice, ...below]], geometry, [
    spread(title, `${index}/${checks.length}`, columns),
  ]);
}

export function layoutChecks(
  screen: ChecksScreen,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  const { title, checks, index, running } = screen;
  const check = checks[index - 1];
  const summary = summaryOf(screen, words);
  const hint = running ? words.hints.turn : words.hints.turnOrLeave;
  if (check === undefined) {
    return [pageOf(isRoomy(geometry) ? [title, summary, '', hint] : [title, summary])];
  }
  return layoutCheck(screen, check, geometry, words);
}

/** The keys in a row of this length, in the longest form that fits. */
function answerKeys(answers: CountdownScreen['answers'], columns: number): string {
  const whole = answers.map(({ hint }) => hint).join(' ');
  return whole.length <= columns ? whole : tightKeys(answers);
}

const tightKeys = (answers: CountdownScreen['answers']): string =>
  answers.map(({ tight }) => tight).join(' ');

/** The seconds left, and the keys that answer if the row has room for them. */
function decisionHeading(
  { remaining_s, answers }: CountdownScreen,
  columns: number,
  { headlines }: RegisterWords,
): string {
  const seconds = `${remaining_s}`;
  const keys = answers.map(({ key }) => key).join('/');
  const forms = [
    [seconds, tightKeys(answers)],
    [`${headlines.keepShort} ${seconds}`, keys],
    [seconds, keys],
  ] as const;
  const [left, right] = forms.find((form) => form.join(' ').length <= columns) ?? [seconds, ''];
  return spread(left, right, columns);
}

/** The check's result, the seconds left, the problem, and always the keys that answer. */
function layoutDecision(
  screen: CountdownScreen,
  check: CheckView,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  const { columns } = geometry;
  const { remaining_s, answers } = screen;
  const result = resultOf(check);
  const advice = wrapped(check.problem, columns);
  if (isRoomy(geometry)) {
    const seconds = `${remaining_s} ${GLYPHS.upDown}`;
    const heading = spread(
      result,
      result.length < columns - seconds.length ? seconds : `${remaining_s}`,
      columns,
    );
    const [first = '', second = ''] = advice;
    return [pageOf([heading, first, second, answerKeys(answers, columns)])];
  }
  const heading = decisionHeading(screen, columns, words);
  return [result, ...advice].map((row) => pageOf([heading, row]));
}

export function layoutCountdown(
  screen: CountdownScreen,
  geometry: Geometry,
  words: RegisterWords,
): readonly Page[] {
  const { question, remaining_s, checks, index, answers } = screen;
  const { columns } = geometry;
  const check = checks[index - 1];
  if (check !== undefined) {
    return layoutDecision(screen, check, geometry, words);
  }
  if (isRoomy(geometry)) {
    const undo = words.phrases.undoIn({ seconds: remaining_s });
    return [pageOf([question, checksSummary(checks, words), undo, answerKeys(answers, columns)])];
  }
  const short = spread(words.headlines.keepShort, String(remaining_s), columns);
  // ENTER keeps from either page, so the question stands on both.
  return [answerKeys(answers, columns), checksSummary(checks, words)].map((row) => pageOf([short, row]));
}
