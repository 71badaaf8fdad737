import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { reasonOf } from '../../drivers/reason.ts';
import { Connections } from './connections.ts';
import { StatusTexts } from './documents.ts';
import { createHttpServer } from './http.ts';
import type { ControlParts } from './ports.ts';
import type { Allowed, Role } from './roles.ts';
import { attachSessionSocket } from './session-socket.ts';
import { groupExists, listenOnSocketFile } from './socket-file.ts';
import { Turns } from './turns.ts';

export interface Control {
  /** Ends every connection and removes the socket file. */
  close(): Promise<void>;
}

/** Where the sockets are. */
interface Place {
  readonly path: string;
  /** Group of the control socket; null: not changed. */
  readonly group: string | null;
  /** Sockets beside it for those who may do one thing only (`roles.ts`). */
  readonly roles?: readonly Role[];
}

/**
 * Serves the control socket: HTTP, server-sent events and console sessions at `path`, and parts of it at the sockets of
 * the roles.
 * @throws SocketError when the control socket cannot be opened
 */
export async function startControl(
  parts: ControlParts,
  { path, group, roles = [] }: Place,
): Promise<Control> {
  const { log } = parts;
  const turns = new Turns();
  const connections = new Connections({ clock: parts.clock, turns }, log);
  const http = createHttpServer({ ...parts, connections, turns, texts: new StatusTexts() });
  const endSessions = attachSessionSocket(http, parts);
  const listen = async (at: string, owner: string | null, allowed: Allowed) => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      connections.arrive(socket, allowed, (connection) => http.emit('connection', connection));
    });
    const trouble = await listenOnSocketFile(server, at, owner);
    if (trouble !== null) log.warn('the socket is for root only', { path: at, why: trouble });
    log.info('control socket open', { path: at });
    return { server, path: at };
  };
  const open = [await listen(path, group, null)];
  for (const role of roles) {
    if (!groupExists(role.group)) continue;
    const at = join(dirname(path), role.file);
    try {
      open.push(await listen(at, role.group, role.allowed));
    } catch (error) {
      log.error('no socket for a role', { path: at, why: reasonOf(error) });
    }
  }
  return {
    async close() {
      endSessions();
      const closed = open.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
      connections.close();
      await Promise.all(closed);
      for (const { path: at } of open) rmSync(at, { force: true });
    },
  };
}
