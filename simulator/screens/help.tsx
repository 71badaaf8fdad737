import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { type BenchSymbols, inSymbols, THEME } from './theme.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓ ← →', 'the four arrow keys of the panel'],
  ['Enter', 'ENTER'],
  ['Esc', 'EXIT'],
  ['PgUp PgDn', 'hold UP or DOWN until the next key'],
  ['0-9 a-z .', 'typed as at a console; Backspace too'],
  ['Tab', 'to the switches and back; there ↑ ↓ choose, Enter turns'],
  ['Ctrl-R', 'kills the daemon in the middle of things and starts it again'],
  ['Ctrl-P', 'a picture of the panel as PNG into the current directory'],
  ['Ctrl-L', 'draw the screen anew'],
  ['Ctrl-C', 'leave'],
];

/** What the keyboard does here, and how to reach the daemon from outside. */
export function Help(props: { readonly socket: string; readonly symbols: BenchSymbols }): ReactElement {
  const { socket, symbols } = props;
  return (
    <Box flexDirection="column" paddingX={2}>
      <Text color={THEME.title}>Keys</Text>
      <Text> </Text>
      {KEYS.map(([key, what]) => (
        <Text key={key}>
          <Text color={THEME.accent}>{inSymbols(key, symbols).padEnd(12)}</Text>
          <Text color={THEME.text}>{inSymbols(what, symbols)}</Text>
        </Text>
      ))}
      <Text> </Text>
      <Text color={THEME.faint}>Keys travel as packets; the glass shows what the panel decoded.</Text>
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
