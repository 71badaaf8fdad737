import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { BenchView } from './bench-view.ts';
import { Front, frontHeight, frontWidth } from './front.tsx';
import { Help } from './help.tsx';
import { Events, Settings, Switches } from './tables.tsx';
import { type BenchSymbols, inSymbols, THEME } from './theme.ts';

/** Below this nothing fits beside the glass. */
const SMALLEST = { columns: 80, rows: 24 } as const;

export interface ScreenProps {
  readonly view: BenchView;
  /** Path of the daemon's control socket. */
  readonly socket: string;
  /** Of the terminal. */
  readonly columns: number;
  readonly rows: number;
  readonly hasColour: boolean;
  readonly symbols: BenchSymbols;
  /** The selected switch; null: the panel has the keys. */
  readonly selected: number | null;
  readonly isHelp: boolean;
}

/** The whole screen. */
export function BenchScreen(props: ScreenProps): ReactElement {
  const { view, columns, rows } = props;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) {
    const needed = `${SMALLEST.columns}x${SMALLEST.rows}`;
    return (
      <Text wrap="truncate">{`The terminal is ${columns}x${rows}; the simulator needs ${needed}.`}</Text>
    );
  }
  const width = Math.min(columns, WIDEST);
  return (
    <Box flexDirection="column" height={rows} width={width} paddingX={1}>
      <Box justifyContent="space-between" marginBottom={1}>
        <Text color={THEME.title} bold>
          Bezel simulator
        </Text>
        <Text color={THEME.faint}>{view.title}</Text>
      </Box>
      {props.isHelp ? (
        <Help keys={view.keys} socket={props.socket} symbols={props.symbols} />
      ) : (
        <Body {...props} width={width - 2} height={rows - AROUND_BODY} />
      )}
      <Box flexGrow={1} />
      <Footer selected={props.selected} symbols={props.symbols} />
    </Box>
  );
}

/** Heading and the line under it, the footer and the line over it. */
const AROUND_BODY = 4;

/** Wider than this the eye loses the line. */
const WIDEST = 128;

const SETTINGS_ROWS = 9;
const FEWEST_EVENTS = 6;

/**
 * Front panel and settings on the left, switches on the right. Events go under the settings where the terminal is
 * high enough, else beside the front panel.
 */
function Body(props: ScreenProps & { readonly width: number; readonly height: number }): ReactElement {
  const { view, selected, width, height, symbols } = props;
  const left = width >= 100 ? width - 44 : 51;
  const right = width - left - 2;
  const frontRows = frontHeight(view, props.hasColour);
  const rowsUnder = height - frontRows - SETTINGS_ROWS - 2;
  const front = <Front view={view} hasColour={props.hasColour} symbols={props.symbols} />;
  const settings = <Settings view={view} width={left} symbols={symbols} />;
  if (rowsUnder >= FEWEST_EVENTS) {
    return (
      <Box columnGap={2}>
        <Box flexDirection="column" rowGap={1} width={left}>
          {front}
          {settings}
          <Events events={view.events} width={left} height={rowsUnder} symbols={symbols} />
        </Box>
        <Switches view={view} selected={selected} width={right} height={height} symbols={symbols} />
      </Box>
    );
  }
  const frontColumns = frontWidth(view);
  const beside = width - frontColumns - 2;
  return (
    <Box flexDirection="column" rowGap={1}>
      <Box columnGap={2}>
        <Box width={frontColumns}>{front}</Box>
        <Events events={view.events} width={beside} height={frontRows} symbols={symbols} />
      </Box>
      <Box columnGap={2}>
        {settings}
        <Switches
          view={view}
          selected={selected}
          width={right}
          height={height - frontRows - 1}
          symbols={symbols}
        />
      </Box>
    </Box>
  );
}

function Footer(props: { readonly selected: number | null; readonly symbols: BenchSymbols }): ReactElement {
  const { selected, symbols } = props;
  const parts: readonly (readonly [string, string])[] =
    selected === null
      ? [
          ['? ', 'keys'],
          ['Tab ', 'switches'],
          ['Ctrl-R ', 'kill the daemon'],
          ['Ctrl-C ', 'leave'],
        ]
      : [
          ['↑↓ ', 'choose'],
          ['Enter ', 'turn'],
          ['Tab ', 'back to the panel'],
          ['Ctrl-C ', 'leave'],
        ];
  return (
    <Box columnGap={3}>
      {parts.map(([key, what]) => (
        <Text key={key} color={THEME.faint}>
          <Text color={THEME.text}>{inSymbols(key, symbols)}</Text>
          {what}
        </Text>
      ))}
    </Box>
  );
}
