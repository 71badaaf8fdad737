import type { Display } from '../../menus/display.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import type { LedPlaces } from '../../menus/leds.ts';
import { encodeRow } from '../charset/charset.ts';
import { CommandPanel, type CommandRules } from '../link/command-panel.ts';
import type { Outcome } from '../link/exchange.ts';
import type { LinkOptions } from '../link/linked-panel.ts';
import type { Panel, PanelLink } from '../panel.ts';
import { encodePacket, type Packet, PacketReader, sameBytes } from './codec.ts';
import {
  askStatus,
  askValue,
  askVersion,
  COMMAND,
  emptyPing,
  ping,
  WHOLE_LINES,
  writeLine,
  writeText,
} from './commands.ts';
import { type Cfa635ModelName, driverOfNumber, parseIdentity } from './identity.ts';
import { ResetDetector, type Signs } from './liveness.ts';
import { CFA635_MODELS, type Cfa635Model, modelNumbered } from './models.ts';
import { Acknowledged, type Wanted, wantedOf, wholePicture } from './picture.ts';
import { isPlausibleReport, type KeyCodes, parseReport, parseStatus, type Report } from './reports.ts';

/** The panel answers within this time or not at all. Source: CFA635 data sheet, "Handshaking". */
const ANSWER_TIMEOUT_ms = 250;
/** Time between two pings of a silent panel; each is 6 bytes. */
const SILENT_PERIOD_ms = 500;
/** Between two packets to a panel that is not heard, in milliseconds: it may take this long for each. */
const BLIND_STEP_ms = 100;
/** A panel of another size than the configured one is asked again after this, in milliseconds: it may be exchanged. */
const OTHER_PANEL_ms = 10_000;
/** Cells that every model has. */
const NOTE_COLUMNS = 16;
/**
 * So many resets in a row, each found by the check after a repaint, and repaints wait, longer each time: the panel may
 * be short of power, or may round what it is set to.
 */
const RESETS = 3;
const LONGEST_WAIT_ms = 60_000;
/** Display settings until `setDisplay` is called. */
const DEFAULT_DISPLAY: Display = { contrast_percent: 50, brightness_percent: 100 };

export interface Cfa635Options extends LinkOptions {
  readonly model: Cfa635ModelName;
  /** Counted from 0 at the top. */
  readonly leds: LedPlaces;
  /** The press code that each key sends; left out: as the model is engraved. */
  readonly keyCodes?: KeyCodes;
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
  blindStep_ms: BLIND_STEP_ms,
  handshakeBlanks: false,
};

const CONFIRMED = { kind: 'confirmed' } as const;
const DONE = { kind: 'done' } as const;

/**
 * A Crystalfontz packet panel of one of three sizes of glass. What differs beside that between models and their
 * firmware is found out: by what the panel calls itself, and by what it refuses.
 *
 * One packet is in flight at a time. When it is answered, the next one is worked out from the newest frame and
 * from what the panel has acknowledged so far; nothing is queued. After a time-out everything the panel shows is
 * uncertain and is sent again. What is refused is done another way if there is one, and never counts as shown.
 *
 * Repaired within 2 s: a lost or refused packet, a lost answer, a panel that was silent, unplugged or has reset
 * itself. Not noticed: glass that changes by itself while the panel's own settings stay.
 */
class Cfa635Panel extends CommandPanel<Packet, Answer> {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly #name: Cfa635ModelName;
  readonly #leds: LedPlaces;
  readonly #keyOf: ReadonlyMap<number, PanelKey>;
  readonly #reader = new PacketReader(isPlausibleReport);
  readonly #acknowledged: Acknowledged;
  readonly #resets = new ResetDetector();
  #model: Cfa635Model;
  #frame: Frame | null = null;
  #display = DEFAULT_DISPLAY;
  #drawsCharacters = true;
  #wanted: Wanted;
  #pingNumber = 0;
  /** False after a panel has not answered which version it is: it is not asked again on this connection. */
  #answersVersion = true;
  #identity = '';
  /** What is still to be written on a panel of another size before it is left alone; null: there is nothing. */
  #note: { readonly left: Packet[]; readonly why: string } | null = null;
  /** Whether the panel is of the configured size, as far as it has said. */
  #fits = true;
  /** Resets in a row, each found by the check after a repaint. */
  #resetsInRow = 0;
  /** A reset does not lead to a whole repaint before this, in milliseconds of the clock. */
  #repaintAt_ms = Number.NEGATIVE_INFINITY;

  get repertoire(): Repertoire {
    return this.#model.charset.repertoire;
  }

  constructor({ model, leds, keyCodes, ...options }: Cfa635Options) {
    super(options, RULES);
    this.#name = model;
    this.#model = CFA635_MODELS[model];
    this.geometry = this.#model.geometry;
    const codes = keyCodes ?? this.#model.keys;
    this.keys = new Set(PANEL_KEYS.filter((key) => codes[key] !== undefined));
    this.#keyOf = new Map(
      PANEL_KEYS.flatMap((key) => {
        const code = codes[key];
        return code === undefined ? [] : [[code, key] as const];
      }),
    );
    this.#leds = leds;
    this.#acknowledged = new Acknowledged(this.#model);
    this.#wanted = this.#wantedNow();
  }

  show(frame: Frame): void {
    this.wants(frame);
    this.#frame = frame;
    this.#want();
  }

  setDisplay(display: Display): void {
    this.#display = display;
    this.#want();
  }

  #want(): void {
    this.#wanted = this.#wantedNow();
    this.changed();
  }

  #wantedNow(): Wanted {
    return wantedOf(this.#model, this.#leds, this.#frame, this.#display, this.#drawsCharacters);
  }

  protected override opened(): void {
    this.#reader.reset();
    this.#answersVersion = true;
    this.#note = null;
    this.#fits = true;
    this.#resetsInRow = 0;
    this.#repaintAt_ms = Number.NEGATIVE_INFINITY;
    this.#resets.connected();
    this.#acknowledged.unable.forget();
    super.opened();
  }

  protected override received(bytes: Uint8Array): void {
    for (const packet of this.#reader.push(bytes)) {
      const report = parseReport(packet);
      if (report?.kind === 'key') this.#takeKey(report.code, report.edge);
      else if (report !== null) this.take(report);
    }
  }

  #takeKey(code: number, edge: 'press' | 'release'): void {
    const key = this.#keyOf.get(code);
    // The keys of a panel of another size belong to no screen.
    if (key !== undefined && this.#fits) this.held.take(key, edge);
  }

  /** A panel that loses or garbles data answers every other of these. */
  protected override handshake(): Packet {
    return this.link === 'silent' && this.#pingNumber % 2 === 0 ? this.#emptyPing() : this.#ping();
  }

  protected override next(isCheckDue: boolean): Packet | null {
    const packet = this.#nextPart();
    if (!isCheckDue && !this.#acknowledged.mustCheckBefore(packet)) return packet;
    switch (this.#resets.question) {
      case 'status':
        return askStatus();
      case 'sign':
        return askValue(this.#acknowledged.sign);
      case 'nothing':
        return this.#ping();
    }
  }

  /** The next packet of the picture; null: all that this panel can show is shown. */
  #nextPart(): Packet | null {
    const now_ms = this.clock.now();
    const drawsCharacters = this.#acknowledged.drawsCharacters(now_ms);
    if (drawsCharacters !== this.#drawsCharacters) {
      this.#drawsCharacters = drawsCharacters;
      this.#wanted = this.#wantedNow();
    }
    return this.#acknowledged.next(this.#wanted, now_ms);
  }

  protected override blind(): readonly Packet[] {
    return wholePicture(this.#wanted);
  }

  protected override answered(packet: Packet, answer: Answer): Outcome<Packet> {
    if (this.#note !== null && !this.hasSession) return this.#writeNote();
    const data = answer.kind === 'answer' ? answer.data : null;
    switch (packet.type) {
      case COMMAND.ping:
        return this.hasSession ? this.#confirmed() : this.#synchronised(packet);
      case COMMAND.version:
        return this.#identified(data === null ? '' : printable(data));
      case COMMAND.status:
        return this.#checked(data === null ? null : parseStatus(data));
      default:
        return isQuestion(packet)
          ? this.#checked(signIn(packet, data))
          : this.#painted(packet, data !== null);
    }
  }

  protected override failed(packet: Packet): void {
    if (packet.type === COMMAND.version) this.#answersVersion = false;
    else if (packet.type === COMMAND.status || isQuestion(packet)) this.#resets.unanswered();
    else if (packet.type !== COMMAND.ping && this.#note === null)
      this.#acknowledged.leave(packet, this.clock.now());
  }

  protected override encode(packet: Packet): Uint8Array {
    return encodePacket(packet);
  }

  /** The panel echoes the number: no older answer is still under way when this ping comes back. */
  #ping(): Packet {
    this.#pingNumber = (this.#pingNumber + 1) & 0xffff;
    return ping(this.#pingNumber);
  }

  #emptyPing(): Packet {
    this.#pingNumber = (this.#pingNumber + 1) & 0xffff;
    return emptyPing();
  }

  #synchronised({ data }: Packet): Outcome<Packet> {
    if (data.length === 0) {
      this.lacks('an answer to a packet with data, only to one without: it resets itself, or garbles them');
      return { kind: 'continue', command: this.#ping() };
    }
    const isKnown = this.link === 'connected' || this.link === 'hidden';
    if (isKnown || !this.#answersVersion) return this.#established();
    return { kind: 'continue', command: askVersion() };
  }

  #identified(text: string): Outcome<Packet> {
    this.#identity = text;
    const number = parseIdentity(text)?.number ?? '';
    const driver = driverOfNumber(number);
    if (driver !== null && driver !== this.#name) return this.#isAnother(number, driver);
    this.#fits = true;
    this.#model = modelNumbered(this.#name, number);
    this.#wanted = this.#wantedNow();
    return this.#established();
  }

  /** Says on the glass what is wrong: the menus are laid out for another size. */
  #isAnother(number: string, driver: Cfa635ModelName): Outcome<Packet> {
    this.#fits = false;
    const { charset, geometry } = CFA635_MODELS[driver];
    const lines = [`PANEL IS CFA${number}`, `SET UP: ${this.#name.toUpperCase()}`];
    const left = lines.flatMap((line, row) => {
      const codes = encodeRow(charset, line.padEnd(NOTE_COLUMNS).slice(0, NOTE_COLUMNS));
      const whole = encodeRow(charset, line.padEnd(geometry.columns));
      const text = writeText({ row, column: 0, codes });
      return geometry.rows > WHOLE_LINES ? [text] : [text, writeLine(row, whole)];
    });
    const why = `the panel is a CFA-${number}, configured is driver = "${this.#name}"; expected driver = "${driver}"`;
    this.#note = { left, why };
    return this.#writeNote();
  }

  #writeNote(): Outcome<Packet> {
    const next = this.#note?.left.shift();
    if (next !== undefined) return { kind: 'continue', command: next };
    const why = this.#note?.why ?? '';
    this.#note = null;
    return { kind: 'unfit', why, retry_ms: OTHER_PANEL_ms };
  }

  #established(): Outcome<Packet> {
    this.#acknowledged.forget();
    return { kind: 'established', identity: this.#identity };
  }

  #checked(signs: Signs | null): Outcome<Packet> {
    if (!this.#resets.hasReset(signs, this.#acknowledged.status())) {
      if (this.#nextPart() === null) this.#resetsInRow = 0;
      return this.#confirmed();
    }
    const now_ms = this.clock.now();
    if (now_ms < this.#repaintAt_ms) return this.#confirmed();
    this.#resetsInRow += 1;
    if (this.#resetsInRow >= RESETS) {
      const wait_ms = RULES.checkPeriod_ms * 2 ** (this.#resetsInRow - RESETS);
      this.#repaintAt_ms = now_ms + Math.min(LONGEST_WAIT_ms, wait_ms);
      this.lacks('the settings it was sent: it resets itself again and again, or rounds them');
    }
    this.#acknowledged.forget();
    this.nothingShown();
    return CONFIRMED;
  }

  #confirmed(): Outcome<Packet> {
    this.#acknowledged.checked();
    this.report({ state: 'connected', identity: this.#identity });
    // That of a panel that takes no text at all is of no use to know.
    if (this.link === 'connected') for (const what of this.#acknowledged.unable.takeNews()) this.lacks(what);
    return CONFIRMED;
  }

  #painted(packet: Packet, isDone: boolean): Outcome<Packet> {
    if (isDone) this.#acknowledged.take(packet);
    else this.#acknowledged.refuse(packet);
    this.report({ state: 'connected', identity: this.#identity });
    return DONE;
  }

  /** A panel that answers without taking text shows nothing of what it is sent. */
  protected override report(link: PanelLink): void {
    const lost = this.#acknowledged.lostRows(this.#wanted.rows.length);
    if (link.state !== 'connected' || lost.length === 0) super.report(link);
    // While another way is tried it is neither.
    else if (this.#nextPart() === null)
      super.report({ state: 'hidden', why: `it takes no text in ${rowsInWords(lost)}` });
  }
}

function rowsInWords(rows: readonly number[]): string {
  return `${rows.length === 1 ? 'row' : 'rows'} ${rows.map((row) => row + 1).join(', ')}`;
}

/** Whether it reads a setting that the same command with data would write. */
function isQuestion({ type, data }: Packet): boolean {
  return data.length === 0 && (type === COMMAND.contrast || type === COMMAND.backlight);
}

function signIn({ type }: Packet, data: Uint8Array | null): Signs | null {
  const value = data?.[0];
  if (value === undefined) return null;
  const unknown = { pressMask: null, releaseMask: null, contrast: null, backlight: null };
  return { ...unknown, [type === COMMAND.contrast ? 'contrast' : 'backlight']: value };
}

export function createCfa635Panel(options: Cfa635Options): Panel {
  return new Cfa635Panel(options);
}

/** What a panel calls itself, for the log. */
const printable = (data: Uint8Array): string =>
  Array.from(data, (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '?'))
    .join('')
    .trim();
