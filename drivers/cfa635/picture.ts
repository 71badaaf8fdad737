import type { Display } from '../../menus/display.ts';
import type { Cursor, Frame } from '../../menus/frame.ts';
import { LED_NAMES, LEDS, type LedColour, type LedPlaces } from '../../menus/leds.ts';
import { encodeRow } from '../charset/charset.ts';
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
  writeText,
} from './commands.ts';
import type { ExpectedStatus } from './liveness.ts';
import { backlightValue, type Cfa635Model, contrastValue } from './models.ts';

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

/** The packets that show `frame` (null: no text yet) with this contrast and brightness. */
export function wantedOf(model: Cfa635Model, leds: LedPlaces, frame: Frame | null, display: Display): Wanted {
  const { columns, rows } = model.geometry;
  const texts =
    frame === null
      ? []
      : Array.from({ length: rows }, (_, row) => (frame.rows[row] ?? '').slice(0, columns).padEnd(columns));
  const shown = new Set(texts.join(''));
  const used: Packet[] = [];
  const unused: Packet[] = [];
  for (const { index, character, glyph } of model.customCharacters) {
    (shown.has(character) ? used : unused).push(defineCharacter(index, glyph));
  }
  return {
    rows: texts.map((text) => encodeRow(model.charset, text)),
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

/** What the panel has acknowledged. Nothing else counts as shown. */
export class Acknowledged {
  readonly #shadow: Shadow;
  /** Data of the last acknowledged packet, by the place it writes to. */
  readonly #settings = new Map<string, Uint8Array>();
  /** Whether a check has found the panel in order since everything was forgotten. */
  #isChecked = false;
  /** The sign that was changed since the last check; null: none. */
  #changedSign: number | null = null;
  /** Places whose last packet was refused. */
  readonly #refused = new Set<string>();
  /** Row of the last text: the rows below it come first. */
  #lastRow = -1;
  /** Texts since the last setting. */
  #textsInTurn = 0;

  constructor(model: Cfa635Model) {
    this.#shadow = new Shadow(model.geometry);
  }

  /** The panel has carried out this packet. */
  take(packet: Packet): void {
    this.#refused.delete(placeOf(packet));
    this.#note(packet);
  }

  /**
   * The panel has refused this packet. It may have lost what the packet builds on, so everything is sent again;
   * refused a second time, the packet counts as done, since this panel does not know it.
   */
  refuse(packet: Packet): void {
    const place = placeOf(packet);
    if (this.#refused.has(place)) {
      this.#note(packet);
      return;
    }
    this.#refused.add(place);
    this.forget();
  }

  #note(packet: Packet): void {
    const place = placeOf(packet);
    if (SIGNS.has(packet.type) && this.#settings.has(place)) this.#changedSign = packet.type;
    if (packet.type === COMMAND.text) {
      const span = spanOf(packet);
      this.#shadow.put(span);
      this.#lastRow = span.row;
      this.#textsInTurn += 1;
    } else {
      this.#settings.set(place, packet.data);
      this.#textsInTurn = 0;
    }
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
   * The next packet on the way to what is wanted; null: all of it is shown. Rows take turns, and after a screenful
   * of text a setting gets its turn, so that nothing starves behind a row that changes all the time.
   */
  next(wanted: Wanted): Packet | null {
    const before = this.#firstMissing(wanted.beforeText);
    if (before !== null) return before;
    const after = this.#firstMissing(wanted.afterText);
    const spans = changedSpans(this.#shadow, wanted.rows, TEXT_OVERHEAD_bytes);
    const span = spans.find(({ row }) => row > this.#lastRow) ?? spans[0];
    const isTurnOfOthers = after !== null && this.#textsInTurn >= wanted.rows.length;
    return span === undefined || isTurnOfOthers ? after : writeText(span);
  }

  /** What a status answer must say unless the panel has reset itself; null: not yet known. */
  status(): ExpectedStatus {
    const value = (type: number, index: number): number | null =>
      this.#settings.get(`${type}`)?.[index] ?? null;
    return {
      pressMask: value(COMMAND.keyReporting, 0),
      releaseMask: value(COMMAND.keyReporting, 1),
      contrast: value(COMMAND.contrast, 0),
      backlight: value(COMMAND.backlight, 0),
    };
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

  #firstMissing(settings: readonly Setting[]): Packet | null {
    for (const { packet, place } of settings) {
      const taken = this.#settings.get(place);
      if (taken === undefined || !sameBytes(taken, packet.data)) return packet;
    }
    return null;
  }
}
