import type { Clock } from '../../menus/clock.ts';
import type { Display } from '../../menus/display.ts';
import type { Cursor, Frame, Geometry } from '../../menus/frame.ts';
import type { Leds } from '../../menus/leds.ts';
import { type Charset, type CustomCharacter, encodeRows } from '../charset/charset.ts';
import { LinePacer, type Supply } from './line-pacer.ts';
import type { LineTime } from './line-time.ts';
import { type LateWrite, Refresh, type Write } from './refresh.ts';
import { Shadow, type Span } from './shadow.ts';
import { changedSpans } from './spans.ts';

/** One family's bytes for what a painter wants done. Each array element is sent whole, the elements in order. */
export interface BlindCommands {
  /**
   * Brings a panel in any state to the one the others build on. Nothing visible changes on a panel that is in it, but
   * that a panel which does not know a command may show its argument at the place it was sent to: in the last cell,
   * `last`, which is written again behind it.
   */
  setUp(last: Place): readonly Uint8Array[];
  /** Uploads a custom character. */
  define(character: CustomCharacter): readonly Uint8Array[];
  /** The next character, and a visible cursor, go there. */
  moveTo(column: number, row: number): Uint8Array;
  cursorStyle(style: Cursor['style'] | null): readonly Uint8Array[];
  leds(leds: Leds): readonly Uint8Array[];
  display(display: Display): readonly Uint8Array[];
}

/** What a family's panel is painted with. */
export interface BlindPainterOptions {
  readonly geometry: Geometry;
  readonly charset: Charset;
  readonly customCharacters: readonly CustomCharacter[];
  readonly commands: BlindCommands;
  readonly line: LineTime;
  /** Whether a set-up may leave marks in the last cell, see `BlindCommands`. */
  readonly setUpLeavesMarks: boolean;
  /** Everything is sent again within this time, in milliseconds. */
  readonly refresh_ms: number;
  /** How many characters are sent again at a time. */
  readonly refresh_cells: number;
}

export interface PainterLine {
  readonly clock: Clock;
  write(bytes: Uint8Array): void;
  /** Everything asked for has left. */
  onFlushed(): void;
}

/** Where the next character lands, or a span begins. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Something of a panel that is set as a whole. */
interface Setting {
  readonly kind: 'cursor style' | 'leds' | 'display';
  /** Differs when the commands do. */
  readonly value: string;
  readonly commands: readonly Uint8Array[];
}

interface Wanted {
  readonly rows: readonly Uint8Array[];
  readonly cursor: Cursor | null;
  readonly style: Setting;
  readonly leds: Setting;
}

/**
 * Shows frames on a panel that acknowledges nothing: works out what differs from what was handed over to the line,
 * one write at a time, and repeats everything behind that.
 */
export class BlindPainter {
  readonly #options: BlindPainterOptions;
  readonly #line: PainterLine;
  readonly #pacer: LinePacer;
  readonly #refresh: Refresh;
  readonly #beginRound = (): LateWrite[] => this.#round();
  /** Bytes of a move, which every span costs that does not continue the one before. */
  readonly #moveCost_bytes: number;
  /** What was handed over. */
  readonly #shown: Shadow;
  #wanted: Wanted | null = null;
  #wantedDisplay: Setting | null = null;
  /** Values of the settings that were handed over; absent: unknown. */
  readonly #settings = new Map<Setting['kind'], string>();
  /** Where the panel's next character lands; null: unknown. */
  #position: Place | null = null;
  /** Goes before anything else: the set-up of a panel that was just found, the rest of a setting. */
  #ahead: Uint8Array[] = [];

  constructor(options: BlindPainterOptions, line: PainterLine) {
    this.#options = options;
    this.#line = line;
    this.#moveCost_bytes = options.commands.moveTo(0, 0).length;
    this.#shown = new Shadow(options.geometry);
    this.#refresh = new Refresh(options.refresh_ms);
    this.#pacer = new LinePacer({
      line: options.line,
      clock: line.clock,
      write: line.write,
      supply: (now_ms, room_ms) => this.#supply(now_ms, room_ms),
    });
  }

  /** The line is open and nothing on the other side is certain: set up and paint everything. */
  start(): void {
    const { commands, customCharacters } = this.#options;
    this.#shown.forget();
    this.#settings.clear();
    this.#position = null;
    this.#ahead = [
      ...commands.setUp(this.#last),
      ...customCharacters.flatMap((each) => commands.define(each)),
    ];
    this.#refresh.postpone(this.#line.clock.now());
    this.#pacer.start();
  }

  /** The line is gone. */
  stop(): void {
    this.#pacer.stop();
  }

  show(frame: Frame): void {
    const { charset, commands } = this.#options;
    const { rows, cursor, leds } = frame;
    const style = cursor?.style ?? null;
    this.#wanted = {
      rows: encodeRows(charset, rows),
      cursor,
      style: { kind: 'cursor style', value: String(style), commands: commands.cursorStyle(style) },
      leds: { kind: 'leds', value: JSON.stringify(leds), commands: commands.leds(leds) },
    };
    this.#pacer.pump();
  }

  setDisplay(display: Display): void {
    const commands = this.#options.commands.display(display);
    this.#wantedDisplay = { kind: 'display', value: JSON.stringify(display), commands };
    this.#pacer.pump();
  }

  /** Sends bytes that change nothing on the screen (a key poll) before anything else, as soon as the line is free. */
  urgent(bytes: Uint8Array): void {
    this.#pacer.urgent(bytes);
  }

  /** What was just sent has moved the panel's cursor. */
  loseCursor(): void {
    this.#position = null;
  }

  /** The style of the cursor that is to be shown; null: none. */
  get cursorStyle(): Cursor['style'] | null {
    return this.#wanted?.cursor?.style ?? null;
  }

  /** Keeps the line free at this time of the clock, so that an urgent message need not wait then. */
  reserve(at_ms: number): void {
    this.#pacer.reserve(at_ms);
  }

  /** Whether everything asked for has left, or the line is gone. */
  get isFlushed(): boolean {
    const { isRunning, isFree } = this.#pacer;
    return !isRunning || (isFree && this.#change(Number.POSITIVE_INFINITY) === null);
  }

  get #last(): Place {
    const { columns, rows } = this.#options.geometry;
    return { column: columns - 1, row: rows - 1 };
  }

  #supply(now_ms: number, room_ms: number): Supply {
    const write =
      this.#change(room_ms) ??
      (this.#wanted === null
        ? null
        : this.#refresh.next(now_ms, (bytes) => this.#fits(bytes, room_ms), this.#beginRound));
    if (write !== null) {
      write.sent();
      return write.bytes;
    }
    const isRefreshDue = this.#wanted !== null && now_ms >= this.#refresh.next_ms;
    if (isRefreshDue || this.#change(Number.POSITIVE_INFINITY) !== null) return 'too-long';
    this.#line.onFlushed();
    return this.#wanted === null ? 'nothing' : { nothingUntil_ms: this.#refresh.next_ms };
  }

  /** The next write on the way from what was handed over to what is wanted; null: none that fits. */
  #change(room_ms: number): Write | null {
    const [ahead] = this.#ahead;
    if (ahead !== undefined) return this.#fitting(room_ms, ahead, () => this.#sentAhead());
    if (this.#wanted === null) return null;
    const { rows, cursor, style, leds } = this.#wanted;
    const [span] = changedSpans(this.#shown, rows, this.#moveCost_bytes);
    if (span !== undefined) return this.#text(span, room_ms);
    return (
      this.#set(style, room_ms) ??
      this.#placeCursor(cursor, room_ms) ??
      this.#set(leds, room_ms) ??
      this.#set(this.#wantedDisplay, room_ms)
    );
  }

  #sentAhead(): void {
    this.#ahead.shift();
    this.#position = null;
  }

  /** As much of the span as fits. */
  #text(span: Span, room_ms: number): Write | null {
    const continues = this.#position?.row === span.row && this.#position.column === span.column;
    const { line, commands } = this.#options;
    const move = continues ? new Uint8Array() : commands.moveTo(span.column, span.row);
    const cells = Math.min(span.codes.length, Math.floor((room_ms - line.total_ms(move)) / line.byte_ms));
    if (cells < 1) return null;
    const part: Span = { ...span, codes: span.codes.slice(0, cells) };
    return {
      bytes: Uint8Array.from([...move, ...part.codes]),
      sent: () => {
        this.#shown.put(part);
        this.#position = { row: part.row, column: part.column + cells };
      },
    };
  }

  #placeCursor(cursor: Cursor | null, room_ms: number): Write | null {
    if (cursor === null) return null;
    const { column, row } = cursor;
    if (this.#position?.column === column && this.#position.row === row) return null;
    return this.#fitting(room_ms, this.#options.commands.moveTo(column, row), () => {
      this.#position = { column, row };
    });
  }

  /** The first of a setting's commands; the others follow it before anything else. */
  #set(setting: Setting | null, room_ms: number): Write | null {
    if (setting === null || this.#settings.get(setting.kind) === setting.value) return null;
    const [first, ...others] = setting.commands;
    if (first === undefined) return null;
    return this.#fitting(room_ms, first, () => {
      this.#settings.set(setting.kind, setting.value);
      this.#ahead = others;
      this.#position = null;
    });
  }

  /** Everything once more. Cursor, LEDs and display settings follow as changes, with what is wanted by then. */
  #round(): LateWrite[] {
    const { commands, customCharacters, geometry, refresh_cells, setUpLeavesMarks } = this.#options;
    const rows = this.#wanted?.rows ?? [];
    const onScreen = customCharacters.filter(({ index }) => rows.some((codes) => codes.includes(index)));
    const setUp = commands.setUp(this.#last);
    const written = setUpLeavesMarks ? [this.#withLastCell(setUp)] : setUp;
    const round = [...written, ...onScreen.flatMap((each) => commands.define(each))].map(
      (bytes): LateWrite =>
        () => ({
          bytes,
          sent: () => {
            this.#position = null;
          },
        }),
    );
    for (let row = 0; row < geometry.rows; row++)
      for (let column = 0; column < geometry.columns; column += refresh_cells)
        round.push(() => this.#repeatedText(row, column));
    this.#settings.clear();
    return round;
  }

  /** The set-up, and what belongs in the cell that it may have marked. */
  #withLastCell(setUp: readonly Uint8Array[]): Uint8Array {
    const { column, row } = this.#last;
    const code = this.#wanted?.rows[row]?.slice(column, column + 1) ?? [];
    return Uint8Array.from([
      ...setUp.flatMap((bytes) => [...bytes]),
      ...this.#options.commands.moveTo(column, row),
      ...code,
    ]);
  }

  #repeatedText(row: number, column: number): Write {
    const { commands, refresh_cells } = this.#options;
    const { rows, cursor } = this.#wanted ?? { rows: [], cursor: null };
    const codes = (rows[row] ?? new Uint8Array()).slice(column, column + refresh_cells);
    // The cursor returns in the same write: a liquid crystal is too slow to show that it was away.
    const back = cursor === null ? [] : commands.moveTo(cursor.column, cursor.row);
    return {
      bytes: Uint8Array.from([...commands.moveTo(column, row), ...codes, ...back]),
      sent: () => {
        this.#position = cursor ?? { row, column: column + codes.length };
      },
    };
  }

  #fits(bytes: Uint8Array, room_ms: number): boolean {
    return this.#options.line.total_ms(bytes) <= room_ms;
  }

  #fitting(room_ms: number, bytes: Uint8Array, sent: () => void): Write | null {
    return this.#fits(bytes, room_ms) ? { bytes, sent } : null;
  }
}
