import type { Clock } from '../../menus/clock.ts';
import { type Cursor, GEOMETRY_16X2 } from '../../menus/frame.ts';
import type { PanelKey } from '../../menus/keys.ts';
import { characterShown } from '../virtual/character-rom.ts';
import { VirtualPanel } from '../virtual/virtual-panel.ts';
import {
  CODES,
  EZIO_KEYS,
  type EzioModel,
  GLYPH_ROWS,
  type HostByte,
  HostReader,
  heldAnswer,
} from './codec.ts';
import type { EzioPauses } from './profile.ts';

/** Characters the controller keeps of each row; 16 of them are visible. */
const MEMORY_COLUMNS = 40;
const SECOND_ROW_ADDRESS = 0x40;
const GLYPH_MEMORY = 64;
const BLANK = 0x20;

/** What a person in front of the panel sees. */
export interface EzioGlass {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
}

/** What sets the panels of this protocol apart. */
export interface EzioQuirks {
  /** What arrives within this many milliseconds after a command is lost. */
  busy: EzioPauses;
  /** Each question for the keys shifts the glass by a cell, until home. */
  pollShifts: boolean;
  /** What becomes of custom characters: drawn, shown as text, or swallowed. */
  drawing: 'drawn' | 'text' | 'swallowed';
  /** The second byte of the answer while each key is down; null: as the model of the manual has it. */
  keyCodes: Readonly<Partial<Record<PanelKey, number>>> | null;
  /** How late the keys are answered, in milliseconds. */
  answerDelay_ms: number;
}

export interface VirtualEzioOptions {
  readonly clock: Clock;
  /** Which key code family it answers with; default `ezio-300`. */
  readonly model?: EzioModel;
  /** Pace of the line; default 2400 bit/s, null: none. */
  readonly baud?: number | null;
}

/** An EZIO from the panel's side of the line: an HD44780's memory, a cursor and four keys. */
export class VirtualEzio extends VirtualPanel {
  readonly geometry = GEOMETRY_16X2;
  readonly keys = EZIO_KEYS;
  readonly faults = this.usualFaults();
  readonly quirks: EzioQuirks = {
    busy: { home: 0, cursor: 0, move: 0, poll: 0 },
    pollShifts: false,
    drawing: 'drawn',
    keyCodes: null,
    answerDelay_ms: 0,
  };
  readonly #clock: Clock;
  readonly #model: EzioModel;
  #shift = 0;
  #busyUntil_ms = Number.NEGATIVE_INFINITY;
  readonly #reader = new HostReader();
  readonly #held = new Set<PanelKey>();
  #display = blankMemory();
  #glyphs = new Uint8Array(GLYPH_MEMORY);
  #address = 0;
  #inGlyphs = false;
  #cursorStyle: Cursor['style'] | null = null;

  constructor({ clock, model = 'ezio-300', baud = 2400 }: VirtualEzioOptions) {
    super({ clock, baud });
    this.#clock = clock;
    this.#model = model;
  }

  frame(): EzioGlass {
    const rows = this.#display.map((row) =>
      Array.from({ length: this.geometry.columns }, (_, column) =>
        this.#characterOf(row[(column + this.#shift) % MEMORY_COLUMNS] ?? BLANK),
      ).join(''),
    );
    return { rows, cursor: this.#cursor() };
  }

  press(key: PanelKey): void {
    this.#held.add(key);
  }

  release(key: PanelKey): void {
    this.#held.delete(key);
  }

  protected reset(): void {
    this.#display = blankMemory();
    this.#glyphs = new Uint8Array(GLYPH_MEMORY);
    this.#address = 0;
    this.#inGlyphs = false;
    this.#cursorStyle = null;
    this.#shift = 0;
    this.#busyUntil_ms = Number.NEGATIVE_INFINITY;
    this.#reader.reset();
    this.changed();
  }

  protected hear(bytes: Uint8Array): void {
    if (this.faults.silent) return;
    for (const byte of bytes) {
      if (this.#clock.now() < this.#busyUntil_ms) continue;
      for (const item of this.#reader.push(Uint8Array.of(byte))) {
        this.#do(item);
        if (item.kind !== 'character') this.#busyUntil_ms = this.#clock.now() + this.#busyWith(item);
      }
    }
    this.changed();
  }

  #do(item: HostByte): void {
    switch (item.kind) {
      case 'character':
        this.#write(item.code);
        break;
      case 'move':
        this.#address = item.address;
        this.#inGlyphs = false;
        break;
      case 'glyph-address':
        // A controller that cannot draw takes what follows as text.
        if (this.quirks.drawing === 'text') break;
        this.#address = item.address;
        this.#inGlyphs = true;
        break;
      case 'command':
        this.#command(item.code);
        break;
    }
  }

  #command(code: number): void {
    if (code === CODES.readKeys) this.#answerKeys();
    if (code === CODES.home || code === CODES.clear) this.#shift = 0;
    if (code === CODES.clear) this.#display = blankMemory();
    if (code === CODES.clear || code === CODES.home) {
      this.#address = 0;
      this.#inGlyphs = false;
    }
    if (code === CODES.cursorHidden) this.#cursorStyle = null;
    if (code === CODES.cursorUnderline) this.#cursorStyle = 'underline';
    if (code === CODES.cursorBlock) this.#cursorStyle = 'block';
  }

  #busyWith(item: HostByte): number {
    const { busy } = this.quirks;
    if (item.kind !== 'command') return busy.move;
    if (item.code === CODES.readKeys) return busy.poll;
    const isCursor = [CODES.cursorHidden, CODES.cursorUnderline, CODES.cursorBlock].some(
      (code) => code === item.code,
    );
    return isCursor ? busy.cursor : busy.home;
  }

  #answerKeys(): void {
    const { keyCodes, pollShifts, answerDelay_ms } = this.quirks;
    if (pollShifts) this.#shift = (this.#shift + 1) % MEMORY_COLUMNS;
    const answer = heldAnswer(this.#model, this.#held, keyCodes);
    if (answerDelay_ms === 0) this.port.write(answer);
    else this.#clock.setTimeout(() => this.port.write(answer), answerDelay_ms);
  }

  #write(code: number): void {
    if (this.#inGlyphs && this.quirks.drawing === 'swallowed') return;
    if (this.#inGlyphs) {
      this.#glyphs[this.#address] = code & 0x1f;
      this.#address = (this.#address + 1) % GLYPH_MEMORY;
      return;
    }
    const { row, column } = place(this.#address);
    if (column < MEMORY_COLUMNS) this.#display[row]?.fill(code, column, column + 1);
    // The end of one row's memory is followed by the beginning of the other's.
    if (column + 1 < MEMORY_COLUMNS) this.#address += 1;
    else this.#address = row === 0 ? SECOND_ROW_ADDRESS : 0;
  }

  #cursor(): Cursor | null {
    const { row, column } = place(this.#address);
    if (this.#cursorStyle === null || this.#inGlyphs || column >= this.geometry.columns) return null;
    return { row, column, style: this.#cursorStyle };
  }

  #characterOf(code: number): string {
    const pictures = Array.from({ length: GLYPH_MEMORY / GLYPH_ROWS }, (_, index) => [
      ...this.#glyphs.subarray(index * GLYPH_ROWS, (index + 1) * GLYPH_ROWS),
    ]);
    return characterShown('hd44780', code, pictures);
  }
}

function blankMemory(): Uint8Array[] {
  return [0, 1].map(() => new Uint8Array(MEMORY_COLUMNS).fill(BLANK));
}

function place(address: number): { row: 0 | 1; column: number } {
  return address >= SECOND_ROW_ADDRESS
    ? { row: 1, column: address - SECOND_ROW_ADDRESS }
    : { row: 0, column: address };
}
