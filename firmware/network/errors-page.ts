import { en } from '../../menus/words/en.ts';
import { textOf } from '../../menus/words/words.ts';
import { NETWORK_ERROR_MEANING, unspecified } from './errors.ts';

/** The text of `ERRORS.md`, the operator's list of everything that can go wrong with the network. */
export function errorsPage(): string {
  const rows = entries(NETWORK_ERROR_MEANING).map(([code, meaning]) => {
    const shown = textOf(en.glass, unspecified(code)).replaceAll('\n', '<br>');
    return `| \`${code}\` | ${shown} | ${meaning} |`;
  });
  return [
    '# When the network fails',
    '',
    'What the panel shows, the code in the log and on the control socket, and what it means. This page is made from',
    'the table in `errors.ts`; `BEZEL_UPDATE_GOLDEN=1 npm test` makes it anew.',
    '',
    '| code | panel | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const entries = <Key extends string, Value>(table: Readonly<Record<Key, Value>>) =>
  Object.entries(table) as [Key, Value][];
