import type { Check } from '../appliance.ts';
import type { Geometry } from '../frame.ts';
import { CHECKS, HINTS, MESSAGES, RESULTS } from '../labels.ts';
import type { ChecksScreen, CountdownScreen } from '../view.ts';
import { isRoomy, type Page, pageOf, paginate } from './page.ts';
import { spread, wrap } from './wrap.ts';

/** `ALL CHECKS OK`, `1 CHECK FAILED`, `3 CHECKS FAILED`. */
function checksSummary(checks: readonly Check[]): string {
  const failed = checks.filter((check) => check.result === 'failed').length;
  if (failed === 0) {
    return MESSAGES.allOk;
  }
  return failed === 1 ? MESSAGES.oneFailed : `${failed} ${MESSAGES.manyFailed}`;
}

/** One check under a heading that stays: its result, then what is wrong. */
function layoutCheck(check: Check, heading: string, position: string, geometry: Geometry): readonly Page[] {
  const { columns } = geometry;
  const result = `${CHECKS[check.name]} ${RESULTS[check.result]}`;
  const advice = check.panel.flatMap((line) => wrap(line, columns));
  if (isRoomy(geometry)) {
    return paginate([[result, ...advice]], geometry, [spread(heading, position, columns)]);
  }
  const top = spread(heading, position, columns);
  return [result, ...advice].map((row) => pageOf([top, row]));
}

export function layoutChecks(screen: ChecksScreen, geometry: Geometry): readonly Page[] {
  const { title, checks, index, running } = screen;
  const check = checks[index - 1];
  const summary = running ? MESSAGES.testing : checksSummary(checks);
  if (check === undefined) {
    return [pageOf(isRoomy(geometry) ? [title, summary, '', HINTS.turn] : [title, summary])];
  }
  const heading = isRoomy(geometry) ? title : summary;
  return layoutCheck(check, heading, isRoomy(geometry) ? `${index}/${checks.length}` : '', geometry);
}

export function layoutCountdown(screen: CountdownScreen, geometry: Geometry): readonly Page[] {
  const { question, remaining_s, checks, index, hints } = screen;
  const { columns } = geometry;
  const check = checks[index - 1];
  if (check !== undefined) {
    return layoutCheck(check, `${MESSAGES.keepShort} ${remaining_s}`, `${index}/${checks.length}`, geometry);
  }
  if (isRoomy(geometry)) {
    return [pageOf([question, `${remaining_s} ${checksSummary(checks)}`, ...hints])];
  }
  return [pageOf(wrap(`${question} ${remaining_s}`, columns)), pageOf(hints)];
}
