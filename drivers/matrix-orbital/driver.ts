/**
 * Matrix Orbital LK204-25 as a `Panel`: 20x4, keys sent unasked with press and release, LEDs on the general purpose
 * outputs. Nothing is acknowledged; the module type is asked for as a sign of life.
 */
import type { Display } from '../../menus/display.ts';
import { GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { type KeyEdge, PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { LED_NAMES, type LedPlaces } from '../../menus/leds.ts';
import { BlindPanel } from '../link/blind-panel.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel } from '../panel.ts';
import type { BlindCommands } from '../screen/blind-painter.ts';
import { LineTime } from '../screen/line-time.ts';
import { MATRIX_ORBITAL_CHARSET, MATRIX_ORBITAL_CUSTOM_CHARACTERS } from './charset.ts';
import {
  command,
  goTo,
  KEY_MODE_PRESS_RELEASE,
  type KeyLetters,
  MODULE_NAMES,
  USUAL_LETTERS,
} from './codec.ts';
import { KeyByteReader } from './key-bytes.ts';

/** Everything is sent again this often; with what goes before it, what was lost is back within 2 s. */
const REFRESH_ms = 1600;
/** Between two questions for the module type. */
const QUESTION_ms = 1000;
/** Two questions without an answer: one may be lost. */
const SILENT_AFTER_ms = 2 * QUESTION_ms;
/** Contrast and brightness take 0-255; 250 keeps 0xFE, the command byte, out of the arguments. */
const FULL_LEVEL = 250;

export interface MatrixOrbitalOptions extends LinkOptions {
  /** Speed of the line, in bit/s. */
  readonly baud: number;
  /** Default 20x4. */
  readonly geometry?: Geometry;
  /** Default: A left, B right, C up, D down, E enter, F exit. */
  readonly letters?: KeyLetters;
  /** Counted from 0, which is general purpose output 1. */
  readonly leds?: LedPlaces;
}

function commandsFor(leds: LedPlaces): BlindCommands {
  return {
    setUp: ({ column, row }) => [
      command('wrapOff'),
      command('scrollOff'),
      // Firmware older than these two commands shows their argument where the cursor is.
      goTo(column, row),
      command('remember', 0),
      // Older firmware has no releases; a held ENTER must not come again and again there.
      command('keyRepeatOff'),
      goTo(column, row),
      command('keyMode', KEY_MODE_PRESS_RELEASE),
      command('keysSent'),
    ],
    define: ({ index, glyph }) => [command('defineGlyph', index, ...glyph)],
    moveTo: goTo,
    cursorStyle: (style) => [
      command(style === 'underline' ? 'underlineOn' : 'underlineOff'),
      command(style === 'block' ? 'blockOn' : 'blockOff'),
    ],
    leds: (lit) =>
      LED_NAMES.flatMap((led) => {
        const place = leds[led];
        return place === undefined ? [] : [command(lit[led] ? 'outputOn' : 'outputOff', place + 1)];
      }),
    display: displayCommands,
  };
}

function displayCommands({ contrast_percent, brightness_percent }: Display): Uint8Array[] {
  const level = (percent: number): number =>
    Math.round((Math.min(100, Math.max(0, percent)) * FULL_LEVEL) / 100);
  return [
    command('contrast', level(contrast_percent)),
    ...(brightness_percent > 0
      ? [command('backlightOn', 0), command('brightness', level(brightness_percent))]
      : [command('backlightOff')]),
  ];
}

class MatrixOrbitalPanel extends BlindPanel {
  readonly keys: PanelKeys;
  readonly #reader: KeyByteReader;
  #sendsReleases = false;

  constructor(options: MatrixOrbitalOptions) {
    const { letters = USUAL_LETTERS, geometry = GEOMETRY_20X4 } = options;
    super(
      options,
      {
        geometry,
        charset: MATRIX_ORBITAL_CHARSET,
        customCharacters: MATRIX_ORBITAL_CUSTOM_CHARACTERS,
        commands: commandsFor(options.leds ?? {}),
        line: new LineTime({ baud: options.baud }),
        setUpLeavesMarks: true,
        refresh_ms: REFRESH_ms,
        refresh_cells: geometry.columns,
      },
      { question: command('moduleType'), silentAfter_ms: SILENT_AFTER_ms, isPunctual: false },
    );
    this.keys = new Set(PANEL_KEYS.filter((key) => letters[key] !== undefined));
    this.#reader = new KeyByteReader(letters);
  }

  protected override opened(): void {
    this.#sendsReleases = false;
    super.opened();
  }

  /** Until it has sent a release it may be one that sends none: a key then must not count as held. */
  #take(key: PanelKey, edge: KeyEdge['edge']): void {
    if (edge === 'release') this.#sendsReleases = true;
    this.held.take(key, edge);
    if (!this.#sendsReleases) this.held.release(key);
  }

  protected override questionPeriod_ms(): number {
    return QUESTION_ms;
  }

  protected override received(bytes: Uint8Array): void {
    const now_ms = this.clock.now();
    const { edges, answer } = this.#reader.push(bytes, this.isAnswerDue(now_ms), now_ms);
    if (answer !== null) this.answered(identityOf(answer), now_ms);
    if (edges.length > 0) this.heard();
    for (const { key, edge } of edges) this.#take(key, edge);
  }
}

function identityOf(module: number): string {
  return MODULE_NAMES.get(module) ?? `module type 0x${module.toString(16).padStart(2, '0')}`;
}

export function createMatrixOrbitalPanel(options: MatrixOrbitalOptions): Panel {
  return new MatrixOrbitalPanel(options);
}
