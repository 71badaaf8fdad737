/**
 * Bezel as a client of LCDd, so that every display lcdproc supports works: one screen of string widgets, one a
 * row. LCDd reports presses only, so each is a press and a release at once. Changes go in batches that end with
 * `noop`: its answer says that LCDd has read them all, and is the sign of life.
 */
import type { Display } from '../../menus/display.ts';
import { BASIC_REPERTOIRE, type Cursor, type Frame, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import { LED_NAMES, type LedPlaces, type Leds } from '../../menus/leds.ts';
import { CommandPanel, type CommandRules } from '../link/command-panel.ts';
import type { Outcome } from '../link/exchange.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel, PanelLink } from '../panel.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import {
  KEY_NAMES,
  type KeyNames,
  keyOfName,
  MAXIMUM_LINE,
  quote,
  readServerLine,
  type ServerHello,
} from './codec.ts';

const SCREEN = 'bezel';
/** LCDd stands still for 1.3 s at a time while its own panel does not answer (measured with 0.5.9). */
const SILENT_AFTER_ms = 4000;

export interface LcdprocOptions extends LinkOptions {
  /** What the menus are laid out for; an LCDd whose display is another size is not used. */
  readonly geometry: Geometry;
  /** Keys the display has; default: all six. */
  readonly keys?: PanelKeys;
  /** The names of its keys, where they are not the usual ones; they say which keys it has, too. */
  readonly keyNames?: KeyNames;
  /** Bits of LCDd's `output`; with `CFontzPacket` 0-3 are the green LEDs, 4-7 the red ones. */
  readonly leds?: LedPlaces;
}

/** Lines that go out together, and the kind of line that answers them. */
interface Batch {
  readonly lines: readonly string[];
  readonly answer: Answer['kind'];
}

type Answer = { readonly kind: 'hello'; readonly hello: ServerHello } | { readonly kind: 'complete' };

const HELLO: Batch = { lines: ['hello'], answer: 'hello' };

const RULES: CommandRules<Batch, Answer> = {
  // A machine that vanished does not end its connections: the kernel would wait a quarter of an hour.
  retry: 'reconnect',
  answerTimeout_ms: SILENT_AFTER_ms,
  tries: 1,
  silentPause_ms: SILENT_AFTER_ms,
  checkPeriod_ms: 1500,
  isAnswer: (batch, { kind }) => batch.answer === kind,
  // TCP carries everything or ends.
  maximumUnsent_bytes: Number.POSITIVE_INFINITY,
  blindStep_ms: 0,
  handshakeBlanks: false,
};

class LcdprocPanel extends CommandPanel<Batch, Answer> {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly repertoire = BASIC_REPERTOIRE;
  override readonly backlight = 'switched';
  readonly #leds: LedPlaces;
  readonly #names: KeyNames;
  readonly #reader = new LineReader(MAXIMUM_LINE);
  #frame: Frame | null = null;
  #brightness_percent: number | null = null;
  /** What LCDd calls its version; '' before its answer to `hello`. */
  #version = '';
  /** What LCDd was sent on this connection: the last argument of each command, by what goes before it. */
  readonly #sent = new Map<string, string>();
  /** Whether an operator is at the menus or is needed, so that no other client's screen may take the glass. */
  #isNeeded = false;
  /** Whether LCDd shows this screen, and not another client's. */
  #isVisible = true;
  /** LCDd keeps one of the keys for its own menu. */
  #keepsKeys = false;

  constructor({ geometry, keys, keyNames, leds = {}, ...options }: LcdprocOptions) {
    super(options, RULES);
    this.geometry = geometry;
    this.#names = keyNames ?? KEY_NAMES;
    this.keys = keys ?? new Set(PANEL_KEYS.filter((key) => this.#names[key] !== undefined));
    this.#leds = leds;
  }

  show(frame: Frame): void {
    this.wants(frame);
    this.#frame = frame;
    this.changed();
  }

  /** LCDd's protocol knows the backlight as on or off, and no contrast. */
  setDisplay({ brightness_percent }: Display): void {
    this.#brightness_percent = brightness_percent;
    this.changed();
  }

  setAttention(isNeeded: boolean): void {
    this.#isNeeded = isNeeded;
    this.changed();
  }

  protected override opened(): void {
    this.#reader.reset();
    this.#sent.clear();
    this.#keepsKeys = false;
    this.#isVisible = true;
    super.opened();
  }

  protected override received(bytes: Uint8Array): void {
    for (const text of this.#reader.push(bytes)) {
      const line = readServerLine(text);
      switch (line.kind) {
        case 'hello':
        case 'complete':
          this.take(line);
          break;
        case 'key':
          this.#pressed(line.name);
          break;
        case 'visible':
          this.#seen(line.screen, line.isVisible);
          break;
        case 'refused':
          if (line.why.includes('reserve key')) this.#keepsKeys = true;
          break;
        case 'other':
          break;
      }
    }
  }

  protected override handshake(): Batch {
    return HELLO;
  }

  protected override next(isCheckDue: boolean): Batch | null {
    const changes = this.#changes();
    return changes.length > 0 || isCheckDue ? batchOf(changes) : null;
  }

  /** LCDd has read everything, and paints it within an eighth of a second unless another screen is shown. */
  protected override allShown(): void {
    if (this.#isVisible) super.allShown();
  }

  protected override answered(_batch: Batch, answer: Answer): Outcome<Batch> {
    if (answer.kind === 'hello') return this.#greeted(answer.hello);
    return { kind: 'established', identity: this.#identity };
  }

  get #identity(): string {
    const kept = this.#keepsKeys ? ', which keeps keys for its own menu' : '';
    return `LCDd ${this.#version}${kept}`;
  }

  #seen(screen: string, isVisible: boolean): void {
    if (screen !== SCREEN) return;
    this.#isVisible = isVisible;
    if (isVisible) this.changed();
    else this.nothingShown();
    if (this.hasSession) this.report({ state: 'connected', identity: this.#identity });
  }

  protected override report(link: PanelLink): void {
    if (link.state !== 'connected' || this.#isVisible) super.report(link);
    else super.report({ state: 'hidden', why: "LCDd shows another client's screen" });
  }

  protected override encode({ lines }: Batch): Uint8Array {
    return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
  }

  #greeted({ version, geometry: { columns, rows } }: ServerHello): Outcome<Batch> {
    if (columns !== this.geometry.columns || rows !== this.geometry.rows) {
      const configured = `${this.geometry.columns}x${this.geometry.rows}`;
      const why = `LCDd's display is ${columns}x${rows}, configured is ${configured}`;
      return { kind: 'unfit', why, retry_ms: null };
    }
    this.#version = version;
    const setUp = [
      `client_set -name ${SCREEN}`,
      `screen_add ${SCREEN}`,
      `screen_set ${SCREEN} -name ${SCREEN} -heartbeat off`,
      ...Array.from({ length: rows }, (_, row) => `widget_add ${SCREEN} ${row} string`),
      // One by one: a key LCDd keeps for itself must not cost the others.
      ...[...this.keys].map((key) => `client_add_key ${quote(this.#names[key] ?? KEY_NAMES[key])}`),
    ];
    return { kind: 'continue', command: batchOf([...setUp, ...this.#changes()]) };
  }

  #pressed(name: string): void {
    const key = keyOfName(this.#names, name);
    if (key === null || !this.keys.has(key)) return;
    this.held.press(key);
    this.held.release(key);
  }

  /** The commands LCDd has not been sent yet; from here on they count as sent, since TCP loses none. */
  #changes(): string[] {
    // `input` is above `alert`; `foreground` takes turns with other clients.
    const commands: [string, string][] = [
      [`screen_set ${SCREEN} -priority`, this.#isNeeded ? 'input' : 'foreground'],
    ];
    if (this.#frame !== null) {
      const { rows, cursor, leds } = this.#frame;
      for (const [row, text] of rows.entries())
        commands.push([`widget_set ${SCREEN} ${row} 1 ${row + 1}`, quote(text)]);
      commands.push([`screen_set ${SCREEN}`, cursorArguments(cursor)]);
      if (LED_NAMES.some((led) => this.#leds[led] !== undefined))
        commands.push(['output', outputOf(this.#leds, leds)]);
    }
    if (this.#brightness_percent !== null)
      commands.push(['backlight', this.#brightness_percent > 0 ? 'on' : 'off']);
    return commands.flatMap(([command, value]) => {
      if (this.#sent.get(command) === value) return [];
      this.#sent.set(command, value);
      return [`${command} ${value}`];
    });
  }
}

function batchOf(commands: readonly string[]): Batch {
  return { lines: [...commands, 'noop'], answer: 'complete' };
}

function outputOf(places: LedPlaces, lit: Leds): string {
  let bits = 0;
  for (const led of LED_NAMES) {
    const bit = places[led];
    if (bit !== undefined && lit[led]) bits |= 1 << bit;
  }
  return String(bits);
}

function cursorArguments(cursor: Cursor | null): string {
  if (cursor === null) return '-cursor off';
  const style = cursor.style === 'block' ? 'block' : 'under';
  return `-cursor ${style} -cursor_x ${cursor.column + 1} -cursor_y ${cursor.row + 1}`;
}

export function createLcdprocPanel(options: LcdprocOptions): Panel {
  return new LcdprocPanel(options);
}
