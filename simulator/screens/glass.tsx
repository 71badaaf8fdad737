import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { BenchView } from './bench-view.ts';
import { type BenchSymbols, GLASS_THEME, glassBackground, inSymbols, THEME } from './theme.ts';

/** The LCD with its cursor, as the virtual panel decoded it. */
export function Glass(props: {
  readonly glass: BenchView['glass'];
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { glass, symbols } = props;
  const background = glassBackground(glass.brightness_percent);
  return (
    <Box borderStyle={symbols.border} borderColor={THEME.faint} flexDirection="column" flexShrink={0}>
      {glass.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the glass is its place
        <Text key={index} backgroundColor={background} color={GLASS_THEME.ink}>
          <GlassRow
            row={inSymbols(row, symbols)}
            cursor={glass.cursor?.row === index ? glass.cursor : null}
          />
        </Text>
      ))}
    </Box>
  );
}

function GlassRow(props: {
  readonly row: string;
  readonly cursor: BenchView['glass']['cursor'];
}): ReactElement {
  const { row, cursor } = props;
  if (cursor === null) {
    return <> {row} </>;
  }
  const under = row.slice(cursor.column, cursor.column + 1);
  const character =
    cursor.style === 'block' ? (
      <Text inverse>{under}</Text>
    ) : (
      <Text underline bold>
        {under}
      </Text>
    );
  return (
    <>
      {' '}
      {row.slice(0, cursor.column)}
      {character}
      {row.slice(cursor.column + 1)}{' '}
    </>
  );
}
