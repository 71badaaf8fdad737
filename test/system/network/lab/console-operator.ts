import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { KeyEvent } from '../../../../menus/keys.ts';
import { CONTROL_SOCKET } from './box.ts';
import { eventually, READING_ms } from './commands.ts';
import type { Lab } from './lab.ts';

/** Someone at a console: another operator session over the control socket. Views are read as their JSON. */
export class ConsoleOperator {
  readonly #socket: WebSocket;
  #view = '';

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('{"type":"view"')) this.#view = text;
    });
  }

  static async at(lab: Lab): Promise<ConsoleOperator> {
    const socket = new WebSocket(`ws+unix:${lab.box.path(CONTROL_SOCKET)}:/v1/session?name=console`);
    const operator = new ConsoleOperator(socket);
    await operator.sees('status');
    return operator;
  }

  stop(): void {
    this.#socket.terminate();
  }

  async sees(text: string): Promise<void> {
    await eventually(`the console shows ${text}`, () => this.#view.includes(text)).catch((error: unknown) => {
      throw new Error(`expected ${text}, the console shows: ${this.#view}`, { cause: error });
    });
  }

  shows(text: string): boolean {
    return this.#view.includes(text);
  }

  async press(key: 'UP' | 'DOWN' | 'ENTER' | 'EXIT'): Promise<void> {
    // A person reads first: a key that comes too soon after a question does not answer it.
    await sleep(READING_ms);
    const before = this.#view;
    const event: KeyEvent = { type: `KEY.${key}` };
    this.#socket.send(JSON.stringify({ type: 'key', event }));
    await eventually(`the console follows ${key}`, () => this.#view !== before, 500).catch(() => {});
  }
}
