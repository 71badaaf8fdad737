import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { parseCharacters } from '../../drivers/console/characters.ts';
import { reasonOf } from '../../drivers/reason.ts';
import { toPanelText } from '../../menus/frame.ts';
import type { ConsoleSockets } from './console-sockets.ts';
import { refuseRaw, urlOf } from './http.ts';
import type { ControlParts } from './ports.ts';
import { ControlProblem } from './problem.ts';

/** Shown in lists of sessions. */
const NAME_LENGTH = 40;

/**
 * `/v1/session`: a WebSocket for each console, with the messages of `drivers/console/messages.ts`.
 * The session lives as long as its connection. The WebSocket library is loaded with the first console: it also loads
 * TLS, which is unused here, and would add 8 ms and 0.8 MiB to every start.
 * @returns closes all of them
 */
export function attachSessionSocket(server: Server, parts: ControlParts): () => void {
  let loading: Promise<ConsoleSockets> | null = null;
  let isClosed = false;
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const url = urlOf(request);
    if (url?.pathname !== '/v1/session') {
      refuseRaw(socket, new ControlProblem('not-found', url?.pathname));
      return;
    }
    const name = toPanelText(url.searchParams.get('name') ?? 'console').slice(0, NAME_LENGTH);
    const characters = parseCharacters(url.searchParams.get('characters'));
    if (characters === null) {
      const detail = 'expected characters to be all, latin-1 or ascii';
      refuseRaw(socket, new ControlProblem('invalid-query', detail));
      return;
    }
    // The client left before it was served; `close` follows.
    socket.on('error', (error) => parts.log.debug('console socket', { name, why: error.message }));
    loading ??= import('./console-sockets.ts').then(({ openConsoleSockets }) => openConsoleSockets(parts));
    loading.then(
      (sockets) => {
        if (isClosed) socket.destroy();
        else sockets.accept({ request, socket, head }, { name, characters });
      },
      (error: unknown) => {
        parts.log.error('no consoles', { why: reasonOf(error) });
        socket.destroy();
      },
    );
  });
  return () => {
    isClosed = true;
    void loading?.then((sockets) => sockets.close());
  };
}
