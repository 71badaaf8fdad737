import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Cursor, Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { characterShown } from '../virtual/character-rom.ts';
import { type VirtualFaults, type VirtualLed, VirtualPanel } from '../virtual/virtual-panel.ts';
import { encodePacket, MAX_DATA, type Packet, PacketReader } from './codec.ts';
import { COMMAND, KEY_MASK } from './commands.ts';
import type { Cfa635ModelName } from './identity.ts';
import { CFA635_MODELS } from './models.ts';
import { ANSWER, KEY_REPORT, KIND_MASK, keyCode, REFUSAL } from './reports.ts';
import {
  type Cfa635Firmware,
  carryOut,
  FIRMWARES,
  type PanelMemory,
  powerUpMemory,
} from './virtual-memory.ts';
import { ROM_OF_MODEL } from './virtual-rom.ts';

/** What a person in front of the panel sees. */
export interface VirtualPanelFrame {
  readonly rows: readonly string[];
  readonly cursor: Cursor | null;
  /** Two-colour LEDs from the top; empty on a panel without. */
  readonly leds: readonly VirtualLed[];
  /** The model's own scale, see `models.ts`. */
  readonly contrast: number;
  /** Percent. */
  readonly backlight: number;
}

/** The usual ways to fail, and those of a panel that answers packets. */
export interface VirtualCfa635Faults extends VirtualFaults {
  /** Milliseconds between a command and its answer; the next command waits for it. */
  answerDelay_ms: number;
  /** The next `count` answers are lost on the way; the commands were carried out. */
  dropNextAcks(count: number): void;
  /** The next `count` packets from the host are lost on the way. */
  dropNextFrames(count: number): void;
  /** One bit is wrong in each of the next `count` packets; from the host on a paced line, in each of as many bytes. */
  corruptNext(count: number, direction: 'toHost' | 'fromHost'): void;
  /** Deaf for `deaf_ms` afterwards. */
  reset(deaf_ms?: number): void;
  /** Commands it leaves unanswered and undone, whatever they are for. */
  ignored: readonly number[];
  /** Resets itself at each packet with data, as with a weak supply: then deaf for `deaf_ms`; null: it does not. */
  resetsOnData: { readonly deaf_ms: number; readonly pingsToo: boolean } | null;
  /** Its status tells contrast and backlight in steps of this. */
  roundsTo: number;
}

/** Deafness after the reboot command, in milliseconds. Source: CFA635 data sheet, command 5: up to 3 s. */
const REBOOT_ms = 3000;
const REBOOT_ARGUMENTS = [8, 18, 99];
/** How long a `tap` holds its key, in milliseconds: a quick finger. */
const TAP_ms = 80;
const MAX_PING = 16;
const USER_FLASH_bytes = 16;
const BAUD_RATES = [19_200, 115_200];
/** Cursor style 2; the others all cover the cell. */
const UNDERLINE = 2;

/**
 * A Crystalfontz panel that exists only as software: the packet protocol from the panel's side, with the ways it
 * can fail. It carries out every command of the data sheet that needs no expansion board, whether or not the
 * driver uses it.
 */
export class VirtualCfa635 extends VirtualPanel {
  /** Whole packets understood and sent since it was made. */
  readonly packets = { fromHost: 0, toHost: 0 };
  readonly faults: VirtualCfa635Faults = {
    ...this.usualFaults(),
    answerDelay_ms: 0,
    dropNextAcks: (count) => {
      this.#drop.answers = count;
    },
    dropNextFrames: (count) => {
      this.#drop.packets = count;
    },
    corruptNext: (count, direction) => {
      this.#corrupt[direction] = count;
    },
    reset: (deaf_ms) => this.reset(deaf_ms),
    ignored: [],
    resetsOnData: null,
    roundsTo: 1,
  };
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly #clock: Clock;
  readonly #model: Cfa635ModelName;
  readonly #firmware: Cfa635Firmware;
  readonly #isPaced: boolean;
  readonly #reader = new PacketReader((type, length) => (type & KIND_MASK) === 0 && length <= MAX_DATA);
  #memory: PanelMemory;
  #bootMemory: PanelMemory;
  #userFlash = new Uint8Array(USER_FLASH_bytes);
  #held = 0;
  #pressedSince = 0;
  #releasedSince = 0;
  /** Set while the panel is deaf after a reset. */
  readonly #deafness: Alarm;
  #answersUntil_ms = 0;
  readonly #drop = { answers: 0, packets: 0 };
  readonly #corrupt = { toHost: 0, fromHost: 0 };

  /** `baud` in bit/s paces both directions; null: as fast as the stream. */
  constructor(options: {
    readonly model: Cfa635ModelName;
    /** Default: what the model has now. */
    readonly firmware?: Cfa635Firmware;
    readonly clock: Clock;
    readonly baud?: number | null;
  }) {
    const { model, firmware = FIRMWARES[model], clock, baud = null } = options;
    super({ clock, baud });
    this.#clock = clock;
    this.#deafness = new Alarm(clock);
    this.#model = model;
    this.#firmware = firmware;
    this.geometry = CFA635_MODELS[model].geometry;
    this.keys = new Set(PANEL_KEYS.filter((key) => CFA635_MODELS[model].keys[key] !== undefined));
    this.#isPaced = baud !== null;
    this.#memory = powerUpMemory(model, firmware);
    this.#bootMemory = powerUpMemory(model, firmware);
  }

  press(key: PanelKey): void {
    if (this.#held & KEY_MASK[key]) return;
    this.#held |= KEY_MASK[key];
    this.#pressedSince |= KEY_MASK[key];
    if (this.#memory.pressMask & KEY_MASK[key]) this.#report(key, 'press');
  }

  release(key: PanelKey): void {
    if (!(this.#held & KEY_MASK[key])) return;
    this.#held &= ~KEY_MASK[key];
    this.#releasedSince |= KEY_MASK[key];
    if (this.#memory.releaseMask & KEY_MASK[key]) this.#report(key, 'release');
  }

  /** Presses now and releases after `hold_ms`. */
  tap(key: PanelKey, hold_ms: number = TAP_ms): void {
    this.press(key);
    this.#clock.setTimeout(() => this.release(key), hold_ms);
  }

  /** What is on the glass, decoded with the panel's own character generator. */
  frame(): VirtualPanelFrame {
    const { text, pictures, cursor, contrast, backlight, pins } = this.#memory;
    const { column, row, style } = cursor;
    return {
      rows: text.map((codes) =>
        Array.from(codes, (code) => characterShown(ROM_OF_MODEL[this.#model], code, pictures)).join(''),
      ),
      cursor: style === 0 ? null : { column, row, style: style === UNDERLINE ? 'underline' : 'block' },
      leds: CFA635_MODELS[this.#model].leds.map(({ red, green }) => ledOf(pins[red] ?? 0, pins[green] ?? 0)),
      contrast,
      backlight,
    };
  }

  override lamps(): readonly VirtualLed[] {
    return this.frame().leds;
  }

  override get brightness_percent(): number {
    return this.#memory.backlight;
  }

  get #hears(): boolean {
    return !this.#deafness.isSet && !this.faults.silent;
  }

  protected hear(bytes: Uint8Array): void {
    if (!this.#hears) {
      this.#reader.reset();
      return;
    }
    for (const packet of this.#reader.push(this.#spoil(bytes, 'fromHost'))) {
      if (this.#drop.packets > 0) this.#drop.packets -= 1;
      else if (this.#hears) this.#obey(packet);
    }
  }

  #obey(packet: Packet): void {
    this.packets.fromHost += 1;
    if (this.faults.ignored.includes(packet.type) || this.#resetsAt(packet)) return;
    const before = this.#memory;
    const seen = this.frame();
    const data = this.#answerTo(packet);
    this.#answer(
      data === null
        ? { type: packet.type | REFUSAL, data: Uint8Array.from(this.#firmware.refusalData) }
        : { type: packet.type | ANSWER, data },
    );
    if (data !== null) this.#afterwards(packet);
    if (before !== this.#memory || JSON.stringify(seen) !== JSON.stringify(this.frame())) this.changed();
  }

  #resetsAt({ type, data }: Packet): boolean {
    const { resetsOnData } = this.faults;
    if (resetsOnData === null || data.length === 0) return false;
    if (type === COMMAND.ping && !resetsOnData.pingsToo) return false;
    this.reset(resetsOnData.deaf_ms);
    return true;
  }

  /** Data of the answer; null: refused. */
  #answerTo(packet: Packet): Uint8Array | null {
    const { type, data } = packet;
    if (this.#firmware.refused.includes(type)) return null;
    if (this.#firmware.readsBack && data.length === 0) {
      if (type === COMMAND.contrast) return Uint8Array.of(this.#memory.contrast);
      if (type === COMMAND.backlight) return Uint8Array.of(this.#memory.backlight);
    }
    switch (type) {
      case COMMAND.ping:
        return data.length <= MAX_PING ? data : null;
      case COMMAND.version:
        return data.length === 0 ? new TextEncoder().encode(this.#firmware.identity) : null;
      case COMMAND.writeUserFlash:
        if (data.length !== USER_FLASH_bytes) return null;
        this.#userFlash = data.slice();
        return new Uint8Array();
      case COMMAND.readUserFlash:
        return data.length === 0 ? this.#userFlash : null;
      case COMMAND.storeBootState:
        if (data.length !== 0) return null;
        this.#bootMemory = structuredClone(this.#memory);
        return new Uint8Array();
      case COMMAND.reboot:
        return REBOOT_ARGUMENTS.every((value, index) => data[index] === value) ? new Uint8Array() : null;
      case COMMAND.pollKeys:
        return data.length === 0 ? this.#poll() : null;
      case COMMAND.baud:
        return data.length === 1 && BAUD_RATES[data[0] ?? 0] !== undefined ? new Uint8Array() : null;
      case COMMAND.status:
        return this.#rounded(carryOut(this.#model, this.#memory, packet));
      default:
        return carryOut(this.#model, this.#memory, packet);
    }
  }

  #rounded(status: Uint8Array | null): Uint8Array | null {
    const { roundsTo } = this.faults;
    return status?.map((value, at) => (at >= 13 ? Math.round(value / roundsTo) * roundsTo : value)) ?? null;
  }

  /** What happens once the answer is on its way. */
  #afterwards({ type, data }: Packet): void {
    if (type === COMMAND.reboot) this.reset(REBOOT_ms);
    if (type === COMMAND.baud && this.#isPaced) this.port.baud = BAUD_RATES[data[0] ?? 0] ?? null;
  }

  #poll(): Uint8Array {
    const masks = Uint8Array.of(this.#held, this.#pressedSince, this.#releasedSince);
    this.#pressedSince = 0;
    this.#releasedSince = 0;
    return masks;
  }

  #report(key: PanelKey, edge: 'press' | 'release'): void {
    const press = CFA635_MODELS[this.#model].keys[key];
    if (press === undefined || !this.#hears) return;
    this.#transmit({ type: KEY_REPORT, data: Uint8Array.of(keyCode(press, edge)) });
  }

  #answer(packet: Packet): void {
    if (this.#drop.answers > 0) {
      this.#drop.answers -= 1;
      return;
    }
    const delay_ms = this.faults.answerDelay_ms;
    const now_ms = this.#clock.now();
    this.#answersUntil_ms = Math.max(now_ms, this.#answersUntil_ms) + delay_ms;
    if (this.#answersUntil_ms <= now_ms) this.#transmit(packet);
    else this.#clock.setTimeout(() => this.#transmit(packet), this.#answersUntil_ms - now_ms);
  }

  #transmit(packet: Packet): void {
    this.packets.toHost += 1;
    this.port.write(this.#spoil(encodePacket(packet), 'toHost'));
  }

  #spoil(bytes: Uint8Array, direction: 'toHost' | 'fromHost'): Uint8Array {
    if (this.#corrupt[direction] === 0) return bytes;
    this.#corrupt[direction] -= 1;
    return bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 0x10 : byte));
  }

  protected reset(deaf_ms = 0): void {
    this.#memory = structuredClone(this.#bootMemory);
    this.#reader.reset();
    this.#pressedSince = 0;
    this.#releasedSince = 0;
    if (deaf_ms > 0) this.#deafness.after(deaf_ms, () => undefined);
    else this.#deafness.cancel();
    this.changed();
  }
}

function ledOf(red: number, green: number): VirtualLed {
  if (red > 0) return green > 0 ? 'amber' : 'red';
  return green > 0 ? 'green' : 'off';
}
