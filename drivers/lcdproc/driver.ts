/**
 * Bezel as a client of LCDd, so that every display lcdproc supports works: one screen of string widgets, one a
 * row. LCDd tells presses only, so each is a press and a release at once. Changes go in batches that end with
 * `noop`: its answer says that LCDd has read them all, and is the sign of life.
 */
import type { Clock, TimerId } from '../../menus/clock.ts';
import { BASIC_REPERTOIRE, type Cursor, type Frame, type Geometry, LED_NAMES, type Leds } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import type { Panel, PanelEvents, PanelLink } from '../panel.ts';
import { createLine } from '../reconnect.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import type { Connect } from '../transport.ts';
import { KEY_NAMES, keyOfName, MAXIMUM_LINE, quote, readServerLine, type ServerHello } from './codec.ts';

const SCREEN = 'bezel';
/** Between two batches when nothing changes. */
const CHECK_ms = 1500;
/** LCDd stands still for 1.3 s at a time while its own panel does not answer (measured with 0.5.9). */
const SILENT_AFTER_ms = 4000;

/** Bit of LCDd's `output` each status LED is on; with `CFontzPacket` 0-3 are the green LEDs, 4-7 the red ones. */
export type OutputBits = Readonly<Partial<Record<keyof Leds, number>>>;

export interface LcdprocOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** For the log: `lcdproc on 127.0.0.1:13666`. */
  readonly name: string;
  /** What the menus are laid out for; an LCDd whose display is another size is not used. */
  readonly geometry: Geometry;
  /** Keys the display has; default: all six. */
  readonly keys?: PanelKeys;
  readonly leds?: OutputBits;
}

class LcdprocPanel implements Panel {
  readonly name: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly repertoire = BASIC_REPERTOIRE;
  readonly #clock: Clock;
  readonly #line;
  readonly #leds: OutputBits;
  readonly #reader = new LineReader(MAXIMUM_LINE);
  #events: PanelEvents | null = null;
  #frame: Frame | null = null;
  #brightness_percent: number | null = null;
  #link: PanelLink['state'] | null = null;
  #hello: ServerHello | null = null;
  /** What LCDd was told, command by command without its last argument. */
  readonly #told = new Map<string, string>();
  #batchUnderWay = false;
  #keysRefused: string[] = [];
  #timer: TimerId | null = null;
  #whenIdle: (() => void) | null = null;

  constructor({ connect, clock, name, geometry, keys, leds = {} }: LcdprocOptions) {
    this.name = name;
    this.geometry = geometry;
    this.keys = keys ?? new Set(PANEL_KEYS);
    this.#clock = clock;
    this.#leds = leds;
    this.#line = createLine({ connect, clock });
  }

  start(events: PanelEvents): void {
    this.#events = events;
    this.#line.start({
      onOpen: () => {
        this.#reader.reset();
        this.#hello = null;
        this.#told.clear();
        this.#keysRefused = [];
        this.#batchUnderWay = false;
        this.#write(['hello']);
        this.#expectLife();
      },
      onData: (bytes) => {
        for (const line of this.#reader.push(bytes)) this.#heard(line);
      },
      onDown: (why) => {
        this.#hello = null;
        this.#after(null);
        this.#setLink({ state: 'absent', why });
      },
    });
  }

  show(frame: Frame): void {
    this.#frame = frame;
    this.#pump(false);
  }

  /** LCDd's protocol knows the backlight as on or off, and no contrast. */
  setDisplay({ brightness_percent }: { readonly brightness_percent: number }): void {
    this.#brightness_percent = brightness_percent;
    this.#pump(false);
  }

  close(grace_ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#clock.clearTimeout(patience);
        this.#whenIdle = null;
        this.#hello = null;
        this.#after(null);
        this.#line.close();
        resolve();
      };
      const patience = this.#clock.setTimeout(finish, grace_ms);
      if (!this.#batchUnderWay) finish();
      else this.#whenIdle = finish;
    });
  }

  #write(commands: readonly string[]): void {
    this.#line.write(Buffer.from(commands.map((command) => `${command}\n`).join(''), 'latin1'));
  }

  #heard(text: string): void {
    const line = readServerLine(text);
    switch (line.kind) {
      case 'hello':
        this.#greeted(line.hello);
        break;
      case 'key':
        this.#pressed(line.name);
        break;
      case 'complete':
        this.#complete();
        break;
      case 'refused':
        if (line.why.includes('reserve key')) this.#keysRefused.push(line.why);
        break;
      case 'other':
        break;
    }
  }

  #greeted(hello: ServerHello): void {
    const { columns, rows } = hello.geometry;
    if (columns !== this.geometry.columns || rows !== this.geometry.rows) {
      this.#after(null);
      const wanted = `${this.geometry.columns}x${this.geometry.rows}`;
      const why = `LCDd's display is ${columns}x${rows}, configured is ${wanted}`;
      this.#setLink({ state: 'absent', why });
      return;
    }
    this.#hello = hello;
    this.#write([
      `client_set -name ${SCREEN}`,
      `screen_add ${SCREEN}`,
      `screen_set ${SCREEN} -name ${SCREEN} -priority foreground -heartbeat off`,
      ...Array.from({ length: rows }, (_, row) => `widget_add ${SCREEN} ${row} string`),
      // One by one: a key LCDd keeps for itself must not cost the others.
      ...[...this.keys].map((key) => `client_add_key ${KEY_NAMES[key]}`),
    ]);
    this.#pump(true);
  }

  #pressed(name: string): void {
    const key = keyOfName(name);
    if (key === null || !this.keys.has(key)) return;
    const at_ms = this.#clock.now();
    this.#events?.onEdge({ key, edge: 'press', at_ms });
    this.#events?.onEdge({ key, edge: 'release', at_ms });
  }

  #complete(): void {
    if (this.#hello === null) return;
    this.#batchUnderWay = false;
    const kept = this.#keysRefused.length === 0 ? '' : `, which keeps keys for its own menu`;
    this.#setLink({ state: 'connected', identity: `LCDd ${this.#hello.version}${kept}` });
    this.#pump(false);
    if (!this.#batchUnderWay) {
      this.#whenIdle?.();
      this.#after(CHECK_ms, () => this.#pump(true));
    }
  }

  /** Sends what changed since the last batch; `always`: also when nothing did. */
  #pump(always: boolean): void {
    if (this.#hello === null || this.#batchUnderWay) return;
    const changes = this.#changes();
    if (changes.length === 0 && !always) return;
    this.#batchUnderWay = true;
    this.#write([...changes, 'noop']);
    this.#expectLife();
  }

  #expectLife(): void {
    this.#after(SILENT_AFTER_ms, () => {
      this.#setLink({ state: 'silent' });
      this.#whenIdle?.();
      this.#after(SILENT_AFTER_ms, () => this.#startOver());
    });
  }

  /** A machine that vanished does not end its connections: the system beneath would wait a quarter of an hour. */
  #startOver(): void {
    this.#hello = null;
    this.#batchUnderWay = false;
    this.#line.reopen();
  }

  #changes(): string[] {
    const commands: [string, string][] = [];
    if (this.#frame !== null) {
      const { rows, cursor, leds } = this.#frame;
      for (const [row, text] of rows.entries())
        commands.push([`widget_set ${SCREEN} ${row} 1 ${row + 1}`, quote(text)]);
      commands.push([`screen_set ${SCREEN}`, cursorArguments(cursor)]);
      if (LED_NAMES.some((led) => this.#leds[led] !== undefined))
        commands.push(['output', this.#output(leds)]);
    }
    if (this.#brightness_percent !== null)
      commands.push(['backlight', this.#brightness_percent > 0 ? 'on' : 'off']);
    return commands.flatMap(([command, value]) => {
      if (this.#told.get(command) === value) return [];
      this.#told.set(command, value);
      return [`${command} ${value}`];
    });
  }

  #output(leds: Leds): string {
    let bits = 0;
    for (const led of LED_NAMES) {
      const bit = this.#leds[led];
      if (bit !== undefined && leds[led]) bits |= 1 << bit;
    }
    return String(bits);
  }

  #after(delay_ms: number | null, run: () => void = () => {}): void {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    this.#timer = delay_ms === null ? null : this.#clock.setTimeout(run, delay_ms);
  }

  #setLink(link: PanelLink): void {
    if (link.state === this.#link) return;
    this.#link = link.state;
    this.#events?.onLink(link);
  }
}

function cursorArguments(cursor: Cursor | null): string {
  if (cursor === null) return '-cursor off';
  const style = cursor.style === 'block' ? 'block' : 'under';
  return `-cursor ${style} -cursor_x ${cursor.column + 1} -cursor_y ${cursor.row + 1}`;
}

export function createLcdprocPanel(options: LcdprocOptions): Panel {
  return new LcdprocPanel(options);
}
