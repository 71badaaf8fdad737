import { Box, Text, type TextProps } from 'ink';
import type { Line, Tone } from './lines.ts';
import { inSymbols, type Symbols } from './terminal.ts';

/** Only the 16 standard colours, because a Linux console has no others. */
const LOOKS: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  title: { bold: true },
  value: { color: 'cyan' },
  selected: { inverse: true },
  cursor: { inverse: true },
  // No `dimColor`: on a Linux console it is dark grey, too dark to read.
  faint: {},
  good: { color: 'green' },
  bad: { color: 'red', bold: true },
  busy: { color: 'yellow' },
  code: { color: 'whiteBright', backgroundColor: 'black' },
};

/** Lines, each truncated at the right edge rather than wrapped. */
export function TextLines({
  lines,
  symbols,
}: {
  readonly lines: readonly Line[];
  readonly symbols: Symbols;
}) {
  return (
    <Box flexDirection="column">
      {lines.map((segments, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
        <Text key={row} wrap="truncate">
          {segments.length === 0
            ? ' '
            : segments.map((segment, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place in the line
                <Text key={at} {...LOOKS[segment.tone]}>
                  {inSymbols(segment.text, symbols)}
                </Text>
              ))}
        </Text>
      ))}
    </Box>
  );
}
