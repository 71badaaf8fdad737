/**
 * Matrix Orbital LK204-25 as a `Panel`: 20x4, keys sent unasked with press and release, LEDs on the general purpose
 * outputs. Nothing is acknowledged, so the painter repeats everything, and the module type is asked for as a sign
 * of life.
 */
import type { Clock, TimerId } from '../../menus/clock.ts';
import { GEOMETRY_20X4, type Geometry, LED_NAMES, type Leds } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import { HeldKeys } from '../keys/held-keys.ts';
import type { Panel, PanelEvents, PanelLink } from '../panel.ts';
import { createLine } from '../reconnect.ts';
import { type BlindCommands, BlindPainter, type Display } from '../screen/blind-painter.ts';
import type { Connect } from '../transport.ts';
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

/** Factory setting of the LK204-25. */
export const MATRIX_ORBITAL_BAUD = 19_200;

/** Everything is repeated this often; with what goes before it, what was lost is back within 2 s. */
const REPETITION_ms = 1600;
/** Between two questions for the module type. */
const QUESTION_ms = 1000;
/** The answer takes 2 ms of line at 19200 baud; anything later belongs to no question. */
const ANSWER_WITHIN_ms = 250;
/** Questions without an answer until the panel counts as silent: one may be lost. */
const UNANSWERED = 2;
/** Contrast and brightness take 0-255; 250 keeps 0xFE, the command byte, out of the arguments. */
const FULL_LEVEL = 250;

/** General purpose output (1-6) each status LED is wired to. */
export type OutputNumbers = Readonly<Partial<Record<keyof Leds, number>>>;

export interface MatrixOrbitalOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** For the log: `matrix-orbital on /dev/ttyUSB0`. */
  readonly name: string;
  /** Default 19200. */
  readonly baud?: number;
  /** Default 20x4. */
  readonly geometry?: Geometry;
  /** Default: A left, B right, C up, D down, E enter, F exit. */
  readonly letters?: KeyLetters;
  readonly leds?: OutputNumbers;
}

function commandsFor(leds: OutputNumbers): BlindCommands {
  return {
    setUp: () => [
      command('remember', 0),
      command('wrapOff'),
      command('scrollOff'),
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
        const output = leds[led];
        return output === undefined ? [] : [command(lit[led] ? 'outputOn' : 'outputOff', output)];
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

class MatrixOrbitalPanel implements Panel {
  readonly name: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly repertoire = MATRIX_ORBITAL_CHARSET.repertoire;
  readonly #clock: Clock;
  readonly #line;
  readonly #painter: BlindPainter;
  readonly #reader: KeyByteReader;
  readonly #held: HeldKeys;
  #events: PanelEvents | null = null;
  #link: PanelLink['state'] | null = null;
  #questionTimer: TimerId | null = null;
  #asked_ms: number | null = null;
  #unanswered = 0;

  constructor(options: MatrixOrbitalOptions) {
    const { connect, clock, name, letters = USUAL_LETTERS, geometry = GEOMETRY_20X4 } = options;
    this.name = name;
    this.geometry = geometry;
    this.keys = new Set(PANEL_KEYS.filter((key) => letters[key] !== undefined));
    this.#clock = clock;
    this.#reader = new KeyByteReader(letters);
    this.#held = new HeldKeys(clock, (edge) => this.#events?.onEdge(edge));
    this.#line = createLine({ connect, clock });
    this.#painter = new BlindPainter({
      geometry,
      charset: MATRIX_ORBITAL_CHARSET,
      customCharacters: MATRIX_ORBITAL_CUSTOM_CHARACTERS,
      commands: commandsFor(options.leds ?? {}),
      baud: options.baud ?? MATRIX_ORBITAL_BAUD,
      repetition_ms: REPETITION_ms,
      repetition_cells: geometry.columns,
      clock,
      write: (bytes) => {
        this.#line.write(bytes);
      },
    });
  }

  start(events: PanelEvents): void {
    this.#events = events;
    this.#line.start({
      onOpen: () => {
        this.#unanswered = 0;
        this.#painter.start();
        this.#ask();
      },
      onData: (bytes) => {
        this.#heard(bytes);
      },
      onDown: (why) => {
        this.#stop();
        this.#setLink({ state: 'absent', why });
      },
    });
  }

  show(frame: Parameters<Panel['show']>[0]): void {
    this.#painter.show(frame);
  }

  setDisplay(display: Display): void {
    this.#painter.setDisplay(display);
  }

  async close(grace_ms: number): Promise<void> {
    await this.#painter.settle(grace_ms);
    this.#stop();
    this.#held.releaseAll();
    this.#line.close();
  }

  #ask(): void {
    if (this.#asked_ms !== null) this.#unanswered += 1;
    if (this.#unanswered >= UNANSWERED) this.#setLink({ state: 'silent' });
    this.#asked_ms = this.#clock.now();
    this.#painter.urgent(command('moduleType'));
    this.#questionTimer = this.#clock.setTimeout(() => {
      this.#ask();
    }, QUESTION_ms);
  }

  #stop(): void {
    this.#painter.stop();
    this.#asked_ms = null;
    if (this.#questionTimer !== null) this.#clock.clearTimeout(this.#questionTimer);
    this.#questionTimer = null;
  }

  #heard(bytes: Uint8Array): void {
    const now_ms = this.#clock.now();
    const awaiting = this.#asked_ms !== null && now_ms - this.#asked_ms <= ANSWER_WITHIN_ms;
    const { edges, answer } = this.#reader.push(bytes, awaiting, now_ms);
    if (answer !== null) this.#answered(answer);
    for (const { key, edge } of edges) {
      if (edge === 'press') this.#held.press(key);
      else this.#held.release(key);
    }
  }

  #answered(module: number): void {
    this.#asked_ms = null;
    this.#unanswered = 0;
    if (this.#link === 'silent') this.#painter.start();
    const unknown = `module type 0x${module.toString(16).padStart(2, '0')}`;
    this.#setLink({ state: 'connected', identity: MODULE_NAMES.get(module) ?? unknown });
  }

  #setLink(link: PanelLink): void {
    if (link.state !== 'connected') this.#held.releaseAll();
    if (link.state === this.#link) return;
    this.#link = link.state;
    this.#events?.onLink(link);
  }
}

export function createMatrixOrbitalPanel(options: MatrixOrbitalOptions): Panel {
  return new MatrixOrbitalPanel(options);
}
