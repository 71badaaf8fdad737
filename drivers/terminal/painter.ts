/**
 * Paints whole screens on a terminal, sending only the lines that changed: on a serial line a key costs just those.
 * Every line is addressed absolutely, so that no picture drifts.
 *
 * Ink's incremental output moves up one line too few after each frame (6.8.0), and its plain output clears the
 * whole screen when the frame is as high as the terminal. Its debug mode hands over every frame whole; that is
 * painted here.
 */

/** Begin and end of a synchronized update: shown at once where the terminal knows it, ignored elsewhere. */
const BEGIN_UPDATE = '\x1b[?2026h';
const END_UPDATE = '\x1b[?2026l';
const PLAIN = '\x1b[0m';
const ERASE_REST_OF_LINE = '\x1b[K';
const ERASE_ALL = '\x1b[2J';
const ERASE_BELOW = '\x1b[J';
/** ASCII in the character set, no attributes, no scrolling region, no visible cursor: whatever was on the line before. */
const WHOLE = `\x0f\x1b(B${PLAIN}\x1b[r\x1b[?25l`;

export class ScreenPainter {
  readonly #write: (text: string) => void;
  /** What each line of the terminal shows; null: not known. */
  #shown: readonly string[] | null = null;
  /** The whole terminal is erased before the next whole screen. */
  #erases = true;
  #isClosed = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** @param text the whole screen; styles end with their line */
  paint(text: string): void {
    if (this.#isClosed) {
      return;
    }
    const lines = text.split('\n');
    const before = this.#shown;
    let changes = before === null ? WHOLE + (this.#erases ? ERASE_ALL : '') : '';
    this.#erases = false;
    for (let row = 0; row < Math.max(lines.length, before?.length ?? 0); row++) {
      const line = lines[row] ?? '';
      if (before === null || line !== (before[row] ?? '')) {
        changes += `\x1b[${row + 1};1H${line}${PLAIN}${ERASE_REST_OF_LINE}`;
      }
    }
    if (before === null) changes += ERASE_BELOW;
    this.#shown = lines;
    if (changes !== '') {
      this.#write(BEGIN_UPDATE + changes + END_UPDATE);
    }
  }

  /** What the terminal shows is not known any more: the next screen is painted whole. */
  forget(): void {
    this.#shown = null;
    this.#erases = true;
  }

  /**
   * The next screen is painted whole, line over line: nothing flickers where the screen was right. For whoever joined a
   * serial line late, or a kernel message in the middle of it.
   */
  paintOver(): void {
    this.#shown = null;
  }

  /** Stops painting. Ink draws once more when its process ends, when the screen may belong to another program. */
  close(): void {
    this.#isClosed = true;
  }

  /** Paints the same screen once more, whole. */
  repaint(): void {
    const lines = this.#shown ?? [];
    this.#shown = null;
    this.paint(lines.join('\n'));
  }
}

/**
 * A stream for Ink's `stdout` in debug mode: everything as in the real one, but frames go to the painter.
 */
export function paintedStream(stdout: NodeJS.WriteStream, painter: ScreenPainter): NodeJS.WriteStream {
  const write = (text: string): boolean => {
    // Ink clears its own notion of the screen with empty writes.
    if (text !== '') {
      painter.paint(text);
    }
    return true;
  };
  return Object.create(stdout, { write: { value: write } });
}
