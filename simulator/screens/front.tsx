import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { PanelKey } from '../../menus/keys.ts';
import type { LedColour } from '../../menus/leds.ts';
import { LAMPS, lampColour } from '../script/command.ts';
import type { BenchView } from './bench-view.ts';
import { Glass } from './glass.tsx';
import { type BenchSymbols, inSymbols, THEME } from './theme.ts';

/** The front panel: glass, lamps and keys. */
export function Front(props: {
  readonly view: BenchView;
  readonly hasColour: boolean;
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { view, hasColour, symbols } = props;
  return (
    <Box columnGap={GAP_WIDTH} flexShrink={0} alignItems="flex-start">
      <Glass glass={view.glass} symbols={symbols} />
      <Box flexDirection="column" height={frontHeight(view, hasColour)} justifyContent="space-between">
        <Lamps lamps={view.lamps} symbols={symbols} />
        <Keypad keys={view.keys} pressed={view.pressed} symbols={symbols} />
        {!hasColour && <CursorPlace glass={view.glass} />}
      </Box>
    </Box>
  );
}

/** Columns of the terminal: the framed glass and the lamps, which are wider than the keypad. */
export function frontWidth(view: BenchView): number {
  const lamps = LAMPS.reduce((width, lamp) => width + ` * ${lamp}`.length, 0);
  return view.glass.geometry.columns + FRAME_WIDTH + GAP_WIDTH + lamps;
}

/** A line and a blank at each end of a row. */
const FRAME_WIDTH = 4;
const GAP_WIDTH = 2;

/** Rows of the terminal: the framed glass, but never less than lamps, keys and the cursor's place need. */
export function frontHeight(view: BenchView, hasColour: boolean): number {
  return Math.max(view.glass.geometry.rows + 2, hasColour ? 4 : 5);
}

const LAMP_COLOURS: Readonly<Record<LedColour, string>> = {
  green: THEME.lampGreen,
  red: THEME.lampRed,
  amber: THEME.lampAmber,
};

function Lamps(props: { readonly lamps: BenchView['lamps']; readonly symbols: BenchSymbols }): ReactElement {
  const { lamps, symbols } = props;
  return (
    <Box columnGap={1}>
      {LAMPS.map((lamp) => (
        <Text key={lamp} color={THEME.faint}>
          <Text color={lamps[lamp] ? LAMP_COLOURS[lampColour(lamp)] : THEME.faint}>
            {lamps[lamp] ? symbols.lit : symbols.dark}
          </Text>{' '}
          {lamp}
        </Text>
      ))}
    </Box>
  );
}

/** A cross with ENTER in its middle; EXIT stands apart. A key the panel lacks leaves its place empty. */
function Keypad(props: {
  readonly keys: BenchView['keys'];
  readonly pressed: BenchView['pressed'];
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { keys, pressed, symbols } = props;
  const cap = (key: PanelKey, label: string): ReactElement =>
    keys.has(key) ? (
      <KeyCap label={inSymbols(label, symbols)} isPressed={pressed.has(key)} />
    ) : (
      <Text>{' '.repeat(label.length)}</Text>
    );
  return (
    <Box flexDirection="column">
      <Box>
        <Text>{'    '}</Text>
        {cap('UP', '  ↑  ')}
      </Box>
      <Box>
        {cap('LEFT', ' ← ')}
        <Text> </Text>
        {cap('ENTER', 'ENTER')}
        <Text> </Text>
        {cap('RIGHT', ' → ')}
      </Box>
      <Box>
        <Text>{'    '}</Text>
        {cap('DOWN', '  ↓  ')}
        <Text> </Text>
        {cap('EXIT', 'EXIT')}
      </Box>
    </Box>
  );
}

function KeyCap({ label, isPressed }: { readonly label: string; readonly isPressed: boolean }): ReactElement {
  return isPressed ? (
    <Text backgroundColor={THEME.keyLitFace} color={THEME.keyLitText} bold inverse={false}>
      {label}
    </Text>
  ) : (
    <Text backgroundColor={THEME.keyFace} color={THEME.keyText}>
      {label}
    </Text>
  );
}

/** Where the terminal cannot underline. */
function CursorPlace({ glass }: { readonly glass: BenchView['glass'] }): ReactElement {
  const { cursor } = glass;
  return <Text>{cursor === null ? ' ' : `cursor ${cursor.row + 1}:${cursor.column + 1}`}</Text>;
}
