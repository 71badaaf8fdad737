import { Box, Text } from 'ink';
import type { MenuList, View } from '../../menus/view.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import { detailOf } from './detail.ts';
import { cellsOf, type Line, line, padCells, textOf, windowed, wrap } from './lines.ts';
import type { Headline } from './messages.ts';
import { ledsLine, statusBlock } from './status-block.ts';
import { inSymbols, SMALLEST, type Terminal, type TerminalSize } from './terminal.ts';
import { TextLines } from './text-lines.tsx';

export interface FaceProps {
  readonly terminal: Terminal;
  readonly words: FaceWords;
  readonly size: TerminalSize;
  /** Why the daemon cannot be reached; null while connected. */
  readonly lost: string | null;
  readonly headline: Headline | null;
  readonly view: View | null;
}

/** Rows of title, status block, the rule below it, and tip with the rule above it. */
const ROWS_AROUND_BODY = 1 + 2 + 1 + 3;

/**
 * The console's whole screen. It leaves the last column and row free: terminals place the cursor differently after a
 * full last column, and some scroll after a full last row.
 */
export function Face(props: FaceProps) {
  const { size } = props;
  const columns = size.columns - 1;
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) {
    const needed = `${SMALLEST.columns}x${SMALLEST.rows}`;
    return (
      <Box width={columns}>
        <Text wrap="truncate">{props.words.tooSmall({ size: `${size.columns}x${size.rows}`, needed })}</Text>
      </Box>
    );
  }
  const rows = size.rows - 1;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {props.lost !== null || props.headline === null || props.view === null ? (
        <Waiting why={props.lost} words={props.words} />
      ) : (
        <Connected {...props} headline={props.headline} view={props.view} columns={columns} rows={rows} />
      )}
    </Box>
  );
}

function Waiting({ why, words }: { readonly why: string | null; readonly words: FaceWords }) {
  return why === null ? (
    <Text>{words.connecting}</Text>
  ) : (
    <Box flexDirection="column">
      <Text color="red" bold>
        {words.noService}
      </Text>
      <Text>{why}</Text>
      <Text>{words.noServiceHelp}</Text>
    </Box>
  );
}

interface ConnectedProps extends FaceProps {
  readonly headline: Headline;
  readonly view: View;
  readonly columns: number;
  readonly rows: number;
}

function Connected({ terminal, words, headline, view, columns, rows }: ConnectedProps) {
  const { symbols } = terminal;
  const leds = ledsLine(headline, words);
  const rule = symbols.rule.repeat(columns);
  const tips = tipLines(view, columns, words);
  return (
    <>
      <TextLines
        lines={[
          [
            { text: padCells(` ${headline.name}`, columns - cellsOf(textOf(leds)) - 1), tone: 'title' },
            ...leds,
          ],
        ]}
        symbols={symbols}
      />
      <Box paddingX={1}>
        <TextLines lines={statusBlock(headline, terminal, words)} symbols={symbols} />
      </Box>
      <Text>{rule}</Text>
      <Body terminal={terminal} words={words} view={view} columns={columns} rows={rows - ROWS_AROUND_BODY} />
      <Text>{rule}</Text>
      <Box paddingX={1} height={2}>
        <TextLines lines={tips} symbols={symbols} />
      </Box>
    </>
  );
}

/** The idle notice comes before the tip: it is the more urgent of the two. */
function tipLines(view: View, columns: number, words: FaceWords): readonly Line[] {
  if (view.leavingIn_s !== null) {
    return [line(words.closes({ seconds: view.leavingIn_s }), 'busy')];
  }
  return wrap(view.tip, columns - 2)
    .slice(0, 2)
    .map((text) => line(text, 'faint'));
}

interface BodyProps {
  readonly terminal: Terminal;
  readonly words: FaceWords;
  readonly view: View;
  readonly columns: number;
  readonly rows: number;
}

/** The menu at the left, and at its right what the selected item opened. */
function Body({ terminal, words, view, columns, rows }: BodyProps) {
  const menu = view.screen.kind === 'menu' ? view.screen.list : view.menu;
  const menuWidth = menu === null ? 0 : widthOf(menu, columns);
  const pane = { width: columns - menuWidth - 4, terminal, words };
  const detail = detailOf(view.screen, pane);
  const shown = windowed(detail, rows - 2).lines;
  const room = Math.max(0, rows - shown.length - 2);
  // The pane's first line stands beside the selected item, below the menu's border and title.
  const beside = menu === null ? 0 : Math.min(room, 1 + visibleItems(menu, rows).selectedRow);
  return (
    <Box height={rows}>
      {menu !== null && <MenuColumn menu={menu} terminal={terminal} width={menuWidth} rows={rows} />}
      {shown.length > 0 && (
        <Box
          flexDirection="column"
          width={columns - menuWidth}
          marginTop={beside}
          height={shown.length + 2}
          paddingX={1}
          borderStyle={terminal.symbols.border}
        >
          <TextLines lines={shown} symbols={terminal.symbols} />
        </Box>
      )}
    </Box>
  );
}

/** Borders, padding and the pointer around the longest label, but never more than half the screen. */
const widthOf = (menu: MenuList, columns: number): number =>
  Math.min(
    Math.floor(columns / 2),
    Math.max(cellsOf(menu.title), ...menu.items.map((item) => cellsOf(item.label))) + 6,
  );

function visibleItems(menu: MenuList, rows: number) {
  const lines = menu.items.map((item) => line(item.label));
  const { lines: shown, first } = windowed({ lines, focus: menu.selected }, rows - 3);
  return { items: menu.items.slice(first, first + shown.length), selectedRow: menu.selected - first };
}

function MenuColumn({
  menu,
  terminal,
  width,
  rows,
}: {
  readonly menu: MenuList;
  readonly terminal: Terminal;
  readonly width: number;
  readonly rows: number;
}) {
  const { items, selectedRow } = visibleItems(menu, rows);
  return (
    <Box
      flexDirection="column"
      flexShrink={0}
      width={width}
      height={items.length + 3}
      paddingX={1}
      borderStyle={terminal.symbols.border}
    >
      <Text bold wrap="truncate">
        {inSymbols(menu.title, terminal.symbols)}
      </Text>
      {items.map((item, row) => (
        <Text key={item.id} inverse={row === selectedRow} wrap="truncate">
          {padCells(
            `${row === selectedRow ? '>' : ' '} ${inSymbols(item.label, terminal.symbols)}`,
            width - 4,
          )}
        </Text>
      ))}
    </Box>
  );
}
