import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { type Cursor, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import { type VirtualFaults, type VirtualLed, VirtualPanel } from '../virtual/virtual-panel.ts';
import { KEY_NAMES, type KeyNames } from './codec.ts';

/** LCDd takes client lines up to this length, in bytes. */
const LONGEST_LINE = 8192;
/** Four two-colour LEDs of a CFA-635, a green and a red bit each. */
const OUTPUT_BITS = 8;

/** What a person in front of LCDd's display sees. */
export interface ServerFrame {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  /** LCDd's `output` as a number. */
  readonly output: number;
  readonly backlight: boolean;
}

/** LCDd's priorities of screens, the lowest first: the highest is shown, equals take turns. */
const PRIORITIES = ['hidden', 'background', 'info', 'foreground', 'alert', 'input'];
/** How long each of several screens of one priority is shown, in milliseconds (LCDd: 32 frames of 125 ms). */
const TURN_ms = 4000;
/** What another client shows. */
const OTHERS_TEXT = 'ANOTHER CLIENT';

interface Client {
  priority: string;
  hasScreen: boolean;

  readonly widgets: Map<string, { column: number; row: number; text: string }>;
  readonly keys: Set<string>;
  cursor: Cursor | null;
  output: number;
  backlight: boolean;
}

export interface VirtualLcddOptions {
  readonly clock: Clock;
  /** Default 20x4. */
  readonly geometry?: Geometry;
  /** Names of the keys it keeps for its own menu; default none. */
  readonly kept?: readonly string[];
  /** Names of its keys; default: the usual ones. */
  readonly keyNames?: KeyNames;
}

function newClient(): Client {
  return {
    priority: 'info',
    hasScreen: false,
    widgets: new Map(),
    keys: new Set(),
    cursor: null,
    output: 0,
    backlight: true,
  };
}

/** LCDd as a client with one screen sees it. */
export class VirtualLcdd extends VirtualPanel {
  readonly geometry: Geometry;
  readonly keys: PanelKeys = new Set(PANEL_KEYS);
  readonly faults: VirtualFaults = {
    ...this.usualFaults(),
    /** A server that is started again closes its connections. */
    reset: () => {
      this.port.unplug();
      this.reset();
      this.port.plug();
    },
  };
  readonly #reader = new LineReader(LONGEST_LINE);
  readonly #kept: readonly string[];
  #client: Client = newClient();
  /** Lines that arrived while it was silent; read when it goes on. */
  #unread: string[] = [];
  #silent = false;
  readonly #names: KeyNames;
  /** Priority of another client's screen; null: there is none. */
  #other: string | null = null;
  #isShown = true;
  readonly #turn: Alarm;

  constructor({ clock, geometry = GEOMETRY_20X4, kept = [], keyNames = KEY_NAMES }: VirtualLcddOptions) {
    super({ clock, baud: null });
    this.#names = keyNames;
    this.#turn = new Alarm(clock);
    this.geometry = geometry;
    this.#kept = kept;
    Object.defineProperty(this.faults, 'silent', {
      get: () => this.#silent,
      set: (silent: boolean) => {
        this.#silent = silent;
        this.#readOn();
      },
    });
  }

  frame(): ServerFrame {
    const { columns, rows } = this.geometry;
    const glass = Array.from({ length: rows }, () => ' '.repeat(columns));
    if (!this.#isShown) glass[0] = OTHERS_TEXT.padEnd(columns);
    for (const { column, row, text } of this.#isShown ? this.#client.widgets.values() : []) {
      const before = glass[row] ?? '';
      glass[row] = (before.slice(0, column) + text + before.slice(column + text.length)).slice(0, columns);
    }
    const { cursor, output, backlight } = this.#client;
    return { rows: glass, cursor, output, backlight };
  }

  /** The bits of `output`, as many as the LEDs of the largest display LCDd drives. */
  override lamps(): readonly VirtualLed[] {
    const { output } = this.#client;
    return Array.from({ length: OUTPUT_BITS }, (_, bit) => ((output >> bit) & 1 ? 'lit' : 'off'));
  }

  override get brightness_percent(): number {
    return this.#client.backlight ? 100 : 0;
  }

  press(key: PanelKey): void {
    const name = this.#names[key];
    if (name !== undefined && this.#isShown && this.#client.keys.has(name) && !this.#silent)
      this.#say(`key ${name}`);
  }

  /** Another client has a screen of this priority; null: none has. */
  share(priority: string | null): void {
    this.#other = priority;
    this.#choose();
  }

  /** Shows the screen of the highest priority; equals take turns. */
  #choose(): void {
    this.#turn.cancel();
    const mine = PRIORITIES.indexOf(this.#client.priority);
    const others = this.#other === null ? -1 : PRIORITIES.indexOf(this.#other);
    if (mine === others) this.#turn.after(TURN_ms, () => this.#takeTurns());
    else this.#show(mine > others);
  }

  #takeTurns(): void {
    this.#show(!this.#isShown);
    this.#choose();
  }

  #show(isShown: boolean): void {
    if (isShown === this.#isShown || !this.#client.hasScreen) return;
    this.#isShown = isShown;
    this.#say(isShown ? 'listen bezel' : 'ignore bezel');
    this.changed();
  }

  /** LCDd reports no releases. */
  release(): void {}

  protected reset(): void {
    this.#client = newClient();
    this.#isShown = true;
    this.#turn.cancel();
    this.#unread = [];
    this.#reader.reset();
    this.changed();
  }

  #say(line: string): void {
    this.port.write(Buffer.from(`${line}\n`, 'latin1'));
  }

  protected hear(bytes: Uint8Array): void {
    for (const line of this.#reader.push(bytes)) {
      // The first line of a connection: lines of the one before are gone with it.
      if (line === 'hello') this.#unread = [];
      this.#unread.push(line);
    }
    this.#readOn();
  }

  #readOn(): void {
    while (!this.#silent) {
      const line = this.#unread.shift();
      if (line === undefined) break;
      this.#say(this.#answer(words(line)));
    }
    this.changed();
  }

  #answer([verb, ...rest]: readonly string[]): string {
    const client = this.#client;
    const { columns, rows } = this.geometry;
    switch (verb) {
      case 'hello':
        this.#client = newClient();
        return `connect LCDproc 0.5.9 protocol 0.3 lcd wid ${columns} hgt ${rows} cellwid 5 cellhgt 8`;
      case 'noop':
        return 'noop complete';
      case 'client_add_key':
        // The real LCDd answers both: that it could not, and success.
        if (rest.some((name) => this.#kept.includes(name))) this.#say('huh? Could not reserve key');
        for (const name of rest) if (!this.#kept.includes(name)) client.keys.add(name);
        return 'success';
      case 'widget_add':
        client.widgets.set(rest[1] ?? '', { column: 0, row: 0, text: '' });
        return 'success';
      case 'widget_set': {
        const [, id = '', column, row, text = ''] = rest;
        if (!client.widgets.has(id)) return 'huh? Unknown widget id';
        client.widgets.set(id, { column: Number(column) - 1, row: Number(row) - 1, text });
        return 'success';
      }
      case 'screen_set':
        setCursor(client, rest);
        if (rest.includes('-priority')) {
          client.priority = rest[rest.indexOf('-priority') + 1] ?? '';
          this.#choose();
        }
        return 'success';
      case 'output':
        client.output = Number(rest[0]);
        return 'success';
      case 'backlight':
        client.backlight = rest[0] !== 'off';
        return 'success';
      case 'screen_add':
        client.hasScreen = true;
        return 'success';
      case 'client_set':
        return 'success';
      default:
        return `huh? Invalid command "${verb}"`;
    }
  }
}

function setCursor(client: Client, words: readonly string[]): void {
  const value = (name: string): string | undefined => words[words.indexOf(name) + 1];
  if (!words.includes('-cursor')) return;
  const style = value('-cursor');
  client.cursor =
    style === 'off'
      ? null
      : {
          column: Number(value('-cursor_x')) - 1,
          row: Number(value('-cursor_y')) - 1,
          style: style === 'block' ? 'block' : 'underline',
        };
}

/** Splits a line as LCDd does: at spaces, with quoted arguments and backslashes inside them. */
function words(line: string): string[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(
    ([, quoted, plain]) => plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
  );
}
