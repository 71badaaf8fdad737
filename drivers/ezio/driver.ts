/**
 * EZIO-100/300 as a `Panel`: 16x2, polled keys, nothing acknowledged. The answers to key polls are the only sign of
 * life there is.
 */
import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import { BlindPanel } from '../link/blind-panel.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel } from '../panel.ts';
import type { BlindCommands } from '../screen/blind-painter.ts';
import { EZIO_CHARSET, EZIO_CUSTOM_CHARACTERS } from './charset.ts';
import { CODES, command, defineGlyph, EZIO_KEYS, KeyAnswerReader, type KeyState, moveTo } from './codec.ts';

/**
 * Between key polls while an operator is at the panel. A press shorter than this can be missed, and fingers press for
 * 50 ms and more; the poll itself takes 8.3 ms of the line and leaves room for seven bytes of text.
 */
const POLL_ACTIVE_ms = 40;
/** Between key polls otherwise: a first press of 80 ms is never missed. */
const POLL_IDLE_ms = 75;
/** How long after a key the operator counts as still being there. */
const ACTIVE_FOR_ms = 30_000;
/** Without an answer to a key poll for this long the panel counts as silent. */
const SILENT_AFTER_ms = 600;
/** Everything is sent again this often; with what goes before it, wrong characters are gone within 5 s. */
const REFRESH_ms = 4000;
/** With two moves around them, that is the seven bytes which fit between two polls. */
const REFRESH_cells = 3;

export interface EzioOptions extends LinkOptions {
  /** Speed of the line, in bit/s. */
  readonly baud: number;
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
  // The contrast is a screw, the backlight is always on.
  display: () => [],
};

class EzioPanel extends BlindPanel {
  readonly keys = EZIO_KEYS;
  readonly #answers = new KeyAnswerReader();
  /** The key that is down according to the last answer that named one or none. */
  #down: Exclude<KeyState, 'several'> = null;
  #lastKey_ms = Number.NEGATIVE_INFINITY;

  constructor({ baud, ...options }: EzioOptions) {
    super(
      options,
      {
        geometry: GEOMETRY_16X2,
        charset: EZIO_CHARSET,
        customCharacters: EZIO_CUSTOM_CHARACTERS,
        commands: COMMANDS,
        baud,
        refresh_ms: REFRESH_ms,
        refresh_cells: REFRESH_cells,
      },
      { question: command(CODES.readKeys), silentAfter_ms: SILENT_AFTER_ms, isPunctual: true },
    );
  }

  protected override opened(): void {
    this.#answers.reset();
    super.opened();
  }

  protected override questionPeriod_ms(now_ms: number): number {
    const isHeld = this.link === 'connected' && this.#down !== null;
    const isActive = isHeld || now_ms - this.#lastKey_ms < ACTIVE_FOR_ms;
    return isActive ? POLL_ACTIVE_ms : POLL_IDLE_ms;
  }

  protected override received(bytes: Uint8Array): void {
    for (const { model, state } of this.#answers.push(bytes)) {
      const now_ms = this.clock.now();
      // Only an answer to a poll is a key: the set-up and noise can bring others.
      if (!this.isAnswerDue(now_ms)) continue;
      // The keys of a panel that was lost have been released.
      if (this.link !== 'connected') this.#down = null;
      this.answered(model.toUpperCase(), now_ms);
      this.#take(state, now_ms);
    }
  }

  #take(state: KeyState, now_ms: number): void {
    // Several keys down at once cannot be told apart: what was down stays down until one key or none is.
    if (state === 'several' || state === this.#down) return;
    this.held.releaseAll();
    this.#down = state;
    this.#lastKey_ms = now_ms;
    if (state !== null) this.held.press(state);
  }
}

export function createEzioPanel(options: EzioOptions): Panel {
  return new EzioPanel(options);
}
