import { PACKET_OVERHEAD_bytes } from '../../../drivers/cfa635/codec.ts';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { until } from '../../support/until.ts';
import { benchClock } from './bench-clock.ts';
import { type HostPacket, Tap } from './tap.ts';

/** One packet that changed the glass. Times by `performance.now()`. */
export interface GlassChange {
  /** Its first byte left the program that is measured. */
  readonly begun_ms: number;
  /** Its last byte had passed the line and the panel had carried it out. */
  readonly shown_ms: number;
  readonly bytes: number;
}

/** A virtual CFA-635 behind a pseudo-terminal, as every subject meets it: the same line for all. */
export class BenchLine {
  readonly virtual: VirtualCfa635;
  readonly device: string;
  readonly #reopen: () => Promise<PseudoTerminal>;
  readonly #changes: GlassChange[] = [];
  #packets: HostPacket[] = [];
  #packetsBefore = 0;
  #lastIndex = -1;
  #terminal: PseudoTerminal;
  #tap: Tap;
  #stopServing: () => void;
  #firstByte_ms: number | null = null;

  private constructor(options: {
    readonly directory: string;
    readonly name: string;
    readonly terminal: PseudoTerminal;
    readonly baud: number | null;
  }) {
    const { directory, name, terminal, baud } = options;
    this.#reopen = () => openPseudoTerminal(directory, name);
    this.#terminal = terminal;
    this.device = terminal.device;
    this.virtual = new VirtualCfa635({ model: 'cfa635', clock: benchClock, baud });
    this.virtual.onChange(() => this.#changed());
    this.#tap = this.#newTap(terminal);
    this.#stopServing = this.virtual.serve(this.#tap);
  }

  /** `baud` in bit/s; null: as fast as the pseudo-terminal. `name`: of the device in the directory. */
  static async open(directory: string, baud: number | null, name = 'lcd'): Promise<BenchLine> {
    return new BenchLine({ directory, name, terminal: await openPseudoTerminal(directory, name), baud });
  }

  /** When the first byte of the host came; null: none has. */
  get firstByte_ms(): number | null {
    return this.#firstByte_ms;
  }

  /** What changed the glass, in order. */
  get changes(): readonly GlassChange[] {
    return this.#changes;
  }

  /** Rows of the glass as one text. */
  glass(): string {
    return this.virtual.frame().rows.join('\n');
  }

  /**
   * Resolves with the time at which the glass is as wanted (rows joined by line feeds), by `performance.now()`;
   * null when it is not within `limit_ms`.
   */
  whenGlass(isWanted: (glass: string) => boolean, limit_ms: number): Promise<number | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isWanted(this.glass())) return;
        finish(performance.now());
      };
      const finish = (time_ms: number | null): void => {
        clearTimeout(patience);
        stop();
        resolve(time_ms);
      };
      const patience = setTimeout(() => finish(null), limit_ms);
      const stop = this.virtual.onChange(look);
      look();
    });
  }

  /** Resolves when something was shown and the glass has then stayed as it is for `quiet_ms`. */
  async settled(quiet_ms: number): Promise<void> {
    const begun_ms = performance.now();
    await until('the glass is quiet', () => {
      const last_ms = this.#changes.at(-1)?.shown_ms;
      return last_ms !== undefined && performance.now() - Math.max(last_ms, begun_ms) >= quiet_ms;
    });
  }

  /** @returns when the report of the press went onto the line */
  press(key: PanelKey, hold_ms = 50): number {
    const pressed_ms = performance.now();
    this.virtual.tap(key, hold_ms);
    return pressed_ms;
  }

  /** The next packet of text is lost on the way to the panel. */
  loseNextText(): void {
    this.#tap.loseNextText();
  }

  /** Takes the device away. */
  async unplug(): Promise<void> {
    this.virtual.faults.unplug();
    this.#stopServing();
    await this.#terminal.close();
  }

  /** Brings the device back under the same name, with a panel in its power-up state. */
  async plug(): Promise<void> {
    this.#terminal = await this.#reopen();
    this.virtual.faults.plug();
    this.#packets = [];
    this.#lastIndex = -1;
    this.#packetsBefore = this.virtual.packets.fromHost;
    this.#tap = this.#newTap(this.#terminal);
    this.#stopServing = this.virtual.serve(this.#tap);
  }

  async close(): Promise<void> {
    this.#stopServing();
    await this.#terminal.close();
  }

  #newTap({ stream }: PseudoTerminal): Tap {
    stream.prependListener('data', () => {
      this.#firstByte_ms ??= performance.now();
    });
    return new Tap(stream, (packet) => this.#packets.push(packet));
  }

  #changed(): void {
    const index = this.virtual.packets.fromHost - this.#packetsBefore - 1;
    const packet = this.#packets[index];
    // A panel that resets itself changes, too, and no packet is the reason.
    if (packet === undefined || index === this.#lastIndex) return;
    this.#lastIndex = index;
    const bytes = packet.packet.data.length + PACKET_OVERHEAD_bytes;
    this.#changes.push({ begun_ms: packet.begun_ms, shown_ms: performance.now(), bytes });
  }
}
