/**
 * EZIO-100/300 as a `Panel`: 16x2, polled keys, nothing acknowledged. Polling is the only sign of life, so the
 * answers to key polls decide whether the panel is there; the painter repeats the screen now and then.
 */
import type { Clock, TimerId } from '../../menus/clock.ts';
import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { Panel, PanelEvents, PanelLink } from '../panel.ts';
import { createLine } from '../reconnect.ts';
import { type BlindCommands, BlindPainter } from '../screen/blind-painter.ts';
import type { Connect } from '../transport.ts';
import { EZIO_CHARSET, EZIO_CUSTOM_CHARACTERS } from './charset.ts';
import { CODES, command, defineGlyph, KeyAnswerReader, type KeyState, moveTo } from './codec.ts';

/** The EZIO's one speed (manual: 2400,N,8,1). */
export const EZIO_BAUD = 2400;

/** What is engraved: up, down, ENTER, ESC. */
export const EZIO_KEYS: PanelKeys = new Set(['UP', 'DOWN', 'ENTER', 'EXIT']);

/**
 * Between key polls while a person is at the panel. A press shorter than this can be missed, and people press for
 * 50 ms and more; the poll itself takes 8.3 ms of the line and leaves room for seven bytes of text.
 */
const POLL_ACTIVE_ms = 40;
/** Between key polls otherwise: a first press of 80 ms is never missed. */
const POLL_IDLE_ms = 75;
/** How long after a key the person counts as still being there. */
const ACTIVE_FOR_ms = 30_000;
/** An answer takes 8.3 ms of line; one this late belongs to no poll. */
const ANSWER_WITHIN_ms = 250;
/** Without any answer for this long the panel is silent, and keys that were down are taken as released. */
const SILENT_AFTER_ms = 600;
/** Everything is repeated this often; with what goes before it, wrong characters are gone within 5 s. */
const REPETITION_ms = 4000;
/** With two moves around them, that is the seven bytes which fit between two polls. */
const REPETITION_cells = 3;

export interface EzioOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** For the log: `ezio on /dev/ttyS1`. */
  readonly name: string;
  /** Default 2400. */
  readonly baud?: number;
}

const CURSOR_STYLES = {
  hidden: CODES.cursorHidden,
  underline: CODES.cursorUnderline,
  block: CODES.cursorBlock,
} as const;

const COMMANDS: BlindCommands = {
  setUp: () => [
    command(CODES.start),
    // Home also takes back a display shift, which no other command does.
    command(CODES.home),
  ],
  // In halves: a whole character would leave no room for a key poll in time.
  define: ({ index, glyph }) =>
    [0, 4].map((first) => defineGlyph(index, glyph.slice(first, first + 4), first)),
  moveTo,
  cursorStyle: (style) => [command(CURSOR_STYLES[style ?? 'hidden'])],
  leds: () => [],
  display: () => [],
};

class EzioPanel implements Panel {
  readonly name: string;
  readonly geometry = GEOMETRY_16X2;
  readonly keys = EZIO_KEYS;
  readonly repertoire = EZIO_CHARSET.repertoire;
  readonly #clock: Clock;
  readonly #line;
  readonly #painter: BlindPainter;
  readonly #answers = new KeyAnswerReader();
  #events: PanelEvents | null = null;
  #link: PanelLink['state'] | null = null;
  #held: PanelKey | null = null;
  #pollTimer: TimerId | null = null;
  /** Clock time of the poll that is not answered yet. */
  #polled_ms: number | null = null;
  #lastAnswer_ms = 0;
  #lastKey_ms = Number.NEGATIVE_INFINITY;

  constructor({ connect, clock, name, baud = EZIO_BAUD }: EzioOptions) {
    this.name = name;
    this.#clock = clock;
    this.#line = createLine({ connect, clock });
    this.#painter = new BlindPainter({
      geometry: this.geometry,
      charset: EZIO_CHARSET,
      customCharacters: EZIO_CUSTOM_CHARACTERS,
      commands: COMMANDS,
      baud,
      repetition_ms: REPETITION_ms,
      repetition_cells: REPETITION_cells,
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
        this.#opened();
      },
      onData: (bytes) => {
        this.#heard(bytes);
      },
      onDown: (why) => {
        this.#stopPolling();
        this.#setLink({ state: 'absent', why });
      },
    });
  }

  show(frame: Parameters<Panel['show']>[0]): void {
    this.#painter.show(frame);
  }

  /** The EZIO's contrast is a screw and its backlight is always on. */
  setDisplay(): void {}

  async close(grace_ms: number): Promise<void> {
    await this.#painter.settle(grace_ms);
    this.#stopPolling();
    this.#line.close();
  }

  #opened(): void {
    this.#answers.reset();
    this.#polled_ms = null;
    this.#lastAnswer_ms = this.#clock.now();
    this.#painter.start();
    this.#poll();
  }

  #poll(): void {
    const now_ms = this.#clock.now();
    if (now_ms - this.#lastAnswer_ms >= SILENT_AFTER_ms) this.#setLink({ state: 'silent' });
    const active = this.#held !== null || now_ms - this.#lastKey_ms < ACTIVE_FOR_ms;
    const wait_ms = active ? POLL_ACTIVE_ms : POLL_IDLE_ms;
    this.#polled_ms = now_ms;
    this.#painter.urgent(command(CODES.readKeys));
    this.#painter.reserve(now_ms + wait_ms);
    this.#pollTimer = this.#clock.setTimeout(() => {
      this.#poll();
    }, wait_ms);
  }

  #stopPolling(): void {
    this.#painter.stop();
    if (this.#pollTimer !== null) this.#clock.clearTimeout(this.#pollTimer);
    this.#pollTimer = null;
  }

  #heard(bytes: Uint8Array): void {
    for (const answer of this.#answers.push(bytes)) {
      const now_ms = this.#clock.now();
      // Only an answer to a poll is a key: the set-up and noise can bring others.
      if (this.#polled_ms === null || now_ms - this.#polled_ms > ANSWER_WITHIN_ms) continue;
      this.#polled_ms = null;
      this.#lastAnswer_ms = now_ms;
      if (this.#link === 'silent') this.#painter.start();
      this.#setLink({ state: 'connected', identity: answer.model.toUpperCase() });
      this.#keysAre(answer.state, now_ms);
    }
  }

  #keysAre(state: KeyState, at_ms: number): void {
    // Several keys down at once cannot be told apart: what was down stays down until one key or none is.
    if (state === 'several' || state === this.#held) return;
    this.#releaseHeld(at_ms);
    this.#held = state;
    if (state !== null) this.#events?.onEdge({ key: state, edge: 'press', at_ms });
    this.#lastKey_ms = at_ms;
  }

  #releaseHeld(at_ms: number): void {
    const held = this.#held;
    this.#held = null;
    if (held !== null) this.#events?.onEdge({ key: held, edge: 'release', at_ms });
  }

  #setLink(link: PanelLink): void {
    if (link.state !== 'connected') this.#releaseHeld(this.#clock.now());
    if (link.state === this.#link) return;
    this.#link = link.state;
    this.#events?.onLink(link);
  }
}

export function createEzioPanel(options: EzioOptions): Panel {
  return new EzioPanel(options);
}
