import type { Clock, TimerId } from '../../menus/clock.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import type { PanelKeys } from '../../menus/keys.ts';
import { HeldKeys } from '../keys/held-keys.ts';
import type { Panel, PanelEvents, PanelLink } from '../panel.ts';
import { createLine, type Line } from '../reconnect.ts';
import type { Connect } from '../transport.ts';
import { encodePacket, type Packet, PacketReader } from './codec.ts';
import { askStatus, askVersion, COMMAND, ping, placeOf } from './commands.ts';
import { ResetDetector } from './liveness.ts';
import { CFA635_MODELS, type Cfa635ModelName } from './models.ts';
import { Acknowledged, type LedAssignment, type Wanted, wantedOf } from './picture.ts';
import { isPlausibleReport, parseReport, parseStatus, type Report } from './reports.ts';

/** The panel answers within this time or not at all. Source: CFA635 data sheet, "Handshaking". */
const ANSWER_TIMEOUT_MS = 250;
/**
 * Time between two checks that the panel is there and has not reset itself. With the answer and a full repaint
 * at 19200 baud (0.2 s) the worst case stays under 2 s. Ten idle seconds cost at most 7 checks: 28 bytes to the
 * panel and 133 bytes of answers, which is the price of the status answer, the only one that shows a reset.
 */
const CHECK_PERIOD_MS = 1500;
/** Unanswered packets in a row after which a panel counts as silent: 0.75 s. */
const TRIES = 3;
/** Time between two pings of a silent panel; each is 6 bytes. */
const SILENT_PERIOD_MS = 500;
/** Bytes the stream may still hold when another packet is written; more means that it takes nothing any more. */
const MAX_UNSENT_BYTES = 64;
/** Display settings until `setDisplay` is called, in percent. */
const DEFAULT_DISPLAY = { contrast_percent: 50, brightness_percent: 100 };

export interface Cfa635Options {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly model: Cfa635ModelName;
  /** For the log: `cfa635 on /dev/ttyS1`. */
  readonly name: string;
  readonly leds: LedAssignment;
}

/**
 * A Crystalfontz packet panel: CFA-635 (20x4, LEDs) or CFA-633 (16x2).
 *
 * One packet is in flight at a time. When it is answered, the next one is worked out from the newest frame and
 * from what the panel has acknowledged so far; nothing is queued. Packets carry no number, so after a time-out a
 * late answer could be taken for that of the next packet: the driver therefore pings with a number, lets every
 * answer pass until that very ping comes back, and then sends again everything it cannot be sure of.
 *
 * Repaired within 2 s: a lost or refused packet, a lost answer, a panel that was silent, unplugged or has reset
 * itself. Not noticed: glass that changes by itself while the panel's own settings stay.
 */
export function createCfa635Panel(options: Cfa635Options): Panel {
  return new Cfa635Panel(options);
}

type Phase =
  /** The device is not open. */
  | 'down'
  /** Open; waiting for a numbered ping to come back, so that answers can be trusted again. */
  | 'synchronising'
  /** In step; asking who is there. */
  | 'identifying'
  /** Showing frames. */
  | 'running';

class Cfa635Panel implements Panel {
  readonly name: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly #clock: Clock;
  readonly #model;
  readonly #leds: LedAssignment;
  readonly #line: Line;
  readonly #reader = new PacketReader(isPlausibleReport);
  readonly #acknowledged: Acknowledged;
  readonly #resets = new ResetDetector();
  readonly #held: HeldKeys;
  #events: PanelEvents | null = null;
  #frame: Frame | null = null;
  #display = DEFAULT_DISPLAY;
  #wanted: Wanted;
  #phase: Phase = 'down';
  #link: PanelLink | null = null;
  #inFlight: Packet | null = null;
  #answerTimer: TimerId | null = null;
  #checkTimer: TimerId | null = null;
  #checkDue = false;
  /** False until the first check after a repaint: the panel may have missed the repaint by resetting meanwhile. */
  #checked = false;
  /** False: this panel does not answer the version command; whatever it is, it shows frames. */
  #knowsVersion = true;
  /** False: this panel has no status answer; pings tell that it is there, a reset goes unnoticed. */
  #knowsStatus = true;
  /** Status requests left unanswered by a panel that answers pings; null: it has answered one, so it can. */
  #statusUnanswered: number | null = 0;
  #unanswered = 0;
  #pingNumber = 0;
  /** Places whose last packet was refused; refused again, it counts as done: this panel does not have it. */
  readonly #refused = new Set<string>();
  #whenIdle: (() => void) | null = null;
  #closed = false;

  get repertoire(): Repertoire {
    return this.#model.charset.repertoire;
  }

  constructor({ connect, clock, model, name, leds }: Cfa635Options) {
    this.#model = CFA635_MODELS[model];
    this.name = name;
    this.geometry = this.#model.geometry;
    this.keys = this.#model.keys;
    this.#clock = clock;
    this.#leds = leds;
    this.#line = createLine({ connect, clock });
    this.#held = new HeldKeys(clock, (edge) => this.#events?.onEdge(edge));
    this.#acknowledged = new Acknowledged(this.#model);
    this.#wanted = wantedOf(this.#model, leds, null, this.#display);
  }

  start(events: PanelEvents): void {
    this.#events = events;
    this.#line.start({
      onOpen: () => this.#opened(),
      onData: (bytes) => this.#received(bytes),
      onDown: (why) => this.#lost(why),
    });
  }

  show(frame: Frame): void {
    this.#frame = frame;
    this.#want();
  }

  setDisplay(display: { readonly contrast_percent: number; readonly brightness_percent: number }): void {
    this.#display = display;
    this.#want();
  }

  close(grace_ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#clock.clearTimeout(patience);
        this.#whenIdle = null;
        this.#closed = true;
        this.#quiet();
        this.#held.releaseAll();
        this.#line.close();
        resolve();
      };
      const patience = this.#clock.setTimeout(finish, grace_ms);
      if (!this.#line.isOpen || this.#link?.state === 'silent') finish();
      else if (this.#phase === 'running' && this.#inFlight === null) finish();
      else this.#whenIdle = finish;
    });
  }

  #want(): void {
    this.#wanted = wantedOf(this.#model, this.#leds, this.#frame, this.#display);
    this.#pump();
  }

  #opened(): void {
    this.#reader.reset();
    this.#knowsVersion = true;
    this.#knowsStatus = true;
    this.#statusUnanswered = 0;
    this.#synchronise();
  }

  #lost(why: string): void {
    this.#quiet();
    this.#phase = 'down';
    this.#tell({ state: 'absent', why });
  }

  /** No answer is waited for, no check is due. */
  #quiet(): void {
    this.#inFlight = null;
    if (this.#answerTimer !== null) this.#clock.clearTimeout(this.#answerTimer);
    if (this.#checkTimer !== null) this.#clock.clearTimeout(this.#checkTimer);
    this.#answerTimer = null;
    this.#checkTimer = null;
    this.#checkDue = false;
  }

  #tell(link: PanelLink): void {
    if (link.state !== 'connected') this.#held.releaseAll();
    if (this.#link?.state === link.state) return;
    this.#link = link;
    this.#events?.onLink(link);
  }

  /** Gets in step with the panel: from here on nothing is known about it. */
  #synchronise(): void {
    this.#quiet();
    this.#phase = 'synchronising';
    this.#unanswered = 0;
    this.#sendPing();
  }

  #sendPing(): void {
    this.#pingNumber = (this.#pingNumber + 1) & 0xffff;
    this.#send(ping(this.#pingNumber));
  }

  #send(packet: Packet): void {
    this.#inFlight = packet;
    if (this.#line.pending <= MAX_UNSENT_BYTES) this.#line.write(encodePacket(packet));
    this.#answerTimer = this.#clock.setTimeout(() => this.#unansweredInTime(), ANSWER_TIMEOUT_MS);
  }

  #unansweredInTime(): void {
    if (this.#inFlight?.type === COMMAND.version) this.#knowsVersion = false;
    if (this.#inFlight?.type === COMMAND.status && this.#statusUnanswered !== null) {
      this.#statusUnanswered += 1;
      if (this.#statusUnanswered >= TRIES) this.#knowsStatus = false;
    }
    this.#inFlight = null;
    this.#answerTimer = null;
    this.#unanswered += 1;
    if (this.#phase !== 'synchronising') {
      const unanswered = this.#unanswered;
      this.#synchronise();
      this.#unanswered = unanswered;
    } else if (this.#unanswered < TRIES) {
      this.#sendPing();
    } else {
      this.#answerTimer = this.#clock.setTimeout(
        () => this.#sendPing(),
        SILENT_PERIOD_MS - ANSWER_TIMEOUT_MS,
      );
      this.#tell({ state: 'silent' });
      this.#whenIdle?.();
    }
  }

  #received(bytes: Uint8Array): void {
    for (const packet of this.#reader.push(bytes)) {
      const report = parseReport(packet);
      if (report?.kind === 'key') {
        if (report.edge === 'press') this.#held.press(report.key);
        else this.#held.release(report.key);
      } else if (report !== null && !this.#closed) {
        this.#answered(report);
      }
    }
  }

  #answered(report: Exclude<Report, { kind: 'key' }>): void {
    const packet = this.#inFlight;
    if (packet === null || packet.type !== report.command) return;
    const data = report.kind === 'answer' ? report.data : null;
    // Only the ping with this number shows that no older answer is still under way.
    if (packet.type === COMMAND.ping && !(data !== null && sameBytes(data, packet.data))) return;
    this.#inFlight = null;
    if (this.#answerTimer !== null) this.#clock.clearTimeout(this.#answerTimer);
    this.#answerTimer = null;
    this.#unanswered = 0;
    switch (packet.type) {
      case COMMAND.ping:
        this.#pinged();
        break;
      case COMMAND.version:
        this.#run(data === null ? '' : printable(data));
        break;
      case COMMAND.status:
        this.#statusUnanswered = null;
        this.#told(data);
        break;
      default:
        this.#carriedOut(packet, data !== null);
    }
    this.#pump();
  }

  #pinged(): void {
    if (this.#phase === 'running') {
      this.#checkedAlive();
    } else if (this.#link?.state === 'connected' || !this.#knowsVersion) {
      this.#run('');
    } else {
      this.#phase = 'identifying';
      this.#send(askVersion());
    }
  }

  #run(identity: string): void {
    this.#repaint();
    this.#phase = 'running';
    this.#tell({ state: 'connected', identity });
  }

  #carriedOut(packet: Packet, done: boolean): void {
    const place = placeOf(packet);
    if (done) {
      this.#refused.delete(place);
      this.#acknowledged.take(packet);
    } else if (this.#refused.has(place)) {
      this.#acknowledged.take(packet);
    } else {
      this.#acknowledged.forget();
      this.#refused.add(place);
    }
  }

  #told(data: Uint8Array | null): void {
    const status = data === null ? null : parseStatus(data);
    if (status === null) {
      this.#knowsStatus = false;
      this.#checkedAlive();
    } else if (this.#resets.hasReset(status, this.#acknowledged.status())) {
      this.#repaint();
    } else {
      this.#checkedAlive();
    }
  }

  #repaint(): void {
    this.#acknowledged.forget();
    this.#checked = false;
    this.#checkDue = false;
    this.#armCheck();
  }

  #checkedAlive(): void {
    this.#checked = true;
    this.#acknowledged.checked();
    this.#checkDue = false;
    this.#armCheck();
  }

  #armCheck(): void {
    if (this.#checkTimer !== null) this.#clock.clearTimeout(this.#checkTimer);
    this.#checkTimer = this.#clock.setTimeout(() => {
      this.#checkTimer = null;
      this.#checkDue = true;
      this.#pump();
    }, CHECK_PERIOD_MS);
  }

  /** Sends the next packet if the line is free; the one place that decides what comes next. */
  #pump(): void {
    if (this.#phase !== 'running' || this.#inFlight !== null || this.#closed) return;
    const next = this.#acknowledged.next(this.#wanted);
    const isCheckNeeded = next === null ? !this.#checked : this.#acknowledged.mustCheckBefore(next);
    if (this.#checkDue || isCheckNeeded) this.#check();
    else if (next !== null) this.#send(next);
    else this.#whenIdle?.();
  }

  #check(): void {
    if (this.#knowsStatus) this.#send(askStatus());
    else this.#sendPing();
  }
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** What a panel calls itself, for the log. */
const printable = (data: Uint8Array): string =>
  Array.from(data, (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '?'))
    .join('')
    .trim();
