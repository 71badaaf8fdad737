import type { Geometry } from '../frame.ts';
import type { MessageScreen, ProgressScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { bar, isRoomy, type Page, pageOf, paginate, percentText } from './page.ts';
import { spread, wrap } from './wrap.ts';

export function layoutMessage(screen: MessageScreen, geometry: Geometry): readonly Page[] {
  const { columns, rows } = geometry;
  const lines = screen.lines.map((line) => wrap(line, columns));
  const free = rows - lines.flat().length;
  if (free < 1 || screen.hint === '') {
    return paginate(lines, geometry);
  }
  const filler = Array.from({ length: free - 1 }, () => '');
  return [pageOf([...lines.flat(), ...filler, screen.hint])];
}

/** Title, percentage and step; a bar if a row is left for it. */
export function layoutProgress(screen: ProgressScreen, geometry: Geometry): readonly Page[] {
  const { columns } = geometry;
  const heading = spread(screen.title, percentText(screen.percent), columns);
  const gauge = screen.percent === null ? '' : bar(screen.percent, columns);
  const [first = '', second = ''] = wrap(screen.step, columns);
  if (!isRoomy(geometry)) {
    return [pageOf([heading, first === '' ? gauge : first])];
  }
  return [pageOf([heading, first, second, gauge])];
}

/** The idle notice, in place of the screen that is about to be left. */
export function layoutLeaving(
  leavingIn_s: number,
  geometry: Geometry,
  { phrases, headlines }: RegisterWords,
): readonly Page[] {
  const notice = phrases.leavingIn({ seconds: leavingIn_s });
  const { anyKeyStays } = headlines;
  return [pageOf(isRoomy(geometry) ? ['', notice, '', anyKeyStays] : [notice, anyKeyStays])];
}
