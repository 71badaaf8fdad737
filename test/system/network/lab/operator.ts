import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { realClock } from '../../../../firmware/clock.ts';
import { callControl } from '../../../../firmware/control/client.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { CONTROL_SOCKET } from './box.ts';
import { eventually, READING_ms, Service } from './commands.ts';
import type { Lab } from './lab.ts';

/** How long a frame may take to follow a key that may as well change nothing. */
const REACTION_ms = 250;
/** How long an answer may take to be followed before it is given again. */
const ANSWER_ms = 700;
/** More items than any menu has. */
const MOST_ITEMS = 20;

const FRAME = v.object({ frame: v.object({ rows: v.array(v.string()) }) });

/** A person in front of a CFA-635: presses its keys and reads its glass. The panel is on a pseudo-terminal. */
export class Operator {
  readonly #panel = new VirtualCfa635({ model: 'cfa635', clock: realClock });
  readonly #cable: Service;
  readonly #unplug: () => void;
  /** The serial device the daemon opens. */
  readonly device: string;
  /** The daemon's control socket. */
  readonly #control: string;
  /** Counts what the panel was told. */
  #changes = 0;
  /** `#changes` when the glass was whole last: it still is while nothing more comes. */
  #wholeSince = -1;

  private constructor(
    device: string,
    control: string,
    cable: Service,
    socket: ReturnType<typeof createConnection>,
  ) {
    this.device = device;
    this.#control = control;
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
      // The daemon may run as a user.
      `PTY,rawer,mode=666,link=${device}`,
      `UNIX-LISTEN:${path},backlog=1`,
    ]);
    const socket = await eventually('the panel is on the line', () => connect(path));
    return new Operator(device, lab.box.path(CONTROL_SOCKET), cable, socket);
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
      const screen = await eventually(
        `the glass shows ${text}`,
        () => (this.shows(text) ? this.screen() : null),
        limit_ms,
      );
      await read('ENTER');
      return screen;
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

  /** Presses and releases keys, one after the other, that may change nothing: waits a moment for what follows. */
  async press(...keys: readonly PanelKey[]): Promise<void> {
    for (const key of keys) {
      await this.#whole();
      await read(key);
      const before = this.#changes;
      this.tap(key);
      await eventually(`something follows ${key}`, () => this.#changes > before, REACTION_ms).catch(() => {});
      await this.#whole();
    }
  }

  /**
   * Answers a question: presses until it is gone. A press that comes before the daemon knows that the question is on the
   * glass does not count.
   */
  async answer(key: PanelKey, question: string | RegExp): Promise<void> {
    await this.sees(question);
    await eventually(`${key} answers ${question}`, async () => {
      this.tap(key);
      return await eventually('it is gone', () => !this.shows(question), ANSWER_ms).catch(() => false);
    });
  }

  /** Presses a key that is sure to change what the glass shows, and waits for that: on a busy machine it takes long. */
  async turn(key: PanelKey): Promise<void> {
    await this.#whole();
    await read(key);
    const before = this.screen();
    this.tap(key);
    await eventually(`the glass follows ${key}`, () => this.screen() !== before).catch((error: unknown) => {
      throw new Error(`${key} changes nothing, the glass shows: ${before}`, { cause: error });
    });
    await this.#whole();
  }

  /**
   * A frame comes in several packets, on a busy machine at any distance: waits until the glass shows all of what the
   * daemon means it to show. Half of one screen and half of the next can look like an item of either.
   */
  async #whole(): Promise<void> {
    if (this.#changes === this.#wholeSince) return;
    await eventually('the frame is whole', async () => {
      const { frame } = v.parse(FRAME, await callControl(this.#control, 'GET', '/v1/frame?session=panel'));
      return frame.rows.join() === this.#panel.frame().rows.join();
    });
    this.#wholeSince = this.#changes;
  }

  /** Goes down a menu until the arrow stands at an item, whose first word may be left out, and opens it. */
  async choose(item: string): Promise<void> {
    const selected = new RegExp(`→(?:\\S+ )?${item}`);
    for (let tries = 0; !this.shows(selected); tries++) {
      if (tries === MOST_ITEMS) throw new Error(`no item ${item}; the glass shows: ${this.screen()}`);
      await this.turn('DOWN');
    }
    await this.turn('ENTER');
  }

  /** Sets digit after digit and accepts: addresses and numbers are shown zero-padded, the cursor on the first. */
  async enter(label: string, text: string): Promise<void> {
    const padded = text.split('.').map((part) => part.padStart(3, '0'));
    const wanted = text.includes('.') ? padded.join('.') : text;
    const left = await eventually(`${label} is asked for`, () => this.#fieldAt(label, wanted.length));
    for (let index = 0; index < wanted.length; index++) {
      const digit = wanted[index] ?? '';
      if (digit === '.') continue;
      await this.#setDigit(left + index, digit);
      if (index < wanted.length - 1) this.tap('RIGHT');
    }
    await this.turn('ENTER');
  }

  /** Turns the digit in this column until it is right, once the cursor is there. A netmask turns as a whole. */
  async #setDigit(column: number, wanted: string): Promise<void> {
    const field = () => this.#rowAt(column);
    for (let tries = 0; (await eventually(`cursor in ${column}`, field))[column] !== wanted; tries++) {
      if (tries > 9) throw new Error(`cannot set ${wanted}; the glass shows: ${this.screen()}`);
      await this.turn('UP');
    }
  }

  /** Column of the field's first digit once its label stands above and the cursor on it; null until then. */
  #fieldAt(label: string, length: number): number | null {
    const { rows, cursor } = this.#panel.frame();
    if (cursor === null || !this.shows(label)) return null;
    const field = new RegExp(`(?<![\\d.])[\\d.]{${length}}(?![\\d.])`).exec(rows[cursor.row] ?? '');
    return field?.index === cursor.column ? field.index : null;
  }

  /** The row with the cursor, when it stands in this column. */
  #rowAt(column: number): string | null {
    const { rows, cursor } = this.#panel.frame();
    return cursor?.column === column ? (rows[cursor.row] ?? null) : null;
  }
}

/** ENTER may answer a question, which has to be read first. */
async function read(key: PanelKey): Promise<void> {
  if (key === 'ENTER') await sleep(READING_ms);
}

function connect(path: string): Promise<ReturnType<typeof createConnection> | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => resolve(socket));
    socket.on('error', () => resolve(null));
  });
}
