import { Box, Text } from 'ink';
import type { MenuList, StatusPage, View } from '../../menus/view.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import { boardOf } from './board.ts';
import { detailOf } from './detail.ts';
import { numberOf } from './item-numbers.ts';
import {
  type Content,
  cellsOf,
  EMPTY_LINE,
  type Line,
  line,
  padCells,
  textOf,
  windowed,
  wrap,
} from './lines.ts';
import { logLocked, logPage } from './log-page.ts';
import type { Headline } from './messages.ts';
import type { OwnPage } from './own-page.ts';
import { qrPage } from './qr-page.ts';
import { boardHead, ledsLine, statusBlock } from './status-block.ts';
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
  /** A page of the console's own in place of the view; null: none. */
  readonly page: OwnPage | null;
  /** What the operator is told once, in place of the tip; null: nothing. */
  readonly told: string | null;
  /** Whether a key leaves the console. */
  readonly canLeave: boolean;
}

/** On a lower terminal the form needs the row of the software version more. */
const ROWS_FOR_HEAD = 20;

/** Rows of the title, the rule below the head, and the rule with two rows of tips at the bottom. */
const ROWS_AROUND_BODY = 1 + 1 + 3;

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

function Connected(props: ConnectedProps) {
  const { terminal, words, headline, view, page, columns, rows } = props;
  const { symbols } = terminal;
  const leds = ledsLine(headline, words);
  const rule = symbols.rule.repeat(columns);
  const isBoard = page === null && isOnBoard(view);
  const head =
    page !== null
      ? []
      : isBoard
        ? boardHead(headline, terminal, words)
        : statusBlock(headline, terminal, words).slice(0, rows < ROWS_FOR_HEAD ? 1 : 2);
  const room = { width: columns - 2, rows: rows - ROWS_AROUND_BODY - head.length };
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
      {head.length > 0 && (
        <Box paddingX={1}>
          <TextLines lines={head} symbols={symbols} />
        </Box>
      )}
      <Text>{rule}</Text>
      {page !== null ? (
        <Whole content={ownPage(page, props, room)} rows={room.rows} terminal={terminal} />
      ) : isBoard ? (
        <Board {...props} room={room} />
      ) : (
        <Body terminal={terminal} words={words} view={view} columns={columns} rows={room.rows} />
      )}
      <Text>{rule}</Text>
      <Box paddingX={1} height={2}>
        <TextLines lines={tipLines(props)} symbols={symbols} />
      </Box>
    </>
  );
}

/** The status pages are shown all at once, with what is urgent above them. */
const isOnBoard = ({ screen }: View): boolean => screen.kind === 'status' && screen.board.length > 0;

/** What leads a status page to the front of all others. */
const URGENT: ReadonlySet<StatusPage> = new Set(['change', 'notice', 'update']);

interface Room {
  readonly width: number;
  readonly rows: number;
}

function ownPage(page: OwnPage, { words, headline, terminal }: ConnectedProps, room: Room): Content {
  if (page.kind === 'qr') return qrPage(headline, room, terminal, words.qrTooSmall);
  if (page.lines === null) return logLocked(words.logLocked, room.width);
  return page.lines.length === 0 ? logLocked(words.logEmpty, room.width) : logPage(page.lines, room.width);
}

function Whole({
  content,
  rows,
  terminal,
}: {
  readonly content: Content;
  readonly rows: number;
  readonly terminal: Terminal;
}) {
  return (
    <Box height={rows} paddingX={1}>
      <TextLines lines={windowed(content, rows).lines} symbols={terminal.symbols} />
    </Box>
  );
}

function Board({ terminal, words, view, room }: ConnectedProps & { readonly room: Room }) {
  const { screen } = view;
  if (screen.kind !== 'status') return null;
  const urgent = URGENT.has(screen.page)
    ? windowed(detailOf(screen, { width: room.width - 2, terminal, words }), 6).lines
    : [];
  const above = urgent.length === 0 ? 0 : urgent.length + 2;
  const board = boardOf(screen.board, screen.page, { ...room, rows: room.rows - above });
  return (
    <Box flexDirection="column" height={room.rows}>
      {urgent.length > 0 && (
        <Box paddingX={1} borderStyle={terminal.symbols.border} height={above}>
          <TextLines lines={urgent} symbols={terminal.symbols} />
        </Box>
      )}
      <Whole content={board} rows={room.rows - above} terminal={terminal} />
    </Box>
  );
}

/** What is more urgent than the tip takes its place: what happened to the service, then the idle notice. */
function tipLines({ view, columns, words, page, told, canLeave }: ConnectedProps): readonly Line[] {
  const width = columns - 2;
  const inTwo = (text: string): readonly Line[] =>
    wrap(text, width)
      .slice(0, 2)
      .map((part) => line(part, 'faint'));
  if (told !== null)
    return wrap(told, width)
      .slice(0, 2)
      .map((part) => line(part, 'busy'));
  if (page !== null)
    return [line(page.kind === 'log' ? words.log : words.qrCode, 'title'), line(words.closePage, 'faint')];
  if (view.leavingIn_s !== null) {
    return [line(words.closes({ seconds: view.leavingIn_s }), 'busy')];
  }
  if (!isOnBoard(view)) return inTwo(view.tip);
  const keys = canLeave ? `${words.boardKeys} ${words.leave}` : words.boardKeys;
  const [tip = EMPTY_LINE] = inTwo(view.tip);
  return [tip, line(keys, 'faint')];
}

/** Label and address of a field, and its error, side by side with the menu. In cells. */
const NARROWEST_PANE = 44;

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
  const isMenu = view.screen.kind === 'menu';
  const wanted = menu === null ? 0 : widthOf(menu, columns);
  // On a narrow terminal the menu gives way to what it opened.
  const menuWidth = isMenu || columns - wanted >= NARROWEST_PANE ? wanted : 0;
  const pane = { width: columns - menuWidth - 4, terminal, words };
  const detail = detailOf(view.screen, pane);
  const shown = windowed(detail, rows - 2).lines;
  const room = Math.max(0, rows - shown.length - 2);
  // The pane's first line stands beside the selected item, below the menu's border and title.
  const beside =
    menu === null || menuWidth === 0 ? 0 : Math.min(room, 1 + visibleItems(menu, rows).selectedRow);
  return (
    <Box height={rows}>
      {menu !== null && menuWidth > 0 && (
        <MenuColumn menu={menu} terminal={terminal} width={menuWidth} rows={rows} />
      )}
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
    Math.max(cellsOf(menu.title), ...menu.items.map((item) => cellsOf(item.label))) + 8,
  );

function visibleItems(menu: MenuList, rows: number) {
  const lines = menu.items.map((item) => line(item.label));
  const { lines: shown, first } = windowed({ lines, focus: menu.selected }, rows - 3);
  return { items: menu.items.slice(first, first + shown.length), first, selectedRow: menu.selected - first };
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
  const { items, first, selectedRow } = visibleItems(menu, rows);
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
            `${numberOf(first + row)} ${row === selectedRow ? '>' : ' '} ${inSymbols(item.label, terminal.symbols)}`,
            width - 4,
          )}
        </Text>
      ))}
    </Box>
  );
}
