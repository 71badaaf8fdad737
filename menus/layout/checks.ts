import type { Check } from '../appliance.ts';
import { type Geometry, GLYPHS } from '../frame.ts';
import { CHECKS, HINTS, MESSAGES, RESULTS } from '../labels.ts';
import type { ChecksScreen, CountdownScreen } from '../view.ts';
import { isRoomy, type Page, pageOf, paginate } from './page.ts';
import { spread, spreadIfRoom, wrap } from './wrap.ts';

/** `ALL CHECKS OK`, `1 CHECK FAILED`, `3 CHECKS FAILED`. */
function checksSummary(checks: readonly Check[]): string {
  const failed = checks.filter((check) => check.result === 'failed').length;
  if (failed === 0) {
    return MESSAGES.allOk;
  }
  return failed === 1 ? MESSAGES.oneFailed : `${failed} ${MESSAGES.manyFailed}`;
}

function summaryOf({ checks, running }: ChecksScreen): string {
  return running ? MESSAGES.testing : checksSummary(checks);
}

/** One check under a heading that stays: its result, then what is wrong, then the keys if a row is left. */
function layoutCheck(screen: ChecksScreen, check: Check, geometry: Geometry): readonly Page[] {
  const { title, index, checks, running } = screen;
  const { columns, rows } = geometry;
  const result = `${CHECKS[check.name]} ${RESULTS[check.result]}`;
  const advice = check.panel.flatMap((line) => wrap(line, columns));
  if (!isRoomy(geometry)) {
    return [result, ...advice].map((row) => pageOf([summaryOf(screen), row]));
  }
  const free = rows - 2 - advice.length;
  const hint = running ? MESSAGES.testing : HINTS.turnOrLeave;
  const below = free < 1 ? [] : [...Array.from({ length: free - 1 }, () => ''), hint];
  return paginate([[result, ...advice, ...below]], geometry, [
    spread(title, `${index}/${checks.length}`, columns),
  ]);
}

export function layoutChecks(screen: ChecksScreen, geometry: Geometry): readonly Page[] {
  const { title, checks, index, running } = screen;
  const check = checks[index - 1];
  const summary = summaryOf(screen);
  const hint = running ? HINTS.turn : HINTS.turnOrLeave;
  if (check === undefined) {
    return [pageOf(isRoomy(geometry) ? [title, summary, '', hint] : [title, summary])];
  }
  return layoutCheck(screen, check, geometry);
}

/** The keys in what is left of a row: `ENTER:KEEP EXIT:UNDO`, or where even that is too long `↵/EXIT`. */
function answerKeys(hints: CountdownScreen['hints'], room: number): string {
  const answers = hints.filter((hint) => hint !== '');
  const whole = answers.join(' ').replaceAll(': ', ':');
  const keys = answers.map((hint) => hint.replace(/:.*$/, '').replace('ENTER', GLYPHS.enter));
  return whole.length <= room ? whole : keys.join('/');
}

/** A row with the keys at its end, in the longest form that fits. */
function withAnswers(row: string, hints: CountdownScreen['hints'], columns: number): string {
  return spreadIfRoom(row, answerKeys(hints, columns - row.length - 1), columns);
}

/** The check's result and the seconds left, what is wrong, and always the keys that answer. */
function layoutDecision(screen: CountdownScreen, check: Check, geometry: Geometry): readonly Page[] {
  const { columns } = geometry;
  const { remaining_s, hints } = screen;
  const result = `${CHECKS[check.name]} ${RESULTS[check.result]}`;
  const advice = check.panel.flatMap((line) => wrap(line, columns));
  if (isRoomy(geometry)) {
    const seconds = `${remaining_s} ${GLYPHS.upDown}`;
    const heading = spread(
      result,
      result.length < columns - seconds.length ? seconds : `${remaining_s}`,
      columns,
    );
    const [first = '', second = ''] = advice;
    return [pageOf([heading, first, second, answerKeys(hints, columns).padStart(columns)])];
  }
  const heading = withAnswers(`${MESSAGES.keepShort} ${remaining_s}`, hints, columns);
  return [result, ...advice].map((row) => pageOf([heading, row]));
}

export function layoutCountdown(screen: CountdownScreen, geometry: Geometry): readonly Page[] {
  const { question, remaining_s, checks, index, hints } = screen;
  const { columns } = geometry;
  const check = checks[index - 1];
  if (check !== undefined) {
    return layoutDecision(screen, check, geometry);
  }
  if (isRoomy(geometry)) {
    return [pageOf([question, spread(checksSummary(checks), `${remaining_s}`, columns), ...hints])];
  }
  const [first = '', second] = wrap(question, columns);
  const seconds = String(remaining_s);
  const [top, bottom] =
    second === undefined ? [first, seconds] : [spreadIfRoom(first, seconds, columns), second];
  return [pageOf([top, withAnswers(bottom, hints, columns)]), pageOf(hints)];
}
