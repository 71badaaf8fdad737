import type { Display } from '../../menus/display.ts';
import type { Cursor, Frame } from '../../menus/frame.ts';
import { LED_NAMES, LEDS, type LedColour, type LedPlaces } from '../../menus/leds.ts';
import { type Charset, encodeRow } from '../charset/charset.ts';
import { Shadow } from '../screen/shadow.ts';
import { changedSpans } from '../screen/spans.ts';
import { type Packet, sameBytes } from './codec.ts';
import {
  COMMAND,
  defineCharacter,
  drivePin,
  moveCursor,
  placeOf,
  reportAllKeys,
  setBacklight,
  setContrast,
  spanOf,
  styleCursor,
  TEXT_OVERHEAD_bytes,
  WHOLE_LINES,
  writeLine,
  writeText,
} from './commands.ts';
import type { Signs } from './liveness.ts';
import { backlightValue, type Cfa635Model, contrastValue } from './models.ts';
import { Unable } from './unable.ts';

/** A packet that sets something, and what: worked out once a frame, since it is compared before each packet. */
interface Setting {
  readonly packet: Packet;
  readonly place: string;
}

/** The state the panel shall be in, as the packets that bring it there. */
export interface Wanted {
  readonly rows: readonly Uint8Array[];
  /**
   * Settings that come before the text. The signs of a reset are the very first, so that no text is ever
   * acknowledged without them; then key reports, and the custom characters the text uses.
   */
  readonly beforeText: readonly Setting[];
  /** Settings that come after the text. */
  readonly afterText: readonly Setting[];
}

/** Full brightness of an LED, in percent of the time. */
const LIT = 100;

/**
 * The packets that show `frame` (null: no text yet) with this contrast and brightness. `drawsCharacters`: whether the
 * panel takes custom characters; signs of its own stand in otherwise.
 */
export function wantedOf(
  model: Cfa635Model,
  leds: LedPlaces,
  frame: Frame | null,
  display: Display,
  drawsCharacters: boolean,
): Wanted {
  const { columns, rows } = model.geometry;
  const charset: Charset = drawsCharacters ? model.charset : model.plainCharset;
  const texts =
    frame === null
      ? []
      : Array.from({ length: rows }, (_, row) => (frame.rows[row] ?? '').slice(0, columns).padEnd(columns));
  const shown = new Set(texts.join(''));
  const used: Packet[] = [];
  const unused: Packet[] = [];
  for (const { index, character, glyph } of drawsCharacters ? model.customCharacters : []) {
    (shown.has(character) ? used : unused).push(defineCharacter(index, glyph));
  }
  return {
    rows: texts.map((text) => encodeRow(charset, text)),
    beforeText: [
      setContrast(contrastValue(model, display.contrast_percent)),
      setBacklight(backlightValue(display.brightness_percent)),
      reportAllKeys(),
      ...used,
    ].map(settingOf),
    afterText: [...cursorPackets(frame?.cursor ?? null), ...ledPackets(model, leds, frame), ...unused].map(
      settingOf,
    ),
  };
}

function settingOf(packet: Packet): Setting {
  return { packet, place: placeOf(packet) };
}

function cursorPackets(cursor: Cursor | null): readonly Packet[] {
  if (cursor === null) return [styleCursor(null)];
  return [moveCursor(cursor.column, cursor.row), styleCursor(cursor.style)];
}

/** Duty of the two dies of one LED, in percent. */
interface LedDuty {
  readonly red: number;
  readonly green: number;
}

/** The dies that make each colour. */
const DIES: Readonly<Record<LedColour, LedDuty>> = {
  red: { red: LIT, green: 0 },
  green: { red: 0, green: LIT },
  amber: { red: LIT, green: LIT },
};

function ledPackets(model: Cfa635Model, leds: LedPlaces, frame: Frame | null): readonly Packet[] {
  return model.leds.flatMap((pins, index) => {
    const lit = LED_NAMES.filter((led) => leds[led] === index && frame?.leds[led] === true);
    const duty = (die: keyof LedDuty) => Math.max(0, ...lit.map((led) => DIES[LEDS[led].colour][die]));
    return [drivePin(pins.red, duty('red')), drivePin(pins.green, duty('green'))];
  });
}

/**
 * Settings that never have their power-up values, so that a status answer shows a reset. There are two: while one is
 * being changed, the other still shows it.
 */
const SIGNS: ReadonlySet<number> = new Set([COMMAND.contrast, COMMAND.backlight]);

/** Everything at once, without a difference to anything: for a panel that hears and is not heard. */
export function wholePicture({ rows, beforeText, afterText }: Wanted): readonly Packet[] {
  return [
    ...rows.map((codes, row) => writeText({ row, column: 0, codes })),
    // A panel that knows one of the two ways ignores the other; of four rows none is known that needs the second.
    ...(rows.length <= WHOLE_LINES ? rows.map((codes, row) => writeLine(row, codes)) : []),
    ...beforeText.map(({ packet }) => packet),
    ...afterText.map(({ packet }) => packet),
  ];
}

/** What the panel has acknowledged. Nothing else counts as shown. */
export class Acknowledged {
  readonly #shadow: Shadow;
  /** What it refuses, or leaves unanswered, and is not asked for again. */
  readonly unable = new Unable();
  /** Data of the last acknowledged packet, by the place it writes to. */
  readonly #settings = new Map<string, Uint8Array>();
  /** Whether a check has found the panel in order since everything was forgotten. */
  #isChecked = false;
  /** The sign that was changed since the last check; null: none. */
  #changedSign: number | null = null;
  /** Row of the last text: the rows below it come first. */
  #lastRow = -1;
  /** Texts since the last setting. */
  #textsInTurn = 0;

  constructor({ geometry }: Pick<Cfa635Model, 'geometry'>) {
    this.#shadow = new Shadow(geometry);
  }

  /** The panel has carried out this packet. */
  take(packet: Packet): void {
    const place = placeOf(packet);
    this.unable.carriedOut(packet.type, place);
    if (SIGNS.has(packet.type) && this.#settings.has(place)) this.#changedSign = packet.type;
    const span = spanOf(packet);
    if (span === null) {
      this.#settings.set(place, packet.data);
      this.#textsInTurn = 0;
    } else {
      this.#shadow.put(span);
      this.#lastRow = span.row;
      this.#textsInTurn += 1;
    }
  }

  /**
   * The panel has refused this packet. It may have lost what the packet builds on, so everything is sent again;
   * refused a second time, it is done another way, or given up. It never counts as shown.
   */
  refuse(packet: Packet): void {
    this.unable.refused(placeOf(packet));
    this.forget();
  }

  /** The panel has left this packet unanswered. */
  leave(packet: Packet, now_ms: number): void {
    this.unable.unanswered(placeOf(packet), now_ms);
  }

  /** Nothing is certain any more. */
  forget(): void {
    this.#shadow.forget();
    this.#lastRow = -1;
    this.#settings.clear();
    this.#isChecked = false;
    this.#changedSign = null;
  }

  /**
   * The next packet on the way to what is wanted; null: all is shown that this panel can show. Rows take turns, and
   * after a screenful of text a setting gets its turn, so that nothing starves behind a row that changes all the time.
   */
  next(wanted: Wanted, now_ms: number): Packet | null {
    const before = this.#firstMissing(wanted.beforeText, now_ms);
    if (before !== null) return before;
    const after = this.#firstMissing(wanted.afterText, now_ms);
    const text = this.#nextText(wanted.rows, now_ms);
    const isTurnOfOthers = after !== null && this.#textsInTurn >= wanted.rows.length;
    return text === null || isTurnOfOthers ? after : text;
  }

  /** Rows, from 0, that this panel takes no text for, by any way there is. */
  lostRows(rows: number): readonly number[] {
    if (this.unable.isNothing) return [];
    // What is to be tried again some time counts as lost until it is carried out.
    const now_ms = Number.NEGATIVE_INFINITY;
    return Array.from({ length: rows }, (_, row) => row).filter((row) => this.#wayOf(row, now_ms) === null);
  }

  /** Whether custom characters can be uploaded. */
  drawsCharacters(now_ms: number): boolean {
    return !this.unable.isAnyGivenUp(COMMAND.customCharacter, now_ms);
  }

  /** What a status answer must say unless the panel has reset itself; null: not yet known. */
  status(): Signs {
    const value = (type: number, index: number): number | null =>
      this.#settings.get(`${type}`)?.[index] ?? null;
    return {
      pressMask: value(COMMAND.keyReporting, 0),
      releaseMask: value(COMMAND.keyReporting, 1),
      contrast: value(COMMAND.contrast, 0),
      backlight: value(COMMAND.backlight, 0),
    };
  }

  /** The sign of a reset to ask for where only one can be asked for: the one that was not changed last. */
  get sign(): typeof COMMAND.contrast | typeof COMMAND.backlight {
    const isContrastOld =
      this.#changedSign === COMMAND.backlight || !this.#settings.has(`${COMMAND.backlight}`);
    return isContrastOld ? COMMAND.contrast : COMMAND.backlight;
  }

  /**
   * Whether the panel must be checked before this packet, its next one, is sent: it would change the last sign of a
   * reset that no check has looked at. And before it may rest (null): it may have reset itself during the repaint.
   */
  mustCheckBefore(packet: Packet | null): boolean {
    if (packet === null) return !this.#isChecked;
    return SIGNS.has(packet.type) && this.#changedSign !== null && this.#changedSign !== packet.type;
  }

  /** A check has found the panel in order. */
  checked(): void {
    this.#isChecked = true;
    this.#changedSign = null;
  }

  #nextText(rows: readonly Uint8Array[], now_ms: number): Packet | null {
    const spans = changedSpans(this.#shadow, rows, TEXT_OVERHEAD_bytes);
    const possible = spans.filter(({ row }) => this.#wayOf(row, now_ms) !== null);
    const span = possible.find(({ row }) => row > this.#lastRow) ?? possible[0];
    if (span === undefined) return null;
    const whole = rows[span.row];
    return this.#wayOf(span.row, now_ms) === 'line' && whole !== undefined
      ? writeLine(span.row, whole)
      : writeText(span);
  }

  /** How text is written into a row; null: this panel has refused every way. */
  #wayOf(row: number, now_ms: number): 'span' | 'line' | null {
    const blank = new Uint8Array();
    const span = writeText({ row, column: 0, codes: blank });
    if (!this.unable.isGivenUp(span.type, placeOf(span), now_ms)) return 'span';
    if (row >= WHOLE_LINES) return null;
    const line = writeLine(row, blank);
    return this.unable.isGivenUp(line.type, placeOf(line), now_ms) ? null : 'line';
  }

  #firstMissing(settings: readonly Setting[], now_ms: number): Packet | null {
    for (const { packet, place } of settings) {
      const taken = this.#settings.get(place);
      if (taken !== undefined && sameBytes(taken, packet.data)) continue;
      if (!this.unable.isGivenUp(packet.type, place, now_ms)) return packet;
    }
    return null;
  }
}
