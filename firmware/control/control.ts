import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { Connections } from './connections.ts';
import { StatusTexts } from './documents.ts';
import { createHttpServer } from './http.ts';
import type { ControlParts } from './ports.ts';
import { attachSessionSocket } from './session-socket.ts';
import { listenOnSocketFile } from './socket-file.ts';
import { Turns } from './turns.ts';

export interface Control {
  /** Ends every connection and removes the socket file. */
  close(): Promise<void>;
}

/**
 * Serves the control socket: HTTP, server-sent events and console sessions at `path`.
 * @throws SocketError when the socket cannot be opened
 */
export async function startControl(
  parts: ControlParts,
  { path, group }: { readonly path: string; readonly group: string | null },
): Promise<Control> {
  const turns = new Turns();
  const connections = new Connections({ clock: parts.clock, turns }, parts.log);
  const http = createHttpServer({ ...parts, connections, turns, texts: new StatusTexts() });
  const endSessions = attachSessionSocket(http, parts);
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    connections.arrive(socket, (connection) => http.emit('connection', connection));
  });
  const trouble = await listenOnSocketFile(server, path, group);
  if (trouble !== null) parts.log.warn('the control socket is for root only', { path, why: trouble });
  parts.log.info('control socket open', { path });
  return {
    async close() {
      endSessions();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      connections.close();
      await closed;
      rmSync(path, { force: true });
    },
  };
}
