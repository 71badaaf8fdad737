import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { type Cursor, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import { type VirtualLed, VirtualPanel } from '../virtual/virtual-panel.ts';
import {
  decodeLine,
  encodeHello,
  encodeKey,
  encodeLine,
  type KeyReport,
  MAXIMUM_LINE,
  type Message,
  NO_TOKEN,
  nextKeySequence,
  unescapeText,
} from './codec.ts';

/** PROTOCOL.md, "Panel to host: keys". */
const RESEND_ms = 200;
/** Events that can wait for an acknowledgement; the protocol asks for at least 32. */
const QUEUE_events = 128;
/** Places in the queue that a press needs. */
const PRESS_AND_RELEASE = 2;

/** What a person in front of the panel sees. */
export interface LineGlass {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  readonly leds: readonly boolean[];
  readonly contrast_percent: number;
  readonly brightness_percent: number;
}

export interface VirtualLinePanelOptions {
  readonly clock: Clock;
  /** Default 20x4. */
  readonly geometry?: Geometry;
  /** Default: all six. */
  readonly keys?: PanelKeys;
  /** What it calls itself; default `virtual-line`. */
  readonly name?: string;
  /** How many LEDs it has; default 2. */
  readonly leds?: number;
  /** Pace of the line in bit/s; default 115200, null: none. */
  readonly baud?: number | null;
}

interface Session {
  readonly token: string;
  rows: string[];
  cursor: Cursor | null;
  leds: boolean[];
  contrast_percent: number;
  brightness_percent: number;
  /** Events not yet acknowledged, the first of them sent under `sequence`. */
  queue: KeyReport[];
  /** Keys that are down; a place in the queue is kept for the release of each. */
  readonly owed: Set<PanelKey>;
  /** Keys whose press was dropped, and whose release will be. */
  readonly dropped: Set<PanelKey>;
  sequence: number;
  readonly resend: Alarm;
}

/** A panel of the line protocol from the panel's side, as a maker would build it. */
export class VirtualLinePanel extends VirtualPanel {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly faults = this.usualFaults();
  readonly #clock: Clock;
  readonly #ledCount: number;
  readonly #name: string;
  readonly #reader = new LineReader(MAXIMUM_LINE + 1);
  #session: Session | null = null;

  constructor(options: VirtualLinePanelOptions) {
    const { clock, geometry = GEOMETRY_20X4, keys = new Set(PANEL_KEYS), leds = 2, baud = 115_200 } = options;
    super({ clock, baud });
    this.geometry = geometry;
    this.keys = keys;
    this.#clock = clock;
    this.#ledCount = leds;
    this.#name = options.name ?? 'virtual-line';
  }

  frame(): LineGlass {
    const { rows, cursor, leds, contrast_percent, brightness_percent } =
      this.#session ?? this.#blank(NO_TOKEN);
    return { rows: [...rows], cursor, leds: [...leds], contrast_percent, brightness_percent };
  }

  override lamps(): readonly VirtualLed[] {
    return this.frame().leds.map((lit) => (lit ? 'lit' : 'off'));
  }

  override get brightness_percent(): number {
    return this.frame().brightness_percent;
  }

  press(key: PanelKey): void {
    this.#edge({ key, edge: 'press' });
  }

  release(key: PanelKey): void {
    this.#edge({ key, edge: 'release' });
  }

  protected reset(): void {
    this.#endSession();
    this.#reader.reset();
    this.changed();
  }

  #blank(token: string): Session {
    const { columns, rows } = this.geometry;
    return {
      token,
      rows: Array.from({ length: rows }, () => ' '.repeat(columns)),
      cursor: null,
      leds: new Array<boolean>(this.#ledCount).fill(false),
      contrast_percent: 50,
      brightness_percent: 100,
      queue: [],
      owed: new Set(),
      dropped: new Set(),
      sequence: 1,
      resend: new Alarm(this.#clock),
    };
  }

  #endSession(): void {
    this.#session?.resend.cancel();
    this.#session = null;
  }

  /** A press is taken only when the queue will have room for its release, and for that of every key that is down. */
  #edge(report: KeyReport): void {
    const session = this.#session;
    if (session === null) return;
    const { queue, owed, dropped } = session;
    if (report.edge === 'press') {
      if (queue.length + owed.size + PRESS_AND_RELEASE > QUEUE_events) {
        dropped.add(report.key);
        return;
      }
      owed.add(report.key);
    } else if (dropped.delete(report.key) || queue.length === QUEUE_events) {
      return;
    } else {
      owed.delete(report.key);
    }
    queue.push(report);
    if (session.queue.length === 1) this.#sendKey(session);
  }

  #sendKey(session: Session): void {
    const [report] = session.queue;
    if (report === undefined) return;
    this.#write({ sequence: session.sequence, body: encodeKey(report) });
    session.resend.after(RESEND_ms, () => this.#sendKey(session));
  }

  #write(message: Message): void {
    if (!this.faults.silent) this.port.write(Buffer.from(encodeLine(message), 'latin1'));
  }

  protected hear(bytes: Uint8Array): void {
    if (this.faults.silent) return;
    for (const line of this.#reader.push(bytes)) {
      const message = decodeLine(line);
      if (message === null) continue;
      if (message.body === 'ACK') this.#acknowledged(message.sequence);
      else this.#write({ sequence: message.sequence, body: this.#answer(message.body) });
    }
    this.changed();
  }

  #acknowledged(sequence: number): void {
    const session = this.#session;
    if (session === null || sequence !== session.sequence || session.queue.length === 0) return;
    session.resend.cancel();
    session.queue.shift();
    session.sequence = nextKeySequence(session.sequence);
    this.#sendKey(session);
  }

  #answer(body: string): string {
    const [, token] = /^HELLO 1 ([0-9A-F]{4})$/.exec(body) ?? [];
    if (token !== undefined) {
      this.#endSession();
      this.#session = this.#blank(token);
      const { geometry, keys } = this;
      return encodeHello({ geometry, keys, leds: this.#ledCount, name: this.#name });
    }
    if (body === 'PING') return `OK ${this.#session?.token ?? NO_TOKEN}`;
    return this.#session === null ? 'ERR SESSION' : carryOut(this.#session, this.geometry, body);
  }
}

/** Carries out one command and returns the answer to it. */
function carryOut(session: Session, { columns, rows }: Geometry, body: string): string {
  const [verb = ''] = body.split(' ', 1);
  const inside = (column: number, row: number): boolean => column < columns && row < rows;
  if (verb === 'TEXT') {
    const [, column, row, sent] = /^TEXT (\d+) (\d+) (.+)$/.exec(body) ?? [];
    const text = sent === undefined ? null : unescapeText(sent);
    const before = session.rows[Number(row)];
    if (text === null || before === undefined || Number(column) + text.length > columns)
      return 'ERR ARGUMENT';
    session.rows[Number(row)] =
      before.slice(0, Number(column)) + text + before.slice(Number(column) + text.length);
    return 'OK';
  }
  if (verb === 'CURSOR') {
    const [, style, column, row] = /^CURSOR (LINE|BLOCK) (\d+) (\d+)$/.exec(body) ?? [];
    if (body === 'CURSOR OFF') session.cursor = null;
    else if (style === undefined || !inside(Number(column), Number(row))) return 'ERR ARGUMENT';
    else
      session.cursor = {
        column: Number(column),
        row: Number(row),
        style: style === 'BLOCK' ? 'block' : 'underline',
      };
    return 'OK';
  }
  if (verb === 'LED') {
    const [, number, level] = /^LED (\d+) ([01])$/.exec(body) ?? [];
    if (level === undefined || session.leds[Number(number)] === undefined) return 'ERR ARGUMENT';
    session.leds[Number(number)] = level === '1';
    return 'OK';
  }
  if (verb === 'DISPLAY') {
    const [, contrast, brightness] = /^DISPLAY (\d{1,3}) (\d{1,3})$/.exec(body) ?? [];
    if (contrast === undefined) return 'ERR ARGUMENT';
    session.contrast_percent = Number(contrast);
    session.brightness_percent = Number(brightness);
    return 'OK';
  }
  return 'ERR VERB';
}
