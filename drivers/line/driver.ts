/**
 * A microcontroller panel that speaks the line protocol (`PROTOCOL.md`), as a `Panel`. One command is in flight;
 * the next is worked out from the newest frame and from what the panel has acknowledged. Key events have numbers
 * and are acknowledged, so none is lost or counted twice.
 */
import type { Clock, TimerId } from '../../menus/clock.ts';
import { BASIC_REPERTOIRE, type Frame, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import { HeldKeys } from '../keys/held-keys.ts';
import type { Panel, PanelEvents, PanelLink } from '../panel.ts';
import { createLine } from '../reconnect.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import type { Connect } from '../transport.ts';
import {
  decodeHello,
  decodeKey,
  decodeLine,
  encodeLine,
  MAXIMUM_LINE,
  type Message,
  PROTOCOL_VERSION,
} from './codec.ts';
import { AcknowledgedPicture, type Display, type LedNumbers } from './picture.ts';

export const LINE_BAUD = 115_200;

/** PROTOCOL.md, "Host to panel": an answer comes within this or not at all. */
const ANSWER_TIMEOUT_ms = 250;
/** How often one command is sent before the panel counts as silent. */
const TRIES = 3;
/** Between two greetings of a panel that does not answer. */
const GREETING_PERIOD_ms = 500;
/** Between two pings of a quiet line; with the greeting and the repaint a restarted panel is right within 2 s. */
const PING_PERIOD_ms = 1500;
/** Bytes the stream may still hold when a command is sent again; more means that it takes nothing any more. */
const MAXIMUM_UNSENT_bytes = 256;

export interface LinePanelOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** For the log: `line on /dev/ttyACM0`. */
  readonly name: string;
  /** What the menus are laid out for; a panel that says otherwise is not used. */
  readonly geometry: Geometry;
  /** Default: all six. A panel that lacks one of them is not used. */
  readonly keys?: PanelKeys;
  readonly leds?: LedNumbers;
}

interface InFlight extends Message {
  readonly tries: number;
  readonly answered: (body: string) => void;
}

class LinePanel implements Panel {
  readonly name: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly repertoire = BASIC_REPERTOIRE;
  readonly #clock: Clock;
  readonly #line;
  readonly #reader = new LineReader(MAXIMUM_LINE + 1);
  readonly #picture: AcknowledgedPicture;
  readonly #held: HeldKeys;
  #events: PanelEvents | null = null;
  #frame: Frame | null = null;
  #display: Display | null = null;
  #link: PanelLink['state'] | null = null;
  #greeted = false;
  #inFlight: InFlight | null = null;
  #sequence = 0;
  #token: number;
  /** Number of the last key event that counted; 0: none in this session. */
  #lastKey = 0;
  /** Runs out when an answer, the next ping or the next greeting is due. */
  #timer: TimerId | null = null;
  #whenIdle: (() => void) | null = null;

  constructor({ connect, clock, name, geometry, keys, leds = {} }: LinePanelOptions) {
    this.name = name;
    this.geometry = geometry;
    this.keys = keys ?? new Set(PANEL_KEYS);
    this.#clock = clock;
    this.#line = createLine({ connect, clock });
    this.#picture = new AcknowledgedPicture(geometry, leds);
    this.#held = new HeldKeys(clock, (edge) => this.#events?.onEdge(edge));
    this.#token = Math.floor(clock.wallTime()) % 0xffff;
  }

  start(events: PanelEvents): void {
    this.#events = events;
    this.#line.start({
      onOpen: () => {
        this.#reader.reset();
        this.#greet();
      },
      onData: (bytes) => {
        for (const line of this.#reader.push(bytes)) this.#heard(line);
      },
      onDown: (why) => {
        this.#quiet();
        this.#setLink({ state: 'absent', why });
      },
    });
  }

  show(frame: Frame): void {
    this.#frame = frame;
    this.#pump();
  }

  setDisplay(display: Display): void {
    this.#display = display;
    this.#pump();
  }

  close(grace_ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#clock.clearTimeout(patience);
        this.#whenIdle = null;
        this.#quiet();
        this.#held.releaseAll();
        this.#line.close();
        resolve();
      };
      const patience = this.#clock.setTimeout(finish, grace_ms);
      if (!this.#greeted || this.#inFlight === null) finish();
      else this.#whenIdle = finish;
    });
  }

  /** Begins a session: afterwards the panel is blank and its key numbers start at 1. */
  #greet(): void {
    this.#quiet();
    this.#token = (this.#token % 0xffff) + 1;
    this.#picture.forget();
    const token = hexadecimal(this.#token);
    this.#send(`HELLO ${PROTOCOL_VERSION} ${token}`, (body) => {
      const hello = decodeHello(body);
      const wrong = hello === null ? `unexpected greeting: ${body}` : this.#unfit(hello.geometry, hello.keys);
      if (hello === null || wrong !== null) {
        this.#setLink({ state: 'absent', why: wrong ?? '' });
        this.#after(GREETING_PERIOD_ms, () => this.#greet());
        return;
      }
      this.#greeted = true;
      this.#lastKey = 0;
      this.#setLink({ state: 'connected', identity: hello.name });
    });
  }

  /** Why this panel cannot show what the menus are laid out for; null: it can. */
  #unfit({ columns, rows }: Geometry, keys: PanelKeys): string | null {
    if (columns !== this.geometry.columns || rows !== this.geometry.rows)
      return `the panel is ${columns}x${rows}, configured is ${this.geometry.columns}x${this.geometry.rows}`;
    const missing = [...this.keys].filter((key) => !keys.has(key));
    return missing.length === 0 ? null : `the panel has no ${missing.join(', ')} key`;
  }

  /** No answer is waited for, nothing is due. */
  #quiet(): void {
    this.#greeted = false;
    this.#inFlight = null;
    this.#after(null, () => {});
  }

  #after(delay_ms: number | null, run: () => void): void {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    this.#timer = delay_ms === null ? null : this.#clock.setTimeout(run, delay_ms);
  }

  #send(body: string, answered: (body: string) => void): void {
    this.#sequence = (this.#sequence + 1) & 0xff;
    this.#transmit({ sequence: this.#sequence, body, answered, tries: 1 });
  }

  #transmit(command: InFlight): void {
    this.#inFlight = command;
    this.#write(command);
    this.#after(ANSWER_TIMEOUT_ms, () => {
      if (command.tries < TRIES) this.#transmit({ ...command, tries: command.tries + 1 });
      else this.#unanswered();
    });
  }

  #write(message: Message): void {
    if (this.#line.pending <= MAXIMUM_UNSENT_bytes)
      this.#line.write(Buffer.from(encodeLine(message), 'latin1'));
  }

  #unanswered(): void {
    this.#quiet();
    this.#setLink({ state: 'silent' });
    this.#whenIdle?.();
    this.#after(GREETING_PERIOD_ms - ANSWER_TIMEOUT_ms, () => this.#greet());
  }

  #heard(line: string): void {
    const message = decodeLine(line);
    if (message === null) return;
    if (message.body.startsWith('KEY ')) this.#key(message);
    else if (message.sequence === this.#inFlight?.sequence) this.#answered(message.body);
  }

  #answered(body: string): void {
    const command = this.#inFlight;
    this.#inFlight = null;
    this.#after(null, () => {});
    if (body === 'ERR SESSION') this.#greet();
    else command?.answered(body);
    this.#pump();
  }

  #key(message: Message): void {
    const report = decodeKey(message.body);
    // Before the greeting is answered an event belongs to an earlier session.
    if (report === null || !this.#greeted) return;
    this.#write({ sequence: message.sequence, body: 'ACK' });
    if (message.sequence === this.#lastKey) return;
    this.#lastKey = message.sequence;
    if (report.edge === 'press') this.#held.press(report.key);
    else this.#held.release(report.key);
  }

  /** Sends the next command if the line is free; the one place that decides what comes next. */
  #pump(): void {
    if (!this.#greeted || this.#inFlight !== null) return;
    const step = this.#picture.next(this.#frame, this.#display);
    if (step === null) {
      this.#after(PING_PERIOD_ms, () => this.#ping());
      this.#whenIdle?.();
      return;
    }
    // What the panel refuses it will refuse again: it counts as done, so the rest goes on.
    this.#send(step.body, step.acknowledged);
  }

  #ping(): void {
    this.#send('PING', (body) => {
      if (body !== `OK ${hexadecimal(this.#token)}`) this.#greet();
    });
  }

  #setLink(link: PanelLink): void {
    if (link.state !== 'connected') this.#held.releaseAll();
    if (link.state === this.#link) return;
    this.#link = link.state;
    this.#events?.onLink(link);
  }
}

function hexadecimal(token: number): string {
  return token.toString(16).toUpperCase().padStart(4, '0');
}

export function createLinePanel(options: LinePanelOptions): Panel {
  return new LinePanel(options);
}
