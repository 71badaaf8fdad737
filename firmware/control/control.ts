import { rmSync } from 'node:fs';
import { createHttpServer } from './http.ts';
import type { ControlParts } from './ports.ts';
import { attachSessionSocket } from './session-socket.ts';
import { listenOnSocketFile } from './socket-file.ts';

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
  const server = createHttpServer(parts);
  const endSessions = attachSessionSocket(server, parts);
  const trouble = await listenOnSocketFile(server, path, group);
  if (trouble !== null) parts.log.warn('the control socket is for root only', { path, why: trouble });
  parts.log.info('control socket open', { path });
  return {
    async close() {
      endSessions();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      rmSync(path, { force: true });
    },
  };
}
