import { NETWORK_ERROR_TEXT } from './errors.ts';

/** The text of `ERRORS.md`, the operator's list of everything that can go wrong with the network. */
export function errorsPage(): string {
  const rows = Object.entries(NETWORK_ERROR_TEXT).map(([code, { panel, advice }]) => {
    const shown = panel.filter((line) => line !== '').join('<br>');
    return `| \`${code}\` | ${shown} | ${advice} |`;
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
