import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import { type BenchSymbols, inSymbols, THEME } from './theme.ts';

/** The keyboard's keys for the panel's keys. */
const PANEL_LINES: readonly (readonly [typed: string, keys: readonly PanelKey[], does?: string])[] = [
  ['↑ ↓ ← →', ['UP', 'DOWN', 'LEFT', 'RIGHT']],
  ['Enter', ['ENTER']],
  ['Esc', ['EXIT']],
  ['PgUp PgDn', ['UP', 'DOWN'], 'held until the next key'],
];

const BENCH_LINES: readonly (readonly [typed: string, does: string])[] = [
  ['0-9 a-z .', 'typed as at a console; Backspace too'],
  ['Tab', 'to the switches and back; there ↑ ↓ choose, Enter turns'],
  ['Ctrl-R', 'kills the daemon in the middle of things and starts it again'],
  ['Ctrl-P', 'a picture of the panel as PNG into the current directory'],
  ['Ctrl-L', 'draw the screen anew'],
  ['Ctrl-C', 'leave'],
];

function linesFor(has: PanelKeys): readonly (readonly [typed: string, does: string])[] {
  const atPanel = PANEL_LINES.map(([typed, keys, does]): readonly [string, string] => {
    const there = keys.filter((key) => has.has(key));
    const missing = keys.filter((key) => !has.has(key));
    const parts = [
      there.length === 0 ? '' : `${there.join(' ')}${does === undefined ? '' : ` ${does}`}`,
      missing.length === 0 ? '' : `this panel has no ${missing.join(' ')}`,
    ];
    return [typed, parts.filter((part) => part !== '').join('; ')];
  });
  return [...atPanel, ...BENCH_LINES];
}

/** What the keyboard does on this panel, and how to reach the daemon from outside. */
export function Help(props: {
  readonly keys: PanelKeys;
  readonly socket: string;
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { keys, socket, symbols } = props;
  return (
    <Box flexDirection="column" paddingX={2}>
      <Text color={THEME.title}>Keys</Text>
      <Text> </Text>
      {linesFor(keys).map(([key, what]) => (
        <Text key={key}>
          <Text color={THEME.accent}>{inSymbols(key, symbols).padEnd(12)}</Text>
          <Text color={THEME.text}>{inSymbols(what, symbols)}</Text>
        </Text>
      ))}
      <Text> </Text>
      <Text color={THEME.faint}>Keys and glass go through the panel's own protocol.</Text>
      <Text> </Text>
      <Text color={THEME.title}>Control socket</Text>
      <Text color={THEME.text} wrap="truncate-middle">
        {socket}
      </Text>
      <Text color={THEME.faint}>For bezel status, watch, update and console --socket PATH.</Text>
      <Text> </Text>
      <Text color={THEME.faint}>Any key goes back.</Text>
    </Box>
  );
}
