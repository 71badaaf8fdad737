import type { Display } from '../../menus/display.ts';
import type { Frame, Geometry } from '../../menus/frame.ts';
import { LED_NAMES, type LedPlaces } from '../../menus/leds.ts';
import { encodeRows } from '../charset/charset.ts';
import { Shadow, type Span } from '../screen/shadow.ts';
import { changedSpans } from '../screen/spans.ts';
import { escapeText } from './codec.ts';

/**
 * What a span costs beside its text: `SS TEXT c r `, `*CCCC` and the line feed. A two-digit column costs one byte
 * more, which is not worth counting.
 */
const SPAN_OVERHEAD_bytes = 18;

/** One command on the way to what is wanted; `acknowledged` is to be called when it is. */
export interface Step {
  readonly body: string;
  readonly acknowledged: () => void;
}

/** Frame characters as bytes for the shadow: the low bytes of their code points are all different. */
const CODE_POINTS = { codeOf: (character: string) => character.charCodeAt(0) & 0xff };

/** What the panel has acknowledged: text cell by cell, everything else by command. */
export class AcknowledgedPicture {
  readonly #geometry: Geometry;
  readonly #leds: LedPlaces;
  readonly #shown: Shadow;
  readonly #settings = new Map<string, string>();

  constructor(geometry: Geometry, leds: LedPlaces) {
    this.#geometry = geometry;
    this.#leds = leds;
    this.#shown = new Shadow(geometry);
  }

  /** What the panel shows is not known any more. */
  forget(): void {
    this.#shown.forget();
    this.#settings.clear();
  }

  /** The next command towards `frame` and `display`; null: all is acknowledged. */
  next(frame: Frame | null, display: Display | null): Step | null {
    return (frame === null ? null : (this.#text(frame) ?? this.#state(frame))) ?? this.#display(display);
  }

  #text(frame: Frame): Step | null {
    const rows = frame.rows.slice(0, this.#geometry.rows);
    const [span] = changedSpans(this.#shown, encodeRows(CODE_POINTS, rows), SPAN_OVERHEAD_bytes);
    if (span === undefined) return null;
    return { body: textCommand(span, rows), acknowledged: () => this.#shown.put(span) };
  }

  #state({ cursor, leds }: Frame): Step | null {
    const style = cursor?.style === 'block' ? 'BLOCK' : 'LINE';
    const arguments_ = cursor === null ? 'OFF' : `${style} ${cursor.column} ${cursor.row}`;
    const step = this.#setting('CURSOR', arguments_);
    if (step !== null) return step;
    for (const led of LED_NAMES) {
      const number = this.#leds[led];
      const lit = number === undefined ? null : this.#setting(`LED ${number}`, leds[led] ? '1' : '0');
      if (lit !== null) return lit;
    }
    return null;
  }

  #display(display: Display | null): Step | null {
    if (display === null) return null;
    const percent = (value: number): number => Math.round(Math.min(100, Math.max(0, value)));
    return this.#setting(
      'DISPLAY',
      `${percent(display.contrast_percent)} ${percent(display.brightness_percent)}`,
    );
  }

  #setting(command: string, value: string): Step | null {
    if (this.#settings.get(command) === value) return null;
    return {
      body: `${command} ${value}`,
      acknowledged: () => {
        this.#settings.set(command, value);
      },
    };
  }
}

function textCommand({ column, row, codes }: Span, rows: readonly string[]): string {
  const text = (rows[row] ?? '').slice(column, column + codes.length);
  return `TEXT ${column} ${row} ${escapeText(text)}`;
}
