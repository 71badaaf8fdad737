import type { Clock } from '../../menus/clock.ts';
import { type Cursor, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { characterShown } from '../virtual/character-rom.ts';
import { type VirtualLed, VirtualPanel } from '../virtual/virtual-panel.ts';
import {
  type CommandName,
  type HostItem,
  HostReader,
  KEY_MODE_PRESS_RELEASE,
  keyByte,
  USUAL_LETTERS,
} from './codec.ts';

/** Module type 0x09 (manual, table of module types). */
const LK204_25 = 0x09;
/** Firmware version it reports: 2.0, high nibble and low nibble. */
const VERSION = 0x20;
const OUTPUTS = 6;
const BLANK = 0x20;
/** Highest value of the brightness command. */
const FULL_BRIGHTNESS = 255;
/** In repeat mode the panel sends a held key again after this, then at this distance. */
const REPEAT_AFTER_ms = 500;
const REPEAT_ms = 200;

/** What a person in front of the panel sees. */
export interface MatrixOrbitalGlass {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  /** General purpose outputs 1 to 6, in order. */
  readonly outputs: readonly boolean[];
  /** 0-255 as last set. */
  readonly contrast: number;
  /** 0-255; 0 while the backlight is off. */
  readonly brightness: number;
}

export interface VirtualMatrixOrbitalOptions {
  readonly clock: Clock;
  /** Default 20x4. */
  readonly geometry?: Geometry;
  /** Pace of the line; default 19200 bit/s, null: none. */
  readonly baud?: number | null;
}

interface State {
  rows: Uint8Array[];
  glyphs: (readonly number[])[];
  column: number;
  row: number;
  underline: boolean;
  block: boolean;
  outputs: boolean[];
  contrast: number;
  brightness: number;
  lit: boolean;
  keysSent: boolean;
  pressRelease: boolean;
  repeats: boolean;
}

function powerUp({ columns, rows }: Geometry): State {
  return {
    rows: Array.from({ length: rows }, () => new Uint8Array(columns).fill(BLANK)),
    glyphs: [],
    column: 0,
    row: 0,
    underline: false,
    block: false,
    outputs: new Array<boolean>(OUTPUTS).fill(false),
    contrast: 128,
    brightness: FULL_BRIGHTNESS,
    lit: true,
    keysSent: true,
    pressRelease: false,
    repeats: true,
  };
}

/** An LK204-25 from the panel's side of the line, with the usual six keys wired. */
export class VirtualMatrixOrbital extends VirtualPanel {
  readonly geometry: Geometry;
  readonly keys: PanelKeys = new Set(PANEL_KEYS);
  readonly faults = this.usualFaults();
  readonly #clock: Clock;
  /** Commands that its firmware lacks: their arguments show as text. */
  unknown: readonly CommandName[] = [];
  readonly #reader = new HostReader((name) => !this.unknown.includes(name));
  readonly #held = new Set<PanelKey>();
  #state: State;

  constructor({ clock, geometry = GEOMETRY_20X4, baud = 19_200 }: VirtualMatrixOrbitalOptions) {
    super({ clock, baud });
    this.#clock = clock;
    this.geometry = geometry;
    this.#state = powerUp(geometry);
  }

  frame(): MatrixOrbitalGlass {
    const { rows, outputs, contrast, brightness, lit } = this.#state;
    return {
      rows: rows.map((row) => Array.from(row, (code) => this.#characterOf(code)).join('')),
      cursor: this.#cursor(),
      outputs: [...outputs],
      contrast,
      brightness: lit ? brightness : 0,
    };
  }

  override lamps(): readonly VirtualLed[] {
    return this.#state.outputs.map((lit) => (lit ? 'lit' : 'off'));
  }

  override get brightness_percent(): number {
    return Math.round((this.frame().brightness * 100) / FULL_BRIGHTNESS);
  }

  press(key: PanelKey): void {
    this.#held.add(key);
    this.#sendKey(key, 'press');
    if (!this.#state.pressRelease && this.#state.repeats) this.#repeat(key, REPEAT_AFTER_ms);
  }

  release(key: PanelKey): void {
    this.#held.delete(key);
    if (this.#state.pressRelease) this.#sendKey(key, 'release');
  }

  protected reset(): void {
    this.#state = powerUp(this.geometry);
    this.#reader.reset();
    this.changed();
  }

  #sendKey(key: PanelKey, edge: 'press' | 'release'): void {
    const letter = USUAL_LETTERS[key];
    if (letter === undefined || this.faults.silent || !this.#state.keysSent) return;
    this.port.write(Uint8Array.of(keyByte(letter, edge)));
  }

  #repeat(key: PanelKey, after_ms: number): void {
    this.#clock.setTimeout(() => {
      if (!this.#held.has(key) || this.#state.pressRelease) return;
      this.#sendKey(key, 'press');
      this.#repeat(key, REPEAT_ms);
    }, after_ms);
  }

  protected hear(bytes: Uint8Array): void {
    if (this.faults.silent) return;
    for (const item of this.#reader.push(bytes)) this.#do(item);
    this.changed();
  }

  #do(item: HostItem): void {
    const state = this.#state;
    if (item.kind === 'text') {
      // Line wrap is off: what runs past the end of the row is not shown.
      state.rows[state.row]?.fill(item.code, state.column, state.column + 1);
      state.column += 1;
      return;
    }
    const [first = 0, second = 0] = item.parameters;
    switch (item.name) {
      case 'goTo':
        if (first > this.geometry.columns || second > this.geometry.rows || first < 1 || second < 1) return;
        state.column = first - 1;
        state.row = second - 1;
        return;
      case 'clear':
      case 'home':
        if (item.name === 'clear') for (const row of state.rows) row.fill(BLANK);
        state.column = 0;
        state.row = 0;
        return;
      case 'outputOn':
      case 'outputOff':
        if (first >= 1 && first <= OUTPUTS) state.outputs[first - 1] = item.name === 'outputOn';
        return;
      case 'defineGlyph':
        state.glyphs[first & 7] = item.parameters.slice(1);
        return;
      case 'moduleType':
        this.port.write(Uint8Array.of(LK204_25));
        return;
      case 'version':
        this.port.write(Uint8Array.of(VERSION));
        return;
      default:
        set(state, item.name, first);
    }
  }

  #cursor(): Cursor | null {
    const { column, row, underline, block } = this.#state;
    if ((!underline && !block) || column >= this.geometry.columns) return null;
    return { column, row, style: block ? 'block' : 'underline' };
  }

  #characterOf(code: number): string {
    return characterShown('hd44780', code, this.#state.glyphs);
  }
}

/** Commands that only set something. */
function set(state: State, name: Extract<HostItem, { kind: 'command' }>['name'], value: number): void {
  if (name === 'underlineOn' || name === 'underlineOff') state.underline = name === 'underlineOn';
  if (name === 'blockOn' || name === 'blockOff') state.block = name === 'blockOn';
  if (name === 'contrast') state.contrast = value;
  if (name === 'brightness') state.brightness = value;
  if (name === 'backlightOn' || name === 'backlightOff') state.lit = name === 'backlightOn';
  if (name === 'keysSent' || name === 'keysPolled') state.keysSent = name === 'keysSent';
  if (name === 'keyRepeatOff') state.repeats = false;
  if (name === 'keyMode') state.pressRelease = value === KEY_MODE_PRESS_RELEASE;
}
