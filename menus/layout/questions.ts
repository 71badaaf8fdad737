import { type Geometry, GLYPHS } from '../frame.ts';
import type { ConfirmationScreen } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { isRoomy, type Page, pageOf } from './page.ts';
import { abbreviate, spread, wrap } from './wrap.ts';

/** The question with the choice; two rows share the last one between the end of the question and the choice. */
export function layoutConfirmation(
  screen: ConfirmationScreen,
  geometry: Geometry,
  { abbreviations, hints }: RegisterWords,
): readonly Page[] {
  const { columns, rows } = geometry;
  const warning = screen.warning === '' ? [] : [screen.warning];
  if (isRoomy(geometry)) {
    const choices = screen.choices.map(
      (choice, index) => `${index === screen.selected ? GLYPHS.right : ' '}${choice}`,
    );
    const above = [...warning, ...wrap(screen.question, columns)];
    const row = choices.join(' ');
    // A question that needs the row takes it from the hint.
    const below = above.length < 3 ? [row, hints.choose] : [row];
    return [pageOf([...[...above, ''].slice(0, 4 - below.length), ...below])];
  }
  const choice = `${screen.choices[screen.selected] ?? ''}${GLYPHS.upDown}`;
  const room = rows - warning.length;
  const withChoice = (text: string): readonly string[] => {
    const lines = wrap(text, columns);
    const last = lines.slice(-1).join('');
    return last.length + 1 + choice.length <= columns && lines.length >= room
      ? [...lines.slice(0, -1), spread(last, choice, columns)]
      : [...lines, spread('', choice, columns)];
  };
  const question = abbreviate(screen.question, abbreviations, (text) => withChoice(text).length <= room);
  const lines = [...warning, ...withChoice(question)];
  if (lines.length <= rows) return [pageOf(lines)];
  // Beside a warning there is room for the beginning of a long question, which the item has named already.
  const beginning = wrap(screen.question, columns - 1 - choice.length)
    .slice(0, 1)
    .join('');
  return [pageOf([...warning, spread(beginning, choice, columns)])];
}
