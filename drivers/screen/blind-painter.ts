import type { Clock, TimerId } from '../../menus/clock.ts';
import type { Cursor, Frame, Geometry, Leds } from '../../menus/frame.ts';
import { type Charset, type CustomCharacter, encodeRows } from '../charset/charset.ts';
import { Shadow, type Span } from './shadow.ts';
import { changedSpans } from './spans.ts';

/** Contrast and brightness in percent, as `Panel.setDisplay` takes them. */
export interface Display {
  readonly contrast_percent: number;
  readonly brightness_percent: number;
}

/** One family's bytes for what a painter wants done. Each array element is sent whole, the elements in order. */
export interface BlindCommands {
  /** Brings a panel in any state to the one the others build on. Nothing visible changes on a panel that is in it. */
  setUp(): readonly Uint8Array[];
  /** Teaches the panel a custom character. */
  define(character: CustomCharacter): readonly Uint8Array[];
  /** The next character, and a visible cursor, go there. */
  moveTo(column: number, row: number): Uint8Array;
  cursorStyle(style: Cursor['style'] | null): readonly Uint8Array[];
  leds(leds: Leds): readonly Uint8Array[];
  display(display: Display): readonly Uint8Array[];
}

export interface BlindPainterOptions {
  readonly geometry: Geometry;
  readonly charset: Charset;
  readonly customCharacters: readonly CustomCharacter[];
  readonly commands: BlindCommands;
  readonly baud: number;
  /** Everything is repeated once within this time, in milliseconds. */
  readonly repetition_ms: number;
  /** At most so many characters are repeated at a time. */
  readonly repetition_cells: number;
  readonly clock: Clock;
  write(bytes: Uint8Array): void;
}

/** Start, eight data, stop. */
const BITS_A_BYTE = 10;

/** Between two looks whether a painter that is to end has settled. */
const SETTLING_ms = 10;

/** Something that can be sent now; `sent` notes what it leads to. */
interface Unit {
  readonly bytes: Uint8Array;
  readonly sent: () => void;
}

interface Place {
  readonly column: number;
  readonly row: number;
}

/**
 * Shows frames on a panel that acknowledges nothing. It hands over no more than the line carries, so that a newer
 * frame replaces what is not yet sent and key polls never queue behind text. Since nothing tells of a lost byte or
 * of a panel that reset itself, everything is repeated all the time, a little at a time, behind whatever changes.
 */
export class BlindPainter {
  readonly #options: BlindPainterOptions;
  readonly #byte_ms: number;
  /** What was handed over. */
  readonly #shown: Shadow;
  #running = false;
  #wanted: { rows: readonly Uint8Array[]; cursor: Cursor | null; leds: Leds } | null = null;
  #wantedDisplay: Display | null = null;
  /** What was handed over, by kind of state; absent: unknown. */
  readonly #state = new Map<'cursor' | 'leds' | 'display', string>();
  /** Where the panel's next character lands; null: unknown. */
  #position: Place | null = null;
  /** Goes before any text: the set-up of a panel that was just found, the rest of a state change. */
  #ahead: Uint8Array[] = [];
  /** What is left of the running repetition. */
  #repetition: (() => Unit)[] = [];
  #repetitionStep_ms = 0;
  #nextRepetition_ms = 0;
  #urgent: Uint8Array[] = [];
  #reserved_ms: number | null = null;
  #lineFree_ms = 0;
  #timer: TimerId | null = null;

  constructor(options: BlindPainterOptions) {
    this.#options = options;
    this.#byte_ms = (BITS_A_BYTE * 1000) / options.baud;
    this.#shown = new Shadow(options.geometry);
  }

  /** The line is open and nothing on the other side is certain: set up and paint everything. */
  start(): void {
    const { clock, commands, customCharacters, repetition_ms } = this.#options;
    this.#running = true;
    this.#shown.forget();
    this.#state.clear();
    this.#position = null;
    this.#ahead = [
      ...commands.setUp(),
      ...customCharacters.flatMap((character) => commands.define(character)),
    ];
    this.#repetition = [];
    this.#nextRepetition_ms = clock.now() + repetition_ms;
    this.#pump();
  }

  /** The line is gone. */
  stop(): void {
    this.#running = false;
    this.#urgent = [];
    this.#reserved_ms = null;
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  show(frame: Frame): void {
    const { charset } = this.#options;
    this.#wanted = { rows: encodeRows(charset, frame.rows), cursor: frame.cursor, leds: frame.leds };
    this.#pump();
  }

  setDisplay(display: Display): void {
    this.#wantedDisplay = display;
    this.#pump();
  }

  /** Sends bytes that change nothing on the screen (a key poll) before anything else, as soon as the line is free. */
  urgent(bytes: Uint8Array): void {
    if (!this.#running) return;
    this.#urgent.push(bytes);
    this.#pump();
  }

  /** Keeps the line free at this clock time, so that an urgent message need not wait then. */
  reserve(at_ms: number): void {
    this.#reserved_ms = at_ms;
  }

  /** Resolves when everything that was asked for has been handed over, the line is gone, or `grace_ms` have passed. */
  async settle(grace_ms: number): Promise<void> {
    const { clock } = this.#options;
    const until_ms = clock.now() + grace_ms;
    while (this.#running && !this.#isSettled && clock.now() < until_ms)
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, SETTLING_ms);
      });
  }

  get #isSettled(): boolean {
    return this.#change(Number.POSITIVE_INFINITY) === null;
  }

  #pump(): void {
    const { clock, write } = this.#options;
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#running) {
      const now_ms = clock.now();
      if (now_ms < this.#lineFree_ms) {
        this.#pumpAt(this.#lineFree_ms);
        return;
      }
      const bytes = this.#urgent.shift() ?? this.#nextBytes(now_ms);
      if (bytes === null) return;
      this.#lineFree_ms = Math.max(now_ms, this.#lineFree_ms) + bytes.length * this.#byte_ms;
      write(bytes);
    }
  }

  #pumpAt(at_ms: number): void {
    const { clock } = this.#options;
    // Whole milliseconds, rounded up: a timer that fires early would find the line still busy.
    this.#timer = clock.setTimeout(() => this.#pump(), Math.max(1, Math.ceil(at_ms - clock.now())));
  }

  /** The bytes to send now; null: none, and the pump runs again when there may be some. */
  #nextBytes(now_ms: number): Uint8Array | null {
    const room_bytes = this.#room(now_ms);
    const unit = this.#change(room_bytes) ?? this.#repeat(now_ms, room_bytes);
    if (unit !== null) {
      unit.sent();
      return unit.bytes;
    }
    const waitsForRoom = room_bytes !== Number.POSITIVE_INFINITY && !this.#isSettled;
    if (waitsForRoom && this.#reserved_ms !== null) this.#pumpAt(this.#reserved_ms + 1);
    else if (this.#wanted !== null) this.#pumpAt(this.#nextRepetition_ms);
    return null;
  }

  /** Bytes that fit before the reserved time. */
  #room(now_ms: number): number {
    // A reservation that has passed without its message holds nothing up.
    if (this.#reserved_ms === null || this.#reserved_ms < now_ms) return Number.POSITIVE_INFINITY;
    return Math.floor((this.#reserved_ms - now_ms) / this.#byte_ms);
  }

  /** The next step from what was handed over to what is wanted. */
  #change(room_bytes: number): Unit | null {
    const [ahead] = this.#ahead;
    if (ahead !== undefined) return fitting(room_bytes, ahead, () => this.#sentAhead());
    const wanted = this.#wanted;
    if (wanted === null) return null;
    const { commands } = this.#options;
    const [span] = changedSpans(this.#shown, wanted.rows, this.#moveCost);
    if (span !== undefined) return this.#text(span, room_bytes);
    const { cursor, leds } = wanted;
    const style = cursor?.style ?? null;
    const display = this.#wantedDisplay;
    return (
      this.#setting('cursor', String(style), room_bytes, () => commands.cursorStyle(style)) ??
      this.#placeCursor(cursor, room_bytes) ??
      this.#setting('leds', JSON.stringify(leds), room_bytes, () => commands.leds(leds)) ??
      (display === null
        ? null
        : this.#setting('display', JSON.stringify(display), room_bytes, () => commands.display(display)))
    );
  }

  get #moveCost(): number {
    return this.#options.commands.moveTo(0, 0).length;
  }

  #sentAhead(): void {
    this.#ahead.shift();
    this.#position = null;
  }

  #text(span: Span, room_bytes: number): Unit | null {
    const continues = this.#position?.row === span.row && this.#position.column === span.column;
    const move = continues ? [] : this.#options.commands.moveTo(span.column, span.row);
    const cells = Math.min(span.codes.length, room_bytes - move.length);
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

  #placeCursor(cursor: Cursor | null, room_bytes: number): Unit | null {
    if (cursor === null) return null;
    const { column, row } = cursor;
    if (this.#position?.column === column && this.#position.row === row) return null;
    return fitting(room_bytes, this.#options.commands.moveTo(column, row), () => {
      this.#position = { column, row };
    });
  }

  #setting(
    kind: 'cursor' | 'leds' | 'display',
    value: string,
    room_bytes: number,
    make: () => readonly Uint8Array[],
  ): Unit | null {
    if (this.#state.get(kind) === value) return null;
    const [first, ...others] = make();
    if (first === undefined) return null;
    return fitting(room_bytes, first, () => {
      this.#state.set(kind, value);
      this.#ahead = others;
      this.#position = null;
    });
  }

  #repeat(now_ms: number, room_bytes: number): Unit | null {
    if (this.#wanted === null || now_ms < this.#nextRepetition_ms) return null;
    if (this.#repetition.length === 0) this.#beginRepetition(this.#wanted.rows);
    const unit = this.#repetition[0]?.() ?? null;
    if (unit === null || unit.bytes.length > room_bytes) {
      this.#nextRepetition_ms = now_ms + 1;
      return null;
    }
    return {
      bytes: unit.bytes,
      sent: () => {
        this.#repetition.shift();
        this.#nextRepetition_ms = now_ms + this.#repetitionStep_ms;
        unit.sent();
      },
    };
  }

  #beginRepetition(rows: readonly Uint8Array[]): void {
    const { commands, customCharacters, geometry, repetition_ms, repetition_cells } = this.#options;
    const onScreen = customCharacters.filter(({ index }) => rows.some((codes) => codes.includes(index)));
    const preparation = [...commands.setUp(), ...onScreen.flatMap((character) => commands.define(character))];
    this.#repetition = preparation.map((bytes) => () => ({
      bytes,
      sent: () => {
        this.#position = null;
      },
    }));
    for (let row = 0; row < geometry.rows; row++)
      for (let column = 0; column < geometry.columns; column += repetition_cells)
        this.#repetition.push(() => this.#repeatedText(row, column));
    this.#repetitionStep_ms = Math.floor(repetition_ms / this.#repetition.length);
    // Cursor, LEDs and display settings are sent anew as changes, with what is wanted by then.
    this.#state.clear();
  }

  #repeatedText(row: number, column: number): Unit {
    const { commands, repetition_cells } = this.#options;
    const { rows, cursor } = this.#wanted ?? { rows: [], cursor: null };
    const codes = (rows[row] ?? new Uint8Array()).slice(column, column + repetition_cells);
    // The cursor returns in the same breath: a liquid crystal is too slow to show that it was away.
    const back = cursor === null ? [] : commands.moveTo(cursor.column, cursor.row);
    return {
      bytes: Uint8Array.from([...commands.moveTo(column, row), ...codes, ...back]),
      sent: () => {
        this.#position = cursor ?? { row, column: column + codes.length };
      },
    };
  }
}

function fitting(room_bytes: number, bytes: Uint8Array, sent: () => void): Unit | null {
  return bytes.length <= room_bytes ? { bytes, sent } : null;
}
