import type { Socket } from 'node:net';
import type { Log } from '../log/log.ts';
import { Connection, type ConnectionParts, type ConnectionUse } from './connection.ts';
import {
  ARRIVALS_LIMIT,
  BACKLOGS_LIMIT_bytes,
  EVENTS_LIMIT,
  LINGERING_LIMIT,
  REQUEST_CONNECTION_LIMIT,
} from './limits.ts';
import { ControlProblem } from './problem.ts';
import type { Allowed } from './roles.ts';

/** Every open connection, and the room there is for each use of them. */
export class Connections {
  /** In the order in which they were opened. */
  readonly #all = new Set<Connection>();
  /** Connections that are ending, the oldest first. */
  readonly #ending = new Set<Connection>();
  /** Opened by clients, waiting for their turn. */
  readonly #arriving = new Set<Socket>();
  readonly #log: Log;
  readonly #parts: ConnectionParts;

  constructor(parts: Pick<ConnectionParts, 'clock' | 'turns'>, log: Log) {
    this.#log = log;
    this.#parts = {
      ...parts,
      onTooSlow: (connection) => connection.refuse(new ControlProblem('too-slow')),
      onEnding: (connection) => this.#letLinger(connection),
      onClosed: (connection) => {
        this.#all.delete(connection);
        this.#ending.delete(connection);
      },
    };
  }

  /** Takes over what a client has opened, in a turn of its own. Beyond a crowd that no turn comes for, it is closed. */
  arrive(socket: Socket, allowed: Allowed, serve: (connection: Connection) => void): void {
    // It may be gone before its turn.
    socket.on('error', () => undefined);
    if (this.#arriving.size >= ARRIVALS_LIMIT) {
      this.#log.warn('connection closed: too many at once', { limit: ARRIVALS_LIMIT });
      socket.destroy();
      return;
    }
    this.#arriving.add(socket);
    this.#parts.turns.take(() => {
      if (!this.#arriving.delete(socket)) return;
      const connection = this.admit(socket, allowed);
      if (connection !== null) serve(connection);
    });
  }

  /** null: there was no room, and it was told so. */
  admit(socket: Socket, allowed: Allowed): Connection | null {
    const connection = new Connection(socket, this.#parts, allowed);
    this.#all.add(connection);
    if (this.#count('waiting', 'receiving', 'answering') <= REQUEST_CONNECTION_LIMIT) return connection;
    const first = [...this.#all].find(({ use }) => use === 'waiting' || use === 'receiving') ?? connection;
    this.#log.warn('connection refused: too many', { limit: REQUEST_CONNECTION_LIMIT });
    first.refuse(new ControlProblem('too-many-connections', `at most ${REQUEST_CONNECTION_LIMIT}`));
    return first === connection ? null : connection;
  }

  /** Whether one more event stream finds room. */
  get hasRoomForEvents(): boolean {
    return this.#count('events') < EVENTS_LIMIT;
  }

  /** To be called when much was written: clients that do not read must not fill the memory. */
  boundBacklogs(): void {
    const behind = [...this.#all].filter(({ isBehind }) => isBehind);
    let sum_bytes = behind.reduce((sum, { backlog_bytes }) => sum + backlog_bytes, 0);
    behind.sort((a, b) => b.backlog_bytes - a.backlog_bytes);
    for (const connection of behind) {
      if (sum_bytes <= BACKLOGS_LIMIT_bytes) return;
      sum_bytes -= connection.backlog_bytes;
      this.#log.warn('a client does not read; cut off', { waiting_bytes: connection.backlog_bytes });
      connection.cutOff();
    }
  }

  /** Ends all of them at once. */
  close(): void {
    for (const socket of this.#arriving) socket.destroy();
    this.#arriving.clear();
    for (const connection of [...this.#all]) connection.cutOff();
  }

  #count(...uses: readonly ConnectionUse[]): number {
    let count = 0;
    for (const { use } of this.#all) if (uses.includes(use)) count += 1;
    return count;
  }

  #letLinger(connection: Connection): void {
    this.#ending.add(connection);
    const [oldest] = this.#ending;
    if (this.#ending.size > LINGERING_LIMIT) oldest?.cutOff();
  }
}
