/**
 * EZIO-100/300 as a `Panel`: 16x2, polled keys, nothing acknowledged. The answers to key polls are the only sign of
 * life there is.
 */
import { type Cursor, GEOMETRY_16X2 } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import { HD44780_PLAIN_CHARSET } from '../charset/hd44780.ts';
import { BlindPanel } from '../link/blind-panel.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel } from '../panel.ts';
import type { BlindCommands } from '../screen/blind-painter.ts';
import { LineTime } from '../screen/line-time.ts';
import { EZIO_CHARSET, EZIO_CUSTOM_CHARACTERS } from './charset.ts';
import {
  CODES,
  command,
  defineGlyph,
  EZIO_KEYS,
  KeyAnswerReader,
  type KeyState,
  moveTo,
  stateByCodes,
} from './codec.ts';
import { type EzioProfile, PLAIN_PROFILE, splitFor } from './profile.ts';

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
/** On a panel that is busy after each move the poll would wait for more. */
const SLOW_REFRESH_cells = 2;

export interface EzioOptions extends LinkOptions {
  /** Speed of the line, in bit/s. */
  readonly baud: number;
  /** Default: as the manual has it. */
  readonly profile?: EzioProfile;
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

/** What goes to a panel that its own key poll shifts: home takes the shift back. */
function afterPoll(style: Cursor['style'] | null): Uint8Array {
  return Uint8Array.from([...command(CODES.home), ...command(CURSOR_STYLES[style ?? 'hidden'])]);
}

class EzioPanel extends BlindPanel {
  override readonly backlight = 'fixed';
  readonly keys: PanelKeys;
  readonly #profile: EzioProfile;
  readonly #answers = new KeyAnswerReader();
  /** From one poll to the next while an operator is there: at least a poll and a little text fit. */
  readonly #shortestPeriod_ms: number;
  /** The key that is down according to the last answer that named one or none. */
  #down: Exclude<KeyState, 'several'> = null;
  #lastKey_ms = Number.NEGATIVE_INFINITY;

  constructor({ baud, profile = PLAIN_PROFILE, ...options }: EzioOptions) {
    const { drawsCharacters, keyCodes, pauses, pollShifts, stopBits } = profile;
    const line = new LineTime({ baud, stopBits, split: splitFor(pauses) });
    const question = command(CODES.readKeys);
    const poll_ms = line.total_ms(question) + (pollShifts ? line.total_ms(afterPoll(null)) : 0);
    // A few cells with a move in front of them and one behind.
    const moves_ms = 2 * line.total_ms(moveTo(0, 0));
    const cells = pauses.move > 0 || pollShifts ? SLOW_REFRESH_cells : REFRESH_cells;
    super(
      options,
      {
        geometry: GEOMETRY_16X2,
        charset: drawsCharacters ? EZIO_CHARSET : HD44780_PLAIN_CHARSET,
        customCharacters: drawsCharacters ? EZIO_CUSTOM_CHARACTERS : [],
        commands: COMMANDS,
        line,
        setUpLeavesMarks: false,
        refresh_ms: REFRESH_ms,
        refresh_cells: cells,
      },
      {
        question,
        silentAfter_ms: SILENT_AFTER_ms,
        isPunctual: true,
        ...(pollShifts ? { afterQuestion: afterPoll } : {}),
      },
    );
    this.#profile = profile;
    this.#shortestPeriod_ms = Math.ceil(poll_ms + moves_ms + cells * line.byte_ms);
    this.keys =
      keyCodes === null ? EZIO_KEYS : new Set(PANEL_KEYS.filter((key) => keyCodes[key] !== undefined));
  }

  protected override opened(): void {
    this.#answers.reset();
    super.opened();
  }

  protected override questionPeriod_ms(now_ms: number): number {
    const isHeld = this.link === 'connected' && this.#down !== null;
    const isActive = isHeld || now_ms - this.#lastKey_ms < ACTIVE_FOR_ms;
    return Math.max(this.#shortestPeriod_ms, isActive ? POLL_ACTIVE_ms : POLL_IDLE_ms);
  }

  protected override received(bytes: Uint8Array): void {
    for (const answer of this.#answers.push(bytes)) {
      const { keyCodes } = this.#profile;
      const now_ms = this.clock.now();
      // Only an answer to a poll is a key: the set-up and noise can bring others.
      if (!this.isAnswerDue(now_ms)) continue;
      // The keys of a panel that was lost have been released.
      if (this.link !== 'connected') this.#down = null;
      this.answered(answer.model.toUpperCase(), now_ms);
      this.#take(keyCodes === null ? answer.state : stateByCodes(answer, keyCodes), now_ms);
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
