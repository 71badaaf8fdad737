/**
 * A microcontroller panel that speaks the line protocol (`PROTOCOL.md`), as a `Panel`. Commands carry numbers, so a
 * command can be repeated and a late answer is recognised. Key events have numbers of their own and are acknowledged:
 * none is lost or counted twice.
 */
import type { Display } from '../../menus/display.ts';
import { BASIC_REPERTOIRE, type Frame, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';
import type { LedPlaces } from '../../menus/leds.ts';
import { CommandPanel, type CommandRules } from '../link/command-panel.ts';
import type { Outcome } from '../link/exchange.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel } from '../panel.ts';
import { LineReader } from '../text-lines/line-reader.ts';
import {
  decodeHello,
  decodeKey,
  decodeLine,
  encodeLine,
  MAXIMUM_LINE,
  type Message,
  type PanelHello,
  PROTOCOL_VERSION,
} from './codec.ts';
import { AcknowledgedPicture, type Step } from './picture.ts';

/** PROTOCOL.md, "Host to panel": an answer comes within this or not at all. */
const ANSWER_TIMEOUT_ms = 250;
/** A row is 6 ms of line at most; it follows a greeting, which blanks the glass, at once. */
const BLIND_STEP_ms = 5;
/** Between two greetings of a panel that does not answer, each of which blanks its glass. */
const SILENT_PERIOD_ms = 1500;
/** Between two greetings of a panel that is not the one that was configured. */
const GREETING_PERIOD_ms = 500;

export interface LinePanelOptions extends LinkOptions {
  /** What the menus are laid out for; a panel of another size is not used. */
  readonly geometry: Geometry;
  /** Default: all six. A panel that lacks one of them is not used. */
  readonly keys?: PanelKeys;
  /** Counted from 0. */
  readonly leds?: LedPlaces;
}

interface Command extends Message {
  /** What it is for: the handshake, a check of the session, or a part of the picture. */
  readonly purpose: 'greeting' | 'check' | Step;
}

const RULES: CommandRules<Command, Message> = {
  retry: 'repeat',
  answerTimeout_ms: ANSWER_TIMEOUT_ms,
  tries: 3,
  silentPause_ms: SILENT_PERIOD_ms - ANSWER_TIMEOUT_ms,
  // With the greeting and the repaint a restarted panel is right within 2 s.
  checkPeriod_ms: 1500,
  isAnswer: (command, answer) => command.sequence === answer.sequence,
  // Room for the acknowledgement of a key beside a whole command.
  maximumUnsent_bytes: 256,
  blindStep_ms: BLIND_STEP_ms,
  handshakeBlanks: true,
};

const CONFIRMED = { kind: 'confirmed' } as const;
const RESTART = { kind: 'restart' } as const;

class LinePanel extends CommandPanel<Command, Message> {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly repertoire = BASIC_REPERTOIRE;
  readonly #reader = new LineReader(MAXIMUM_LINE + 1);
  readonly #picture: AcknowledgedPicture;
  #frame: Frame | null = null;
  #display: Display | null = null;
  #sequence = 0;
  /** Names the session, 1-65535; the first differs from that of an earlier run of the program. */
  #token: number;
  /** Number of the last key event of this session; 0: none. */
  #lastKey = 0;

  constructor({ geometry, keys, leds = {}, ...options }: LinePanelOptions) {
    super(options, RULES);
    this.geometry = geometry;
    this.keys = keys ?? new Set(PANEL_KEYS);
    this.#picture = new AcknowledgedPicture(geometry, leds);
    this.#token = Math.floor(options.clock.wallTime()) % 0xffff;
  }

  show(frame: Frame): void {
    this.wants(frame);
    this.#frame = frame;
    this.changed();
  }

  setDisplay(display: Display): void {
    this.#display = display;
    this.changed();
  }

  protected override opened(): void {
    this.#reader.reset();
    super.opened();
  }

  protected override received(bytes: Uint8Array): void {
    for (const line of this.#reader.push(bytes)) {
      const message = decodeLine(line);
      if (message?.body.startsWith('KEY ')) this.#takeKey(message);
      else if (message !== null) this.take(message);
    }
  }

  /** Begins a session: afterwards the panel is blank and its key numbers start at 1. */
  protected override handshake(): Command {
    this.#token = (this.#token % 0xffff) + 1;
    this.#picture.forget();
    return this.#command(`HELLO ${PROTOCOL_VERSION} ${hexadecimal(this.#token)}`, 'greeting');
  }

  protected override next(isCheckDue: boolean): Command | null {
    const part = this.#picture.next(this.#frame, this.#display);
    if (part !== null) return this.#command(part.body, part);
    return isCheckDue ? this.#command('PING', 'check') : null;
  }

  /** The panel takes these after a greeting that it has answered, whether the answer arrived or not. */
  protected override blind(): readonly Command[] {
    const steps: Step[] = [];
    this.#picture.forget();
    for (;;) {
      const step = this.#picture.next(this.#frame, this.#display);
      if (step === null) break;
      step.acknowledged();
      steps.push(step);
    }
    this.#picture.forget();
    return steps.map((step) => this.#command(step.body, step));
  }

  protected override answered({ purpose }: Command, { body }: Message): Outcome<Command> {
    if (body === 'ERR SESSION') return RESTART;
    switch (purpose) {
      case 'greeting':
        return this.#greeted(body);
      case 'check':
        return body === `OK ${hexadecimal(this.#token)}` ? CONFIRMED : RESTART;
      default:
        // A refused command counts as done as well: it would be refused again and hold up the rest.
        purpose.acknowledged();
        return CONFIRMED;
    }
  }

  protected override encode(message: Message): Uint8Array {
    return Buffer.from(encodeLine(message), 'latin1');
  }

  #command(body: string, purpose: Command['purpose']): Command {
    this.#sequence = (this.#sequence + 1) & 0xff;
    return { sequence: this.#sequence, body, purpose };
  }

  #greeted(body: string): Outcome<Command> {
    const hello = decodeHello(body);
    const why = hello === null ? `unexpected greeting: ${body}` : this.#mismatch(hello);
    if (hello === null || why !== null)
      return { kind: 'unfit', why: why ?? '', retry_ms: GREETING_PERIOD_ms };
    this.#lastKey = 0;
    return { kind: 'established', identity: hello.name };
  }

  /** Why this panel cannot show what the menus are laid out for; null: it can. */
  #mismatch({ geometry: { columns, rows }, keys }: PanelHello): string | null {
    if (columns !== this.geometry.columns || rows !== this.geometry.rows)
      return `the panel is ${columns}x${rows}, configured is ${this.geometry.columns}x${this.geometry.rows}`;
    const missing = [...this.keys].filter((key) => !keys.has(key));
    return missing.length === 0 ? null : `the panel has no ${missing.join(', ')} key`;
  }

  #takeKey({ sequence, body }: Message): void {
    const report = decodeKey(body);
    // Before the greeting is answered an event belongs to an earlier session.
    if (report === null || !this.hasSession) return;
    this.write(this.encode({ sequence, body: 'ACK' }));
    if (sequence === this.#lastKey) return;
    this.#lastKey = sequence;
    this.held.take(report.key, report.edge);
  }
}

function hexadecimal(token: number): string {
  return token.toString(16).toUpperCase().padStart(4, '0');
}

export function createLinePanel(options: LinePanelOptions): Panel {
  return new LinePanel(options);
}
