import type { Display } from '../../menus/display.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import type { PanelKeys } from '../../menus/keys.ts';
import type { LedPlaces } from '../../menus/leds.ts';
import { CommandPanel, type CommandRules } from '../link/command-panel.ts';
import type { Outcome } from '../link/exchange.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel } from '../panel.ts';
import { encodePacket, type Packet, PacketReader, sameBytes } from './codec.ts';
import { askStatus, askVersion, COMMAND, ping } from './commands.ts';
import { ResetDetector } from './liveness.ts';
import { CFA635_MODELS, type Cfa635Model, type Cfa635ModelName } from './models.ts';
import { Acknowledged, type Wanted, wantedOf } from './picture.ts';
import { isPlausibleReport, parseReport, parseStatus, type Report, type StatusReport } from './reports.ts';

/** The panel answers within this time or not at all. Source: CFA635 data sheet, "Handshaking". */
const ANSWER_TIMEOUT_ms = 250;
/** Time between two pings of a silent panel; each is 6 bytes. */
const SILENT_PERIOD_ms = 500;
/** Display settings until `setDisplay` is called. */
const DEFAULT_DISPLAY: Display = { contrast_percent: 50, brightness_percent: 100 };

export interface Cfa635Options extends LinkOptions {
  readonly model: Cfa635ModelName;
  /** Counted from 0 at the top. */
  readonly leds: LedPlaces;
}

type Answer = Exclude<Report, { readonly kind: 'key' }>;

const RULES: CommandRules<Packet, Answer> = {
  // Answers name only the kind of packet: a numbered ping has to come back before they can be trusted again.
  retry: 'handshake',
  answerTimeout_ms: ANSWER_TIMEOUT_ms,
  // A panel counts as silent after 0.75 s.
  tries: 3,
  silentPause_ms: SILENT_PERIOD_ms - ANSWER_TIMEOUT_ms,
  // With the answer and a full repaint at 19200 baud (0.2 s) the worst case stays under 2 s. Ten idle seconds cost at
  // most 7 checks: 28 bytes to the panel and 133 bytes of status answers, the only ones that show a reset.
  checkPeriod_ms: 1500,
  isAnswer: ({ type, data }, answer) => {
    if (type !== answer.command) return false;
    return type !== COMMAND.ping || (answer.kind === 'answer' && sameBytes(data, answer.data));
  },
  maximumUnsent_bytes: 64,
};

const CONFIRMED = { kind: 'confirmed' } as const;
const DONE = { kind: 'done' } as const;

/**
 * A Crystalfontz packet panel: CFA-635 (20x4, LEDs) or CFA-633 (16x2).
 *
 * One packet is in flight at a time. When it is answered, the next one is worked out from the newest frame and
 * from what the panel has acknowledged so far; nothing is queued. After a time-out everything the panel shows is
 * uncertain and is sent again.
 *
 * Repaired within 2 s: a lost or refused packet, a lost answer, a panel that was silent, unplugged or has reset
 * itself. Not noticed: glass that changes by itself while the panel's own settings stay.
 */
class Cfa635Panel extends CommandPanel<Packet, Answer> {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly #model: Cfa635Model;
  readonly #leds: LedPlaces;
  readonly #reader = new PacketReader(isPlausibleReport);
  readonly #acknowledged: Acknowledged;
  readonly #resets = new ResetDetector();
  #frame: Frame | null = null;
  #display = DEFAULT_DISPLAY;
  #wanted: Wanted;
  #pingNumber = 0;
  /** False after a panel has not answered which version it is: it is not asked again on this connection. */
  #answersVersion = true;

  get repertoire(): Repertoire {
    return this.#model.charset.repertoire;
  }

  constructor({ model, leds, ...options }: Cfa635Options) {
    super(options, RULES);
    this.#model = CFA635_MODELS[model];
    this.geometry = this.#model.geometry;
    this.keys = this.#model.keys;
    this.#leds = leds;
    this.#acknowledged = new Acknowledged(this.#model);
    this.#wanted = wantedOf(this.#model, leds, null, this.#display);
  }

  show(frame: Frame): void {
    this.#frame = frame;
    this.#want();
  }

  setDisplay(display: Display): void {
    this.#display = display;
    this.#want();
  }

  #want(): void {
    this.#wanted = wantedOf(this.#model, this.#leds, this.#frame, this.#display);
    this.changed();
  }

  protected override opened(): void {
    this.#reader.reset();
    this.#answersVersion = true;
    this.#resets.connected();
    super.opened();
  }

  protected override received(bytes: Uint8Array): void {
    for (const packet of this.#reader.push(bytes)) {
      const report = parseReport(packet);
      if (report?.kind === 'key') this.held.take(report.key, report.edge);
      else if (report !== null) this.take(report);
    }
  }

  protected override handshake(): Packet {
    return this.#ping();
  }

  protected override next(isCheckDue: boolean): Packet | null {
    const packet = this.#acknowledged.next(this.#wanted);
    if (!isCheckDue && !this.#acknowledged.mustCheckBefore(packet)) return packet;
    return this.#resets.canAsk ? askStatus() : this.#ping();
  }

  protected override answered(packet: Packet, answer: Answer): Outcome<Packet> {
    const data = answer.kind === 'answer' ? answer.data : null;
    switch (packet.type) {
      case COMMAND.ping:
        return this.hasSession ? this.#confirmed() : this.#synchronised();
      case COMMAND.version:
        return this.#established(data === null ? '' : printable(data));
      case COMMAND.status:
        return this.#checked(data === null ? null : parseStatus(data));
      default:
        if (data === null) this.#acknowledged.refuse(packet);
        else this.#acknowledged.take(packet);
        return DONE;
    }
  }

  protected override failed({ type }: Packet): void {
    if (type === COMMAND.version) this.#answersVersion = false;
    if (type === COMMAND.status) this.#resets.unanswered();
  }

  protected override encode(packet: Packet): Uint8Array {
    return encodePacket(packet);
  }

  /** The panel echoes the number: no older answer is still under way when this ping comes back. */
  #ping(): Packet {
    this.#pingNumber = (this.#pingNumber + 1) & 0xffff;
    return ping(this.#pingNumber);
  }

  #synchronised(): Outcome<Packet> {
    if (this.link === 'connected' || !this.#answersVersion) return this.#established('');
    return { kind: 'continue', command: askVersion() };
  }

  #established(identity: string): Outcome<Packet> {
    this.#acknowledged.forget();
    return { kind: 'established', identity };
  }

  #checked(status: StatusReport | null): Outcome<Packet> {
    if (!this.#resets.hasReset(status, this.#acknowledged.status())) return this.#confirmed();
    this.#acknowledged.forget();
    return CONFIRMED;
  }

  #confirmed(): Outcome<Packet> {
    this.#acknowledged.checked();
    return CONFIRMED;
  }
}

export function createCfa635Panel(options: Cfa635Options): Panel {
  return new Cfa635Panel(options);
}

/** What a panel calls itself, for the log. */
const printable = (data: Uint8Array): string =>
  Array.from(data, (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '?'))
    .join('')
    .trim();
