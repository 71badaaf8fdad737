import { createConnection } from 'node:net';
import { join } from 'node:path';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { realClock } from '../../../../firmware/clock.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { eventually, PATIENCE, Service } from './commands.ts';
import type { Lab } from './lab.ts';

/** How long a frame may take to follow a key; some keys change nothing. */
const REACTION_MS = 250;
/** Where everything is slow, the packets of a frame come in bursts. */
const BETWEEN_PACKETS_MS = 10 * PATIENCE * PATIENCE;
/** More items than any menu has. */
const MOST_ITEMS = 20;

/** A person in front of a CFA-635: presses its keys and reads its glass. The panel is on a pseudo-terminal. */
export class Operator {
  readonly #panel = new VirtualCfa635({ model: 'cfa635', clock: realClock });
  readonly #cable: Service;
  readonly #unplug: () => void;
  /** The serial device the daemon opens. */
  readonly device: string;
  #changes = 0;

  private constructor(device: string, cable: Service, socket: ReturnType<typeof createConnection>) {
    this.device = device;
    this.#cable = cable;
    this.#unplug = this.#panel.serve(socket);
    this.#panel.onChange(() => {
      this.#changes += 1;
    });
  }

  static async at(lab: Lab): Promise<Operator> {
    const device = join(lab.directory, 'panel');
    const path = join(lab.directory, 'panel.sock');
    const cable = new Service(lab.box.log('socat'), 'socat', [
      `PTY,rawer,link=${device}`,
      `UNIX-LISTEN:${path},backlog=1`,
    ]);
    const socket = await eventually('the panel is on the line', () => connect(path));
    return new Operator(device, cable, socket);
  }

  async stop(): Promise<void> {
    this.#unplug();
    await this.#cable.stop('SIGKILL');
  }

  /** What the glass shows, in one line. */
  screen(): string {
    return this.#panel.frame().rows.join(' ').replace(/\s+/g, ' ').trim();
  }

  /** Waits until the glass shows this; fails with what it shows instead. */
  async sees(text: string | RegExp, limit_ms = 30_000): Promise<string> {
    try {
      return await eventually(
        `the glass shows ${text}`,
        () => (this.shows(text) ? this.screen() : null),
        limit_ms,
      );
    } catch (error) {
      throw new Error(`expected ${text}, the glass shows: ${this.screen()}`, { cause: error });
    }
  }

  shows(text: string | RegExp): boolean {
    return typeof text === 'string' ? this.screen().includes(text) : text.test(this.screen());
  }

  /** Presses and releases a key without waiting for what follows it. */
  tap(key: PanelKey): void {
    this.#panel.press(key);
    this.#panel.release(key);
  }

  /** Presses and releases keys, one after the other, each when the glass has followed the one before. */
  async press(...keys: readonly PanelKey[]): Promise<void> {
    for (const key of keys) {
      const before = this.#changes;
      this.tap(key);
      // Some keys change nothing.
      await eventually(`something follows ${key}`, () => this.#changes > before, REACTION_MS).catch(() => {});
      await this.#calm();
    }
  }

  /** A frame comes in several packets: waits until no more follow. */
  async #calm(): Promise<void> {
    for (let seen = -1; seen !== this.#changes; ) {
      seen = this.#changes;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_PACKETS_MS));
    }
  }

  /** Goes down a menu to an item and opens it. */
  async choose(item: string): Promise<void> {
    for (let tries = 0; !this.shows(item); tries++) {
      if (tries === MOST_ITEMS) throw new Error(`no item ${item}; the glass shows: ${this.screen()}`);
      await this.#nextItem();
    }
    await this.press('ENTER');
  }

  /** One down, waited for: the item's place is drawn in the first row, its name in the second. */
  async #nextItem(): Promise<void> {
    const [place, name] = this.#panel.frame().rows;
    this.tap('DOWN');
    await eventually('the next item is shown', () => {
      const { rows } = this.#panel.frame();
      return rows[0] !== place && rows[1] !== name;
    });
    await this.#calm();
  }

  /** Sets digit after digit and accepts: addresses and numbers are shown zero-padded, the cursor on the first. */
  async enter(label: string, text: string): Promise<void> {
    const padded = text.split('.').map((part) => part.padStart(3, '0'));
    const wanted = text.includes('.') ? padded.join('.') : text;
    const left = await eventually(`${label} is asked for`, () => this.#fieldAt(label, wanted.length));
    await this.#calm();
    for (let index = 0; index < wanted.length; index++) {
      if (wanted[index] === '.') continue;
      // A frame comes in several packets: only a digit that the cursor stands on is read.
      const digit = () => this.#digitAt(left + index);
      for (let tries = 0; (await eventually(`cursor on ${index}`, digit)) !== wanted[index]; tries++) {
        if (tries > 9) throw new Error(`cannot set ${label} to ${text}; the glass shows: ${this.screen()}`);
        await this.press('UP');
      }
      if (index < wanted.length - 1) await this.press('RIGHT');
    }
    await this.press('ENTER');
  }

  /** Column of the field's first digit once its label stands above and the cursor on it; null until then. */
  #fieldAt(label: string, length: number): number | null {
    const { rows, cursor } = this.#panel.frame();
    if (cursor === null || !this.shows(label)) return null;
    const field = new RegExp(`(?<![\\d.])[\\d.]{${length}}(?![\\d.])`).exec(rows[cursor.row] ?? '');
    return field?.index === cursor.column ? field.index : null;
  }

  #digitAt(column: number): string | null {
    const { rows, cursor } = this.#panel.frame();
    return cursor?.column === column ? (rows[cursor.row]?.[column] ?? null) : null;
  }
}

function connect(path: string): Promise<ReturnType<typeof createConnection> | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => resolve(socket));
    socket.on('error', () => resolve(null));
  });
}
