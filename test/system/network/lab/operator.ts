import { createConnection } from 'node:net';
import { join } from 'node:path';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { realClock } from '../../../../firmware/clock.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { eventually, Service } from './commands.ts';
import type { Lab } from './lab.ts';

/** How long a frame may take to follow a key; some keys change nothing. */
const REACTION_MS = 250;
/** More items than any menu has. */
const MOST_ITEMS = 20;

/** A person in front of a CFA-635: presses its keys and reads its glass. The panel is on a pseudo-terminal. */
export class Operator {
  readonly #panel = new VirtualCfa635({ model: 'cfa635', clock: realClock });
  readonly #cable: Service;
  readonly #unplug: () => void;
  /** The serial device the daemon opens. */
  readonly device: string;

  private constructor(device: string, cable: Service, socket: ReturnType<typeof createConnection>) {
    this.device = device;
    this.#cable = cable;
    this.#unplug = this.#panel.serve(socket);
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
      return await eventually(`the glass shows ${text}`, () => (this.shows(text) ? this.screen() : null), limit_ms);
    } catch (error) {
      throw new Error(`expected ${text}, the glass shows: ${this.screen()}`, { cause: error });
    }
  }

  shows(text: string | RegExp): boolean {
    return typeof text === 'string' ? this.screen().includes(text) : text.test(this.screen());
  }

  /** Presses and releases a key, and gives the glass time to follow. */
  async press(...keys: readonly PanelKey[]): Promise<void> {
    for (const key of keys) {
      const before = JSON.stringify(this.#panel.frame());
      this.#panel.press(key);
      this.#panel.release(key);
      await eventually(`something changes after ${key}`, () => JSON.stringify(this.#panel.frame()) !== before, REACTION_MS).catch(() => {});
    }
  }

  /** Goes down a menu to an item and opens it. */
  async choose(item: string): Promise<void> {
    for (let tries = 0; !this.shows(item); tries++) {
      if (tries === MOST_ITEMS) throw new Error(`no item ${item}; the glass shows: ${this.screen()}`);
      await this.press('DOWN');
    }
    await this.press('ENTER');
  }

  /** Sets digits under the cursor to `text` and accepts: addresses and numbers are shown zero-padded. */
  async enter(label: string, text: string): Promise<void> {
    await this.sees(label);
    const wanted = text.includes('.') ? text.split('.').map((part) => part.padStart(3, '0')).join('.') : text;
    for (let column = 0; column < wanted.length; column++) {
      const digit = wanted[column] ?? '';
      if (digit === '.') continue;
      for (let tries = 0; this.#underCursor() !== digit; tries++) {
        if (tries === 10) throw new Error(`cannot set ${label} to ${text}; the glass shows: ${this.screen()}`);
        await this.press('UP');
      }
      if (column < wanted.length - 1) await this.press('RIGHT');
    }
    await this.press('ENTER');
  }

  #underCursor(): string {
    const { rows, cursor } = this.#panel.frame();
    return cursor === null ? '' : (rows[cursor.row]?.[cursor.column] ?? '');
  }
}

function connect(path: string): Promise<ReturnType<typeof createConnection> | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => resolve(socket));
    socket.on('error', () => resolve(null));
  });
}
